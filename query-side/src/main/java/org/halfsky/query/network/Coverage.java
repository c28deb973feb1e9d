package org.halfsky.query.network;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.halfsky.events.ids.Level;

/**
 * Four-level coverage (四级覆盖率) of a unit with all below it on a day: four counts and the lowest of them. They are never added or
 * averaged over levels: a province full of covered villages does not make up for a county without a station.
 */
public record Coverage(Map<Level, Count> levels) {

    /** The four levels of the network, from above; the province stands over it. */
    public static final List<Level> FOUR = List.of(Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE);

    /** Decimals of a ratio, as with every rate. */
    private static final int SCALE = 6;

    public Coverage {
        Map<Level, Count> four = new EnumMap<>(Level.class);
        for (Level level : FOUR) {
            four.put(level, Objects.requireNonNullElse(levels.get(level), Count.NONE));
        }
        levels = four;
    }

    /**
     * @param numerator   units that count as covered
     * @param denominator all units there are
     */
    public record Count(long numerator, long denominator) {

        static final Count NONE = new Count(0, 0);

        /** Null where there is no unit of the level. */
        public BigDecimal ratio() {
            return denominator == 0
                    ? null
                    : BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), SCALE,
                            RoundingMode.HALF_UP);
        }

        /** Two decimals, or null for a dash. */
        public String percent() {
            BigDecimal ratio = ratio();
            return ratio == null
                    ? null
                    : ratio.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString();
        }

        public long lacking() {
            return denominator - numerator;
        }
    }

    public Count at(Level level) {
        return levels.get(level);
    }

    /** The level that is covered least, the lower one of two alike; empty where there is no unit at all. */
    public Optional<Level> lowest() {
        return FOUR.stream().filter(level -> at(level).denominator() > 0).min(Comparator
                .comparing((Level level) -> at(level).ratio()).thenComparing(Comparator.reverseOrder()));
    }

    public Coverage minus(Coverage other) {
        Map<Level, Count> left = new EnumMap<>(Level.class);
        levels.forEach((level, count) -> left.put(level, new Count(count.numerator - other.at(level).numerator,
                count.denominator - other.at(level).denominator)));
        return new Coverage(left);
    }

    public Coverage plus(Coverage other) {
        Map<Level, Count> sum = new EnumMap<>(Level.class);
        levels.forEach((level, count) -> sum.put(level, new Count(count.numerator + other.at(level).numerator,
                count.denominator + other.at(level).denominator)));
        return new Coverage(sum);
    }
}
