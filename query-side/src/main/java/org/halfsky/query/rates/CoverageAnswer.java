package org.halfsky.query.rates;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.halfsky.events.ids.Level;
import org.halfsky.query.network.Coverage;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a program gets for coverage: four levels and the lowest of them, which is also the headline; never an average.
 *
 * @param on the day it is true for: the last day of the period, or today when that is still to come
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CoverageAnswer(String name, int version, String title, String definition, String unit, String unitName,
        LocalDate from, LocalDate to, LocalDate on, long numerator, long denominator, long excluded, long missing,
        BigDecimal rate, List<LevelAnswer> levels, LevelAnswer minimum, long position, Instant asOf,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<PartAnswer> children,
        @JsonInclude(JsonInclude.Include.NON_NULL) PartAnswer self,
        @JsonInclude(JsonInclude.Include.NON_NULL) PartAnswer suppressed) {

    static final String NAME = "coverage";
    static final int VERSION = 1;

    record LevelAnswer(Level level, long numerator, long denominator, long excluded, long missing, BigDecimal rate) {

        static LevelAnswer of(Coverage coverage, Level level) {
            Coverage.Count count = coverage.at(level);
            return new LevelAnswer(level, count.numerator(), count.denominator(), 0, 0, count.ratio());
        }

        static List<LevelAnswer> all(Coverage coverage) {
            return Coverage.FOUR.stream().map(level -> of(coverage, level)).toList();
        }

        static LevelAnswer lowest(Coverage coverage) {
            return coverage.lowest().map(level -> of(coverage, level)).orElse(null);
        }
    }

    record PartAnswer(String unit, String name, int units, List<LevelAnswer> levels, LevelAnswer minimum) {}

    record UnitsAnswer(String name, int version, String part, String unit, LocalDate on, Level level, long position,
            long total, List<UnitAnswer> units, String next) {}

    record UnitAnswer(String unit, String name, Level level, boolean covered, List<String> lacks,
            LocalDate activeOn) {}
}
