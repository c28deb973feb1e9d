package org.halfsky.query.casefile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;

import org.halfsky.query.http.NotKnown;
import org.halfsky.query.http.Pages;
import org.halfsky.query.projection.Recorded;

/** Which events had been recorded at a moment that somebody asks for. */
public final class AsOf {

    private AsOf() {}

    /** @param at a position, an instant, or a day, whose end counts */
    public static Predicate<Recorded> read(String at, Clock clock) {
        String text = at.strip();
        if (text.matches("\\d{1,18}")) {
            long position = Long.parseLong(text);
            return recorded -> recorded.position() <= position;
        }
        Instant instant = Pages.parsed("at", text, one -> one.length() == 10
                ? Pages.startOf(LocalDate.parse(one).plusDays(1), clock).minusNanos(1)
                : Instant.parse(one)).orElseThrow(NotKnown::new);
        return recorded -> !recorded.at().isAfter(instant);
    }
}
