package org.halfsky.query.rates;

import java.time.LocalDate;

import org.halfsky.events.ids.UnitCode;

/**
 * Of which unit with all below it, and for which days.
 *
 * @param from first day
 * @param to   last day, included
 */
public record Asked(UnitCode unit, LocalDate from, LocalDate to) {

    Asked at(UnitCode other) {
        return new Asked(other, from, to);
    }
}
