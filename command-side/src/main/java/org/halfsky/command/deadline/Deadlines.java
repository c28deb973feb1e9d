package org.halfsky.command.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.halfsky.command.act.Act;
import org.halfsky.command.calendar.Due;
import org.halfsky.command.deadline.DeadlineCommand.MissDeadline;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.DeadlineId;

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
                yield dueAt == null || act.at().isBefore(dueAt)
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

    /** Written notice of acceptance is due 15 days after receipt (ACC-01, 信访工作条例 23(2)). */
    public DeadlineEvent openAcceptanceNotice(CaseId caseId, Act act) {
        return opened(caseId, ACCEPTANCE_NOTICE, "", Due.days(act.happenedOn(), 15, act.zone()), "ACC-01");
    }

    /** A matter in our own power is to be finished 60 days after acceptance (HAN-01, 信访工作条例 34). */
    public DeadlineEvent openHandling(CaseId caseId, Act act) {
        return opened(caseId, HANDLING_60D, "", Due.days(act.happenedOn(), 60, act.zone()), "HAN-01");
    }

    /** A mediation is normally finished one month after its acceptance (MED-15, 司法部令第75号 33). */
    public DeadlineEvent openMediation(CaseId caseId, String which, Act act) {
        return opened(caseId, MEDIATION_1M, which, Due.months(act.happenedOn(), 1, act.zone()), "MED-15");
    }

    public List<DeadlineEvent> settleAcceptanceNotice(CaseId caseId, Act act) {
        return settled(caseId, id(caseId, ACCEPTANCE_NOTICE, ""), act);
    }

    public List<DeadlineEvent> settleHandling(CaseId caseId, Act act) {
        return settled(caseId, id(caseId, HANDLING_60D, ""), act);
    }

    public List<DeadlineEvent> settleMediation(CaseId caseId, String which, Act act) {
        return settled(caseId, id(caseId, MEDIATION_1M, which), act);
    }

    /** What was due was done: in time, or too late where the sweep did not come first. */
    private List<DeadlineEvent> settled(CaseId caseId, DeadlineId id, Act act) {
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
