package org.halfsky.query.rates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

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
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.query.projection.Recorded;

/**
 * What the rates know of one case.
 *
 * @param unit       the unit responsible now
 * @param imported   whether a ledger told it
 * @param synthetic  whether its source says that it is no real matter
 * @param arrived    where it stands among the arrivals, when no contact stands there for it; or null
 * @param decided    where it stands among the matters whose acceptance was decided, or null
 * @param outcome    how it was closed; null while it is open
 * @param closedOn   the day it was closed; null while it is open
 * @param deadline   the time limit for handling, or null
 * @param dueOn      the last day of that limit, or null
 * @param mediations every dispute of it that the network received
 */
record RatedCase(CaseId caseId, String number, SubCategory subCategory, UnitCode unit, boolean imported,
        boolean synthetic, Stand arrived, Stand decided, Outcome outcome, LocalDate closedOn, DeadlineId deadline,
        LocalDate dueOn, List<RatedMediation> mediations) {

    static RatedCase after(RatedCase before, CaseEvent event, Recorded recorded, ZoneId zone) {
        if (!(event instanceof CaseOpened) && before == null) {
            throw new IllegalStateException("no opening known of case " + event.caseId());
        }
        return switch (event) {
            case CaseOpened opened -> opened(opened, recorded, zone);
            case CaseAccepted _ -> before.accepted(recorded, zone);
            case CaseNotAccepted _ -> before.decided == null
                    ? before.decided(new Stand(Mark.DECIDED_NOT_ACCEPTED, before.unit, day(recorded, zone),
                            recorded.position()))
                    : before;
            case HandoverReceived taken -> before.takenBy(taken.unit());
            case CaseCorrected corrected -> corrected.field() == CaseField.SUB_CATEGORY
                    ? before.about(SubCategory.valueOf(corrected.code()))
                    : before;
            case CaseClosed closed -> before.closed(closed.outcome(), day(recorded, zone))
                    .remarked(closing(closed.outcome()), recorded);
            case CaseReopened _ -> before.closed(null, null).remarked(Mark.DECIDED_OPEN, recorded);
            case PartyAdded _,CaseContactLinked _,HandlerAssigned _,ActionRecorded _,CaseHandedOver _,HandoverReturned _,HandoverWithdrawn _ ->
                before;
        };
    }

    static RatedCase after(RatedCase before, MediationEvent event, Recorded recorded, ZoneId zone) {
        if (before == null) {
            throw new IllegalStateException("no opening known of case " + event.caseId());
        }
        List<RatedMediation> after = new ArrayList<>(before.mediations);
        int known = -1;
        for (int i = 0; i < after.size(); i++) {
            if (after.get(i).mediationId().equals(event.mediationId())) {
                known = i;
            }
        }
        RatedMediation mediation = RatedMediation.after(known < 0 ? null : after.get(known), before.unit, event,
                recorded, zone);
        if (known < 0) {
            after.add(mediation);
        } else {
            after.set(known, mediation);
        }
        return before.mediated(after);
    }

    static RatedCase after(RatedCase before, DeadlineEvent event, ZoneId zone) {
        if (before == null) {
            throw new IllegalStateException("no opening known of case " + event.caseId());
        }
        return switch (event) {
            case DeadlineOpened opened -> opened.kind() == DeadlineKind.HANDLING_60D
                    ? before.due(opened.deadlineId(), lastDay(opened.dueAt(), zone))
                    : before;
            case DeadlineExtended extended -> extended.deadlineId().equals(before.deadline)
                    ? before.due(before.deadline, lastDay(extended.dueAt(), zone))
                    : before;
            case DeadlineMet _,DeadlineMissed _ -> before;
        };
    }

    /** Whether the event can change what the rates know. */
    static boolean matters(Object event) {
        return switch (event) {
            case CaseEvent of -> matters(of);
            case MediationEvent of -> RatedMediation.matters(of);
            case DeadlineEvent of -> of instanceof DeadlineOpened || of instanceof DeadlineExtended;
            default -> false;
        };
    }

    private static boolean matters(CaseEvent event) {
        return switch (event) {
            case CaseOpened _,CaseAccepted _,CaseNotAccepted _,HandoverReceived _,CaseCorrected _,CaseClosed _,CaseReopened _ ->
                true;
            case PartyAdded _,CaseContactLinked _,HandlerAssigned _,ActionRecorded _,CaseHandedOver _,HandoverReturned _,HandoverWithdrawn _ ->
                false;
        };
    }

    private static RatedCase opened(CaseOpened opened, Recorded recorded, ZoneId zone) {
        Stand arrived = opened.fromContact() == null && recorded.imported()
                ? new Stand(Mark.ARRIVED_REGISTERED, opened.unit(), day(recorded, zone), recorded.position())
                : null;
        return new RatedCase(opened.caseId(), opened.number(), opened.subCategory(), opened.unit(), recorded.imported(),
                recorded.synthetic(), arrived, null, null, null, null, null, List.of());
    }

    /** The first acceptance counts: a later one, of another unit, takes nothing out of a past figure. */
    private RatedCase accepted(Recorded recorded, ZoneId zone) {
        if (decided != null && decided.mark() != Mark.DECIDED_NOT_ACCEPTED) {
            return this;
        }
        Mark mark = imported ? Mark.DECIDED_UNKNOWN : Mark.DECIDED_OPEN;
        return decided(new Stand(outcome == null ? mark : closing(outcome), unit, day(recorded, zone),
                recorded.position()));
    }

    private static Mark closing(Outcome outcome) {
        return outcome == Outcome.WITHDRAWN ? Mark.DECIDED_WITHDRAWN : Mark.DECIDED_CLOSED;
    }

    private RatedCase remarked(Mark mark, Recorded recorded) {
        return decided == null || decided.mark() == Mark.DECIDED_NOT_ACCEPTED
                ? this
                : decided(decided.now(mark, recorded.position()));
    }

    private RatedCase takenBy(UnitCode taker) {
        return new RatedCase(caseId, number, subCategory, taker, imported, synthetic, arrived, decided, outcome,
                closedOn,
                deadline, dueOn, mediations.stream().map(mediation -> mediation.under(taker)).toList());
    }

    private RatedCase about(SubCategory matter) {
        return new RatedCase(caseId, number, matter, unit, imported, synthetic, arrived, decided, outcome, closedOn,
                deadline, dueOn, mediations);
    }

    private RatedCase decided(Stand stand) {
        return new RatedCase(caseId, number, subCategory, unit, imported, synthetic, arrived, stand, outcome, closedOn,
                deadline, dueOn, mediations);
    }

    private RatedCase closed(Outcome how, LocalDate on) {
        return new RatedCase(caseId, number, subCategory, unit, imported, synthetic, arrived, decided, how, on,
                deadline,
                dueOn, mediations);
    }

    private RatedCase due(DeadlineId limit, LocalDate on) {
        return new RatedCase(caseId, number, subCategory, unit, imported, synthetic, arrived, decided, outcome,
                closedOn,
                limit, on, mediations);
    }

    private RatedCase mediated(List<RatedMediation> all) {
        return new RatedCase(caseId, number, subCategory, unit, imported, synthetic, arrived, decided, outcome,
                closedOn,
                deadline, dueOn, List.copyOf(all));
    }

    private static LocalDate day(Recorded recorded, ZoneId zone) {
        return LocalDate.ofInstant(recorded.happenedAt(), zone);
    }

    /** A limit that runs until 24:00 ends on that day, not on the next. */
    private static LocalDate lastDay(Instant dueAt, ZoneId zone) {
        return LocalDate.ofInstant(dueAt.minusNanos(1), zone);
    }
}
