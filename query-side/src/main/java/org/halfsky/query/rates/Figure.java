package org.halfsky.query.rates;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One rate's number: counts by mark, from which everything else follows, so that figures add up whatever they are added by.
 *
 * @param rate      whose number it is
 * @param marks     how many bear each mark; marks that nobody bears are absent
 * @param synthetic how many of them come from a ledger that says it is synthetic
 */
public record Figure(Rate rate, Map<Mark, Long> marks, long synthetic) {

    /** Decimals of a ratio as JSON gives it. */
    private static final int SCALE = 6;
    /** Below this a village's cell is not shown above the village (rulebook §5, guard rail d). */
    static final int SHOWN_FROM = 5;

    public Figure {
        Map<Mark, Long> own = new EnumMap<>(Mark.class);
        marks.forEach((mark, n) -> {
            if (mark.cohort() == rate.cohort() && n != 0) {
                own.put(mark, n);
            }
        });
        marks = own;
    }

    static Figure none(Rate rate) {
        return new Figure(rate, Map.of(), 0);
    }

    public long count(Part part) {
        return marks.entrySet().stream().filter(mark -> rate.part(mark.getKey()) == part).mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long numerator() {
        return count(Part.NUMERATOR);
    }

    public long denominator() {
        return count(Part.NUMERATOR) + count(Part.REMAINDER);
    }

    public long excluded() {
        return count(Part.EXCLUDED);
    }

    public long missing() {
        return count(Part.MISSING);
    }

    /** Everything in the cohort, whatever its part. */
    public long whole() {
        return marks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts of one part by reason. */
    public Map<String, Long> by(Part part) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        marks.forEach((mark, n) -> {
            if (rate.part(mark) == part) {
                reasons.put(mark.code(), n);
            }
        });
        return reasons;
    }

    public long of(Mark mark) {
        return marks.getOrDefault(mark, 0L);
    }

    /** Numerator by denominator; null, shown as a dash, when there is nothing to divide by. */
    public BigDecimal ratio() {
        long denominator = denominator();
        return denominator == 0
                ? null
                : BigDecimal.valueOf(numerator()).divide(BigDecimal.valueOf(denominator), SCALE, RoundingMode.HALF_UP);
    }

    /** Whether somebody could be recognised by it, were it shown for one village to those above. */
    public boolean small() {
        return denominator() < SHOWN_FROM || few(numerator())
                || Stream.of(Part.EXCLUDED, Part.MISSING)
                        .anyMatch(part -> by(part).values().stream().anyMatch(Figure::few));
    }

    /** A number that is not nothing and too small to be told. */
    static boolean few(long n) {
        return n > 0 && n < SHOWN_FROM;
    }

    Figure plus(Figure other) {
        return combine(other, 1);
    }

    Figure minus(Figure other) {
        return combine(other, -1);
    }

    private Figure combine(Figure other, int sign) {
        Map<Mark, Long> sum = new EnumMap<>(Mark.class);
        sum.putAll(marks);
        other.marks.forEach((mark, n) -> sum.merge(mark, sign * n, Long::sum));
        return new Figure(rate, sum, synthetic + sign * other.synthetic);
    }
}
