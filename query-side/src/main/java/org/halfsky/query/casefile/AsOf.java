package org.halfsky.query.casefile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.function.Predicate;

import org.halfsky.query.http.NotReadable;
import org.halfsky.query.http.Pages;
import org.halfsky.query.projection.Recorded;

/** Which events had been recorded at a moment that somebody asks for. */
public final class AsOf {

    private AsOf() {}

    /** @param at a position, an instant, a time where the house counts its days, or a day, whose end counts */
    public static Predicate<Recorded> read(String at, Clock clock) {
        String text = at.strip();
        if (text.matches("\\d{1,18}")) {
            long position = Long.parseLong(text);
            return recorded -> recorded.position() <= position;
        }
        Instant instant = Pages.parsed("at", text, one -> instant(one, clock), "question.at")
                .orElseThrow(() -> new NotReadable("at", "question.at"));
        return recorded -> !recorded.at().isAfter(instant);
    }

    private static Instant instant(String text, Clock clock) {
        if (text.length() == 10) {
            return Pages.startOf(LocalDate.parse(text).plusDays(1), clock).minusNanos(1);
        }
        TemporalAccessor written = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from,
                LocalDateTime::from);
        return written instanceof OffsetDateTime exact
                ? exact.toInstant()
                : ((LocalDateTime) written).atZone(clock.getZone()).toInstant();
    }
}
