package org.halfsky.query.rates;

import java.util.EnumSet;
import java.util.Set;

import static org.halfsky.query.rates.Cohort.ARRIVED;
import static org.halfsky.query.rates.Cohort.DECIDED;
import static org.halfsky.query.rates.Cohort.ENDED;
import static org.halfsky.query.rates.Cohort.RECEIVED;

/**
 * What has become of something in a cohort: fine enough that every rate, the reasons behind it and the course from receipt to
 * reconciliation are sums of marks. At any position everything bears exactly one mark per cohort.
 */
public enum Mark {
    /** Registered: somebody listened and wrote it down. */
    ARRIVED_REGISTERED(ARRIVED),
    /** Arrived, and nobody has written it down. */
    ARRIVED_WAITING(ARRIVED), ARRIVED_SILENT(ARRIVED), ARRIVED_WRONG_NUMBER(ARRIVED), ARRIVED_PRANK(
            ARRIVED), ARRIVED_VOIDED(ARRIVED),

    DECIDED_CLOSED(DECIDED), DECIDED_OPEN(DECIDED), DECIDED_NOT_ACCEPTED(DECIDED), DECIDED_WITHDRAWN(DECIDED),
    /** Accepted, and its time limit has not run out: never stored, as it ends by time alone. */
    DECIDED_NOT_YET_DUE(DECIDED),
    /** A ledger does not say whether it was closed. */
    DECIDED_UNKNOWN(DECIDED),

    /** Nothing decided yet. */
    RECEIVED_WAITING(RECEIVED), RECEIVED_REFUSED(RECEIVED), RECEIVED_WITHDRAWN(RECEIVED), RECEIVED_ADVISED(
            RECEIVED), RECEIVED_COURT(RECEIVED), RECEIVED_LOST_CONTACT(RECEIVED), RECEIVED_BARRED(RECEIVED),
    /** A mediation was started and has not ended. */
    RECEIVED_RUNNING(RECEIVED), RECEIVED_AGREED(RECEIVED), RECEIVED_RECONCILED(RECEIVED), RECEIVED_FAILED(
            RECEIVED), RECEIVED_LAPSED(RECEIVED), RECEIVED_STOPPED(RECEIVED),
    /** A ledger says that a mediation was started, not how it ended. */
    RECEIVED_END_UNKNOWN(RECEIVED),
    /** A ledger does not say whether a mediation was started. */
    RECEIVED_UNKNOWN(RECEIVED),

    ENDED_AGREED(ENDED), ENDED_RECONCILED(ENDED), ENDED_FAILED(ENDED), ENDED_LAPSED(ENDED),
    /** A party asked to stop after the first session. */
    ENDED_STOPPED(ENDED),
    /** A party asked to stop before any session. */
    ENDED_STOPPED_EARLY(ENDED),
    /** A ledger says that a party stopped it, not whether a session was held. */
    ENDED_STOPPED_UNKNOWN(ENDED), ENDED_BARRED(ENDED),
    /** A ledger does not say how it ended; counted on the day it started. */
    ENDED_UNKNOWN(ENDED);

    private final Cohort cohort;

    Mark(Cohort cohort) {
        this.cohort = cohort;
    }

    public Cohort cohort() {
        return cohort;
    }

    /** The reason or result without its cohort: {@code LOST_CONTACT}. */
    public String code() {
        return name().substring(cohort.name().length() + 1);
    }

    static Set<Mark> of(Cohort cohort) {
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : values()) {
            if (mark.cohort == cohort) {
                marks.add(mark);
            }
        }
        return marks;
    }
}
