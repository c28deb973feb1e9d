package org.halfsky.query.rates;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a program gets for a rate. Where the number may not be shown, every number is null and {@code hidden} says so.
 *
 * @param rate      numerator by denominator, null when there is nothing to divide by
 * @param synthetic how many of all that is counted are made up
 * @param position  the numbers are true for everything up to there
 * @param children  with {@code by=unit} alone, as are the next two
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RateAnswer(String name, int version, String title, String definition, String unit, String unitName,
        LocalDate from, LocalDate to, Long numerator, Long denominator, Long excluded, Map<String, Long> excludedBy,
        Long missing, Map<String, Long> missingBy, BigDecimal rate, Long synthetic, boolean hidden,
        long position, Instant asOf, @JsonInclude(JsonInclude.Include.NON_NULL) List<PartAnswer> children,
        @JsonInclude(JsonInclude.Include.NON_NULL) PartAnswer self,
        @JsonInclude(JsonInclude.Include.NON_NULL) PartAnswer suppressed) {

    /**
     * One part of the whole.
     *
     * @param unit  null for the suppressed ones together
     * @param units how many units it stands for; none for an own part that is merged with the suppressed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PartAnswer(String unit, String name, int units, long numerator, long denominator, long excluded,
            Map<String, Long> excludedBy, long missing, Map<String, Long> missingBy, BigDecimal rate,
            long synthetic) {

        static PartAnswer of(String unit, String name, int units, Figure figure) {
            return new PartAnswer(unit, name, units, figure.numerator(), figure.denominator(), figure.excluded(),
                    figure.by(Part.EXCLUDED), figure.missing(), figure.by(Part.MISSING), figure.ratio(),
                    figure.synthetic());
        }
    }
}
