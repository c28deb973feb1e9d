package org.halfsky.query.rates;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.halfsky.query.http.Unanswered;
import org.springframework.http.HttpStatus;

/** Which list behind a rate is opened. The denominator's holds the numerator's. */
public enum ListPart {
    NUMERATOR(Part.NUMERATOR), DENOMINATOR(Part.NUMERATOR, Part.REMAINDER), REMAINDER(Part.REMAINDER), EXCLUDED(
            Part.EXCLUDED), MISSING(Part.MISSING);

    private final List<Part> parts;

    ListPart(Part... parts) {
        this.parts = List.of(parts);
    }

    /** As it stands in a URL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ListPart named(String key) {
        for (ListPart part : values()) {
            if (part.key().equals(key)) {
                return part;
            }
        }
        throw new Unanswered(HttpStatus.NOT_FOUND, "rates.refused.part", null);
    }

    Set<Mark> marks(Rate rate) {
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        parts.forEach(part -> marks.addAll(rate.marks(part)));
        return marks;
    }

    public long count(Figure figure) {
        return parts.stream().mapToLong(figure::count).sum();
    }
}
