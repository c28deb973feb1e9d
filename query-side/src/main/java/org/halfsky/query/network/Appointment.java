package org.halfsky.query.network;

import java.time.LocalDate;

import org.halfsky.events.ids.StaffId;

/**
 * A mediator's time in office.
 *
 * @param until the first day it is over: the end of its term, or the day of an earlier dismissal
 */
public record Appointment(StaffId mediator, boolean trained, LocalDate from, LocalDate until) {

    /** Whether it stands on the day. */
    public boolean on(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(until);
    }

    Appointment endedOn(LocalDate day) {
        return new Appointment(mediator, trained, from, day.isBefore(from) ? from : day);
    }
}
