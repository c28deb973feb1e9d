package org.halfsky.events.mediation;

import java.time.LocalDate;

import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.wire.EventType;

/**
 * Everything that can happen to a mediation within a case, in the order it
 * usually happens.
 */
public sealed interface MediationEvent {

    CaseId caseId();

    MediationId mediationId();

    /**
     * The mediation network received the dispute (矛盾纠纷接待); source is null where a
     * ledger does not say.
     */
    @EventType("mediation.dispute-received")
    record DisputeReceived(CaseId caseId, MediationId mediationId, UnitCode unit,
            MediationSource source) implements MediationEvent {}

    /** The dispute never came to a mediation. */
    @EventType("mediation.not-started")
    record MediationNotStarted(CaseId caseId, MediationId mediationId, NotStarted why) implements MediationEvent {}

    /** It must not be mediated (MED-06): counted apart, as a good count. */
    @EventType("mediation.barred")
    record MediationBarred(CaseId caseId, MediationId mediationId, BarGround ground) implements MediationEvent {}

    /** One side agreed to mediation (人民调解法 17). */
    @EventType("mediation.consent-given")
    record ConsentGiven(CaseId caseId, MediationId mediationId, Side side, Form form) implements MediationEvent {}

    /** One side clearly refused: no mediation (MED-01). */
    @EventType("mediation.consent-refused")
    record ConsentRefused(CaseId caseId, MediationId mediationId, Side side) implements MediationEvent {}

    /** Both were told nature, principles, effect, rights and duties (MED-04). */
    @EventType("mediation.rights-notice-given")
    record RightsNoticeGiven(CaseId caseId, MediationId mediationId, Form form) implements MediationEvent {}

    /**
     * Accepted for mediation after the rights notice; for a ledger row, said to
     * have been started.
     */
    @EventType("mediation.started")
    record MediationStarted(CaseId caseId, MediationId mediationId) implements MediationEvent {}

    /**
     * A mediator in office took it on; the appointment as it stood is written
     * beside (MED-08).
     */
    @EventType("mediation.mediator-assigned")
    record MediatorAssigned(CaseId caseId, MediationId mediationId, StaffId mediator, UnitCode appointedAt,
            LocalDate termEndsOn) implements MediationEvent {}

    /** A session was held; the record is sealed D2. */
    @EventType("mediation.session-held")
    record SessionHeld(CaseId caseId, MediationId mediationId, int number, boolean open,
            Sealed note) implements MediationEvent {}

    /** The parties agreed (达成协议), which may be a peaceful divorce. */
    @EventType("mediation.agreement-reached")
    record AgreementReached(CaseId caseId, MediationId mediationId, Form form,
            Sealed content) implements MediationEvent {}

    /** The couple was reconciled (调和), which is more than an agreement. */
    @EventType("mediation.parties-reconciled")
    record PartiesReconciled(CaseId caseId, MediationId mediationId, boolean writtenAgreement,
            Sealed note) implements MediationEvent {}

    /** No agreement; the other routes were told (MED-17). */
    @EventType("mediation.failed")
    record MediationFailed(CaseId caseId, MediationId mediationId, boolean otherRoutesTold,
            Sealed note) implements MediationEvent {}

    /** A party asked to stop (MED-05). */
    @EventType("mediation.stopped")
    record MediationStopped(CaseId caseId, MediationId mediationId, Side side,
            boolean otherRoutesTold) implements MediationEvent {}

    /** Its time ran out without an end. */
    @EventType("mediation.lapsed")
    record MediationLapsed(CaseId caseId, MediationId mediationId) implements MediationEvent {}
}
