package org.halfsky.events.dvresponse;

import java.util.Set;

import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.wire.EventType;

/**
 * Everything that can happen in the response to domestic violence within a
 * case, in the order it usually happens.
 */
public sealed interface DvEvent {

    CaseId caseId();

    /** Domestic violence is suspected or told (DV-02). */
    @EventType("dv.flagged")
    record DvFlagged(CaseId caseId, Set<DvForm> forms) implements DvEvent {}

    /**
     * The 11 answers were taken and the level computed (DV-03); the answers are
     * sealed D4 as 11 letters Y or N.
     */
    @EventType("dv.danger-assessed")
    record DangerAssessed(CaseId caseId, PersonId victim, String scale, int score, boolean special, DangerLevel level,
            Sealed answers, boolean victimSigned) implements DvEvent {}

    /**
     * The person is safe, and how: the safety outcome without which a HIGH case is
     * not closed (HAN-08).
     */
    @EventType("dv.safety-secured")
    record SafetySecured(CaseId caseId, Sealed outcome) implements DvEvent {}
}
