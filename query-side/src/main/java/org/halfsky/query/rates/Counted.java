package org.halfsky.query.rates;

import java.time.LocalDate;

import org.halfsky.events.ids.UnitCode;

/**
 * A count as the tables give it.
 *
 * @param unit      whose, with all below it
 * @param month     of which month, or null when the months were not told apart
 * @param synthetic how many of them are made up
 */
record Counted(UnitCode unit, LocalDate month, Mark mark, long n, long synthetic) {}
