package org.halfsky.query.rates;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.UnitCode;

/**
 * One line of the list behind a number: metadata alone.
 *
 * @param item        what the cursor goes by: the contact, case or mediation
 * @param caseId      null for a contact that led to no case
 * @param contactId   null for what no contact stands for
 * @param number      the case's number, or null
 * @param unit        the unit responsible on the day; of a suppressed village, the township above it
 * @param merged      whether the unit stands there for itself or for a village of it that is suppressed, one cannot tell which
 * @param subCategory null for what was never registered
 * @param day         the day it is counted by
 * @param begunOn     the day it was received
 * @param endedOn     the day it ended or was closed, or null
 * @param position    of the event that made it so
 */
public record Line(String item, CaseId caseId, ContactId contactId, String number, UnitCode unit, boolean merged,
        String subCategory, LocalDate day, Mark mark, LocalDate begunOn, LocalDate endedOn, long position,
        boolean synthetic) {

    /** How many days it took; null while it goes on. */
    public Long days() {
        return endedOn == null || begunOn == null ? null : ChronoUnit.DAYS.between(begunOn, endedOn);
    }

    /** Whether it ended as was hoped; null for what goes on, was left out, or ended neither way. */
    public Boolean good() {
        return switch (mark) {
            case ARRIVED_REGISTERED, DECIDED_CLOSED, RECEIVED_AGREED, RECEIVED_RECONCILED, ENDED_AGREED,
                    ENDED_RECONCILED ->
                true;
            case RECEIVED_FAILED, RECEIVED_LAPSED, RECEIVED_STOPPED, ENDED_FAILED, ENDED_LAPSED, ENDED_STOPPED -> false;
            case ARRIVED_WAITING, ARRIVED_SILENT, ARRIVED_WRONG_NUMBER, ARRIVED_PRANK, ARRIVED_VOIDED, DECIDED_OPEN,
                    DECIDED_NOT_ACCEPTED, DECIDED_WITHDRAWN, DECIDED_NOT_YET_DUE, DECIDED_UNKNOWN, RECEIVED_WAITING,
                    RECEIVED_REFUSED, RECEIVED_WITHDRAWN, RECEIVED_ADVISED, RECEIVED_COURT, RECEIVED_LOST_CONTACT,
                    RECEIVED_BARRED, RECEIVED_RUNNING, RECEIVED_END_UNKNOWN, RECEIVED_UNKNOWN, ENDED_STOPPED_EARLY,
                    ENDED_STOPPED_UNKNOWN, ENDED_BARRED, ENDED_UNKNOWN ->
                null;
        };
    }

    Line under(UnitCode township) {
        return new Line(item, caseId, contactId, number, township, true, subCategory, day, mark, begunOn, endedOn,
                position, synthetic);
    }
}
