package org.halfsky.command.mediation;

import java.math.BigDecimal;

import org.halfsky.command.authority.AllowedTo;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.Form;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.privacy.Sealed;

import static org.halfsky.events.ids.Role.MEDIATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;
import static org.halfsky.events.ids.Role.SYSTEM;

/** What can be asked of a mediation within a case, in the order it is usually asked. */
public sealed interface MediationCommand {

    CaseId caseId();

    MediationId mediationId();

    /** The mediation network is to take the dispute in. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record ProposeMediation(CaseId caseId, MediationId mediationId,
            MediationSource source) implements MediationCommand {}

    /** One side agrees, or clearly refuses. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record RecordConsent(CaseId caseId, MediationId mediationId, Side side, boolean given,
            Form form) implements MediationCommand {}

    /** Both were told nature, principles, effect, rights and duties: with it the mediation starts. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record GiveRightsNotice(CaseId caseId, MediationId mediationId, Form form) implements MediationCommand {}

    /** A mediator takes it on. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record AssignMediator(CaseId caseId, MediationId mediationId, StaffId mediator) implements MediationCommand {}

    /** A session was held. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record HoldSession(CaseId caseId, MediationId mediationId, boolean open, Sealed note) implements MediationCommand {}

    /** Somebody wants to note a fee: there is none, ever. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record RecordFee(CaseId caseId, MediationId mediationId, BigDecimal amount) implements MediationCommand {}

    /** The parties agreed. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record RecordAgreement(CaseId caseId, MediationId mediationId, Form form, Sealed content,
            boolean barsOtherRemedies) implements MediationCommand {}

    /** The couple was reconciled. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record RecordReconciliation(CaseId caseId, MediationId mediationId, boolean writtenAgreement,
            Sealed note) implements MediationCommand {}

    /** No agreement came about. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record FailMediation(CaseId caseId, MediationId mediationId, boolean otherRoutesTold,
            Sealed note) implements MediationCommand {}

    /** A party asks to stop. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record StopMediation(CaseId caseId, MediationId mediationId, Side side,
            boolean otherRoutesTold) implements MediationCommand {}

    /** The dispute will not come to a mediation. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record RecordNotStarted(CaseId caseId, MediationId mediationId, NotStarted why) implements MediationCommand {}

    /** A danger became known elsewhere: a live mediation ends at once. */
    @AllowedTo(SYSTEM)
    record BarMediation(CaseId caseId, MediationId mediationId, BarGround ground) implements MediationCommand {}
}
