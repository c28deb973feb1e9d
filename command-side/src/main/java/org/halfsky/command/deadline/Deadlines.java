package org.halfsky.command.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.halfsky.command.act.Act;
import org.halfsky.command.calendar.Due;
import org.halfsky.command.deadline.DeadlineCommand.MissDeadline;
import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.cases.CaseEvent.ActionRecorded;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseContactLinked;
import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.cases.CaseEvent.CaseHandedOver;
import org.halfsky.events.cases.CaseEvent.CaseNotAccepted;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.CaseEvent.HandlerAssigned;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.CaseEvent.HandoverReturned;
import org.halfsky.events.cases.CaseEvent.HandoverWithdrawn;
import org.halfsky.events.cases.CaseEvent.PartyAdded;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.DeadlineId;
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

import static org.halfsky.events.deadline.DeadlineKind.ACCEPTANCE_NOTICE;
import static org.halfsky.events.deadline.DeadlineKind.HANDLING_60D;
import static org.halfsky.events.deadline.DeadlineKind.MEDIATION_1M;

/**
 * The time limits of one case. Each is decided once, when its clock opens, and its due instant is never computed again (TIM-05).
 */
public final class Deadlines {

    private final Map<DeadlineId, Instant> running = new HashMap<>();

    public List<DeadlineEvent> decide(DeadlineCommand command, Act act) {
        return switch (command) {
            case MissDeadline asked -> {
                Instant dueAt = running.get(asked.deadlineId());
                yield dueAt == null || act.happenedAt().isBefore(dueAt)
                        ? List.of()
                        : List.of(new DeadlineMissed(asked.caseId(), asked.deadlineId()));
            }
        };
    }

    public void evolve(DeadlineEvent event) {
        switch (event) {
            case DeadlineOpened opened -> running.put(opened.deadlineId(), opened.dueAt());
            case DeadlineExtended extended -> running.put(extended.deadlineId(), extended.dueAt());
            case DeadlineMet met -> running.remove(met.deadlineId());
            case DeadlineMissed missed -> running.remove(missed.deadlineId());
        }
    }

    /**
     * Written notice of acceptance is due 15 days after receipt (ACC-01, 信访工作条例 23(2)), to whoever can be told.
     *
     * @param receivedAt null for the instant of the act
     */
    public List<DeadlineEvent> noticeOwed(CaseId caseId, List<Party> parties, Instant receivedAt, Act act) {
        LocalDate receivedOn = receivedAt == null ? act.happenedOn() : LocalDate.ofInstant(receivedAt, act.zone());
        return canBeTold(parties)
                ? List.of(opened(caseId, ACCEPTANCE_NOTICE, "", Due.days(receivedOn, 15, act.zone()), "ACC-01"))
                : List.of();
    }

    /** The clocks of the matter itself that open or end with an event. */
    public List<DeadlineEvent> after(CaseEvent event, Act act) {
        CaseId caseId = event.caseId();
        return switch (event) {
            case CaseAccepted accepted -> {
                List<DeadlineEvent> clocks = new ArrayList<>(settled(caseId, ACCEPTANCE_NOTICE, "", act));
                if (accepted.basis() == HandlingBasis.OWN_POWER_31_6) {
                    clocks.add(handling(caseId, act));
                }
                yield clocks;
            }
            case CaseNotAccepted _ -> settled(caseId, ACCEPTANCE_NOTICE, "", act);
            case CaseClosed _ -> settled(caseId, HANDLING_60D, "", act);
            case CaseOpened _,PartyAdded _,CaseContactLinked _,HandlerAssigned _,ActionRecorded _,CaseHandedOver _,HandoverReceived _,HandoverReturned _,HandoverWithdrawn _,CaseCorrected _,CaseReopened _ ->
                List.of();
        };
    }

    /** The month of a mediation, which opens with its start and ends with its end. */
    public List<DeadlineEvent> after(MediationEvent event, Act act) {
        String which = event.mediationId().value();
        return switch (event) {
            case MediationStarted _ -> List.of(mediation(event.caseId(), which, act));
            case MediationBarred _,AgreementReached _,PartiesReconciled _,MediationFailed _,MediationStopped _,MediationLapsed _ ->
                settled(event.caseId(), MEDIATION_1M, which, act);
            case DisputeReceived _,MediationNotStarted _,ConsentGiven _,ConsentRefused _,RightsNoticeGiven _,MediatorAssigned _,SessionHeld _ ->
                List.of();
        };
    }

    /** A matter in our own power is to be finished 60 days after acceptance (HAN-01, 信访工作条例 34). */
    private static DeadlineEvent handling(CaseId caseId, Act act) {
        return opened(caseId, HANDLING_60D, "", Due.days(act.happenedOn(), 60, act.zone()), "HAN-01");
    }

    /** A mediation is normally finished one month after its acceptance (MED-15, 司法部令第75号 33). */
    private static DeadlineEvent mediation(CaseId caseId, String which, Act act) {
        return opened(caseId, MEDIATION_1M, which, Due.months(act.happenedOn(), 1, act.zone()), "MED-15");
    }

    /** An anonymous matter lifts the duty of written notice (REG-04, 信访工作条例 23(2)). */
    private static boolean canBeTold(List<Party> parties) {
        return parties.stream().anyMatch(party -> (party.role() == PartyRole.COMPLAINANT
                || party.role() == PartyRole.PROXY) && (party.name() != null || party.phone() != null));
    }

    /** What was due was done: in time, or too late where the sweep did not come first. */
    private List<DeadlineEvent> settled(CaseId caseId, DeadlineKind kind, String which, Act act) {
        DeadlineId id = id(caseId, kind, which);
        Instant dueAt = running.get(id);
        if (dueAt == null) {
            return List.of();
        }
        return List.of(act.happenedAt().isBefore(dueAt) ? new DeadlineMet(caseId, id) : new DeadlineMissed(caseId, id));
    }

    private static DeadlineEvent opened(CaseId caseId, DeadlineKind kind, String which, Instant dueAt, String ruleId) {
        return new DeadlineOpened(caseId, id(caseId, kind, which), kind, dueAt, ruleId, null);
    }

    /** Made from what it is for, so that deciding stays a pure function. */
    private static DeadlineId id(CaseId caseId, DeadlineKind kind, String which) {
        String name = caseId + "/" + kind + "/" + which;
        return new DeadlineId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
