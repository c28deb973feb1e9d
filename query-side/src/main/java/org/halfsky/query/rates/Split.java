package org.halfsky.query.rates;

import java.util.List;

import org.halfsky.events.ids.UnitCode;

/**
 * One rate of a unit, told apart by the units right below it. Children, the unit's own and the suppressed add up to the whole.
 *
 * @param whole      the unit with all below it
 * @param children   the units right below that may be shown
 * @param self       what is the unit's own and of none below it; null where it stands among the suppressed
 * @param suppressed the villages that may not be shown one by one, together
 * @param hidden     how many villages those are
 */
public record Split(Figure whole, List<Child> children, Figure self, Figure suppressed, int hidden) {

    /** One unit right below. */
    public record Child(UnitCode unit, Figure figure) {}
}
