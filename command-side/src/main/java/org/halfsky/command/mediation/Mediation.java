package org.halfsky.command.mediation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.halfsky.command.act.Act;
import org.halfsky.command.act.Registers.Appointment;
import org.halfsky.command.mediation.MediationCommand.AssignMediator;
import org.halfsky.command.mediation.MediationCommand.BarMediation;
import org.halfsky.command.mediation.MediationCommand.FailMediation;
import org.halfsky.command.mediation.MediationCommand.GiveRightsNotice;
import org.halfsky.command.mediation.MediationCommand.HoldSession;
import org.halfsky.command.mediation.MediationCommand.ProposeMediation;
import org.halfsky.command.mediation.MediationCommand.RecordAgreement;
import org.halfsky.command.mediation.MediationCommand.RecordConsent;
import org.halfsky.command.mediation.MediationCommand.RecordFee;
import org.halfsky.command.mediation.MediationCommand.RecordNotStarted;
import org.halfsky.command.mediation.MediationCommand.RecordReconciliation;
import org.halfsky.command.mediation.MediationCommand.StopMediation;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.AgreementReached;
import org.halfsky.events.mediation.MediationEvent.ConsentGiven;
import org.halfsky.events.mediation.MediationEvent.ConsentRefused;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;
import org.halfsky.events.mediation.MediationEvent.MediationFailed;
import org.halfsky.events.mediation.MediationEvent.MediationLapsed;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.MediationEvent.MediatorAssigned;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.RightsNoticeGiven;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;

import static org.halfsky.command.mediation.MediationRule.AT_ITS_STAGE;
import static org.halfsky.command.mediation.MediationRule.BARS_NO_REMEDY;
import static org.halfsky.command.mediation.MediationRule.BOTH_CONSENT;
import static org.halfsky.command.mediation.MediationRule.DANGER_IS_ASSESSED;
import static org.halfsky.command.mediation.MediationRule.FREE_OF_CHARGE;
import static org.halfsky.command.mediation.MediationRule.MEDIATOR_IN_OFFICE;
import static org.halfsky.command.mediation.MediationRule.NOBODY_REFUSED;
import static org.halfsky.command.mediation.MediationRule.NOBODY_STOPPED;
import static org.halfsky.command.mediation.MediationRule.NONE_UNDER_WAY;
import static org.halfsky.command.mediation.MediationRule.NOT_ENDED;
import static org.halfsky.command.mediation.MediationRule.NO_HIGH_DANGER;
import static org.halfsky.command.mediation.MediationRule.OTHER_ROUTES_TOLD;
import static org.halfsky.command.mediation.MediationRule.RIGHTS_WERE_TOLD;
import static org.halfsky.command.rules.Rule.require;

/** One mediation of a case: from the received dispute over both consents and the rights notice to its end. */
final class Mediation {

    /** How far it came. */
    enum Stage {
        UNKNOWN, RECEIVED, STARTED, IN_SESSION, AGREED, RECONCILED, FAILED, STOPPED, LAPSED, BARRED, NOT_STARTED;

        boolean live() {
            return this == RECEIVED || started();
        }

        boolean started() {
            return this == STARTED || this == IN_SESSION;
        }
    }

    private Stage stage = Stage.UNKNOWN;
    private UnitCode unit;
    private MediationSource source;
    private final Set<Side> consents = EnumSet.noneOf(Side.class);
    private boolean refused;
    private boolean told;
    private Instant toldAt;
    private StaffId mediator;
    private int sessions;

    /** @param anotherLive whether another mediation of the case has not ended */
    List<MediationEvent> decide(MediationCommand command, MediationFacts facts, boolean anotherLive, Act act) {
        return switch (command) {
            case ProposeMediation asked -> {
                if (stage != Stage.UNKNOWN) {
                    require(HouseRule.ONCE, asked.source() == source);
                    yield List.of();
                }
                mustBeMediable(facts, asked, act);
                require(NONE_UNDER_WAY, !anotherLive);
                yield List.of(new DisputeReceived(asked.caseId(), asked.mediationId(), facts.unit(), asked.source()));
            }
            case RecordConsent asked when asked.given() -> {
                mustGoOn(facts, asked, act);
                if (consents.contains(asked.side())) {
                    yield List.of();
                }
                require(AT_ITS_STAGE, awaitsNotice());
                yield List.of(new ConsentGiven(asked.caseId(), asked.mediationId(), asked.side(), asked.form()));
            }
            case RecordConsent asked -> {
                mustBeLive();
                require(AT_ITS_STAGE, stage == Stage.RECEIVED);
                yield List.of(new ConsentRefused(asked.caseId(), asked.mediationId(), asked.side()),
                        new MediationNotStarted(asked.caseId(), asked.mediationId(), NotStarted.REFUSED));
            }
            case GiveRightsNotice asked -> {
                mustGoOn(facts, asked, act);
                require(AT_ITS_STAGE, awaitsNotice());
                require(BOTH_CONSENT, consents.size() == Side.values().length);
                var notice = new RightsNoticeGiven(asked.caseId(), asked.mediationId(), asked.form());
                yield stage.started()
                        ? List.of(notice)
                        : List.of(notice, new MediationStarted(asked.caseId(), asked.mediationId()));
            }
            case AssignMediator asked -> {
                mustGoOn(facts, asked, act);
                Appointment appointment = appointment(asked.mediator(), facts, act, "mediator");
                if (asked.mediator().equals(mediator)) {
                    yield List.of();
                }
                yield List.of(new MediatorAssigned(asked.caseId(), asked.mediationId(), asked.mediator(),
                        appointment.unit(), appointment.termEndsOn()));
            }
            case HoldSession asked -> {
                mustGoOn(facts, asked, act);
                require(RIGHTS_WERE_TOLD, told && !beforeNotice(act));
                require(MEDIATOR_IN_OFFICE, mediator != null);
                appointment(mediator, facts, act, null);
                yield List.of(new SessionHeld(asked.caseId(), asked.mediationId(), sessions + 1, asked.open(),
                        asked.note()));
            }
            case RecordFee asked -> {
                require(FREE_OF_CHARGE, false, "amount");
                yield List.of();
            }
            case RecordAgreement asked -> {
                mustGoOn(facts, asked, act);
                mustBeInSession();
                require(BARS_NO_REMEDY, !asked.barsOtherRemedies(), "barsOtherRemedies");
                yield List.of(new AgreementReached(asked.caseId(), asked.mediationId(), asked.form(), asked.content()));
            }
            case RecordReconciliation asked -> {
                mustGoOn(facts, asked, act);
                mustBeInSession();
                yield List.of(new PartiesReconciled(asked.caseId(), asked.mediationId(), asked.writtenAgreement(),
                        asked.note()));
            }
            case FailMediation asked -> {
                mustBeLive();
                require(AT_ITS_STAGE, stage.started());
                require(OTHER_ROUTES_TOLD, asked.otherRoutesTold(), "otherRoutesTold");
                yield List.of(new MediationFailed(asked.caseId(), asked.mediationId(), true, asked.note()));
            }
            case StopMediation asked -> {
                mustBeLive();
                require(OTHER_ROUTES_TOLD, asked.otherRoutesTold(), "otherRoutesTold");
                yield List.of(new MediationStopped(asked.caseId(), asked.mediationId(), asked.side(), true));
            }
            case RecordNotStarted asked -> {
                mustBeLive();
                require(AT_ITS_STAGE, stage == Stage.RECEIVED);
                yield List.of(new MediationNotStarted(asked.caseId(), asked.mediationId(), asked.why()));
            }
            case BarMediation asked -> stage.live()
                    ? List.of(new MediationBarred(asked.caseId(), asked.mediationId(), asked.ground()))
                    : List.of();
        };
    }

    /** @param happenedAt when it happened; null in streams that do not say */
    void evolve(MediationEvent event, Instant happenedAt) {
        switch (event) {
            case DisputeReceived received -> {
                stage = Stage.RECEIVED;
                unit = received.unit();
                source = received.source();
            }
            case MediationNotStarted notStarted -> {
                stage = Stage.NOT_STARTED;
                refused = notStarted.why() == NotStarted.REFUSED;
            }
            case MediationBarred barred -> stage = Stage.BARRED;
            case ConsentGiven given -> consents.add(given.side());
            case ConsentRefused refusal -> {
            }
            case RightsNoticeGiven notice -> {
                told = true;
                toldAt = happenedAt;
            }
            case MediationStarted started -> stage = Stage.STARTED;
            case MediatorAssigned assigned -> mediator = assigned.mediator();
            case SessionHeld held -> {
                stage = Stage.IN_SESSION;
                sessions = held.number();
            }
            case AgreementReached agreed -> stage = Stage.AGREED;
            case PartiesReconciled reconciled -> stage = Stage.RECONCILED;
            case MediationFailed failed -> stage = Stage.FAILED;
            case MediationStopped stopped -> stage = Stage.STOPPED;
            case MediationLapsed lapsed -> stage = Stage.LAPSED;
        }
    }

    boolean live() {
        return stage.live();
    }

    Stage stage() {
        return stage;
    }

    /** Whether this mediator may go on in a case that now belongs to the unit: the case may have moved after the mediation. */
    boolean inHandsOf(StaffId staff, UnitCode where) {
        return staff.equals(mediator) && (live() || where.equals(unit));
    }

    /** What the law says before anything else: danger first (MED-06), then whether it was looked for (MED-07). */
    private static void mustBeMediable(MediationFacts facts, MediationCommand asked, Act act) {
        require(NO_HIGH_DANGER, !facts.dangerHigh());
        act.registers().holdDanger();
        require(NO_HIGH_DANGER, !act.registers().dangerElsewhere(facts.persons(), asked.caseId()));
        require(DANGER_IS_ASSESSED, !facts.assessmentOwed());
    }

    /** For every step that furthers the mediation. */
    private void mustGoOn(MediationFacts facts, MediationCommand asked, Act act) {
        require(HouseRule.KNOWN, stage != Stage.UNKNOWN);
        mustBeMediable(facts, asked, act);
        mustBeLive();
    }

    private void mustBeLive() {
        require(HouseRule.KNOWN, stage != Stage.UNKNOWN);
        require(NOBODY_REFUSED, !refused);
        require(NOBODY_STOPPED, stage != Stage.STOPPED);
        require(NOT_ENDED, stage.live());
    }

    private void mustBeInSession() {
        require(RIGHTS_WERE_TOLD, told);
        require(AT_ITS_STAGE, stage == Stage.IN_SESSION);
    }

    private static Appointment appointment(StaffId mediator, MediationFacts facts, Act act, String field) {
        var appointment = act.registers().mediator(mediator, facts.unit(), act.happenedOn());
        require(MEDIATOR_IN_OFFICE, appointment.isPresent(), field);
        return appointment.orElseThrow();
    }

    /** Received, or started as a ledger tells it: of such a one nobody knows whether the parties were told. */
    private boolean awaitsNotice() {
        return stage == Stage.RECEIVED || stage == Stage.STARTED && !told;
    }

    /** A session told for a time before the notice; minutes are as exact as a form tells them. */
    private boolean beforeNotice(Act act) {
        return toldAt != null && act.happenedAt().isBefore(toldAt.truncatedTo(ChronoUnit.MINUTES));
    }
}
