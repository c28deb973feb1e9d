package org.halfsky.command.dvresponse;

import java.util.Set;

import org.halfsky.command.authority.AllowedTo;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.Sealed;

import static org.halfsky.events.ids.Role.MEDIATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;

/** What can be asked of the response to domestic violence within a case. */
public sealed interface DvCommand {

    CaseId caseId();

    /** Domestic violence is suspected or told; the forms may not be known yet. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record FlagDv(CaseId caseId, Set<DvForm> forms) implements DvCommand {

        public FlagDv {
            forms = forms == null ? Set.of() : Set.copyOf(forms);
        }
    }

    /**
     * The danger scale was gone through with her.
     *
     * @param answers    to compute the level from; never stored in clear
     * @param sealed     the same answers under the victim's key, D4
     * @param typedLevel a level that somebody typed, which is never taken; else null
     */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record AssessDanger(CaseId caseId, PersonId victim, DangerAnswers answers, Sealed sealed, boolean victimSigned,
            String typedLevel) implements DvCommand {}

    /** She is safe, and how. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record SecureSafety(CaseId caseId, Sealed outcome) implements DvCommand {}
}
