package org.halfsky.events.deadline;

import java.time.Instant;

import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.wire.EventType;

/**
 * Everything that can happen to a time limit, decided once and never recomputed
 * (TIM-05).
 */
public sealed interface DeadlineEvent {

    CaseId caseId();

    DeadlineId deadlineId();

    /**
     * A clock opened, with its due instant, its rule and the calendar version it
     * was counted by (null for calendar days).
     */
    @EventType("deadline.opened")
    record DeadlineOpened(CaseId caseId, DeadlineId deadlineId, DeadlineKind kind, Instant dueAt, String ruleId,
            String calendar) implements DeadlineEvent {}

    /** The due instant was moved before it passed (TIM-06). */
    @EventType("deadline.extended")
    record DeadlineExtended(CaseId caseId, DeadlineId deadlineId, Instant dueAt,
            Sealed reason) implements DeadlineEvent {}

    /** What was due was done. */
    @EventType("deadline.met")
    record DeadlineMet(CaseId caseId, DeadlineId deadlineId) implements DeadlineEvent {}

    /** The due instant passed first. */
    @EventType("deadline.missed")
    record DeadlineMissed(CaseId caseId, DeadlineId deadlineId) implements DeadlineEvent {}
}
