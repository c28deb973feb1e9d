package org.halfsky.query.find;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people type for 「赫妇维〔2026〕0417」: other brackets, a dash, only year and number, only the number. */
final class CaseNumbers {

    private static final Pattern TYPED = Pattern
            .compile(
                    "(?:(\\p{IsHan}{1,6})(?:妇维?)?)?\\s*(?:[〔\\[(（【]?\\s*((?:19|20)\\d\\d)\\s*[〕\\])）】]?)?\\s*[-–—/号]?\\s*(\\d{1,6})?号?");

    private CaseNumbers() {}

    /**
     * The case number that is meant, or how it begins; empty when it cannot be one.
     *
     * @param year    of a bare number
     * @param ownUnit the short name of one's own unit, for a number without one
     */
    static Optional<String> meant(String typed, int year, Supplier<String> ownUnit) {
        Matcher parts = TYPED.matcher(typed.strip());
        if (!parts.matches() || parts.group(1) == null && parts.group(2) == null && parts.group(3) == null) {
            return Optional.empty();
        }
        String unit = parts.group(1);
        if (unit != null && !typed.contains("妇") && parts.group(2) == null && parts.group(3) == null) {
            return Optional.empty();
        }
        String begin = (unit == null ? ownUnit.get() : unit.replaceFirst("妇维?$", "")) + "妇维";
        if (parts.group(3) == null) {
            return Optional.of(parts.group(2) == null ? begin : begin + "〔" + parts.group(2) + "〕");
        }
        String inYear = begin + "〔" + (parts.group(2) == null ? year : parts.group(2)) + "〕";
        return Optional.of(inYear + "%4s".formatted(parts.group(3)).replace(' ', '0'));
    }
}
