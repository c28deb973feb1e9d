package org.halfsky.query.rates;

import java.time.LocalDate;

import org.halfsky.events.ids.UnitCode;

/**
 * Where something stands in a cohort.
 *
 * @param mark     what has become of it
 * @param unit     the unit that was responsible on the day
 * @param day      the day it is counted by
 * @param position of the event that gave it its mark
 */
record Stand(Mark mark, UnitCode unit, LocalDate day, long position) {

    /** The same thing after an event gave it another mark. */
    Stand now(Mark other, long at) {
        return mark == other ? this : new Stand(other, unit, day, at);
    }
}
