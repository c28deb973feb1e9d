package org.halfsky.query.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How a due instant looks: a class, an icon, and words. Limits in days count
 * calendar days; hours round down.
 *
 * @param look
 *            {@code over}, {@code today} or {@code soon}
 * @param icon
 *            the symbol's id
 * @param key
 *            the message
 * @param arguments
 *            its numbers
 * @param days
 *            calendar days left, negative when over
 */
public record Due(String look, String icon, String key, List<Long> arguments, long days) {

    public static Due of(Instant due, Clock clock) {
        Instant now = clock.instant();
        ZonedDateTime end = due.atZone(clock.getZone());
        boolean wholeDay = end.toLocalTime().equals(LocalTime.MIDNIGHT);
        LocalDate day = wholeDay ? end.toLocalDate().minusDays(1) : end.toLocalDate();
        long days = ChronoUnit.DAYS.between(now.atZone(clock.getZone()).toLocalDate(), day);
        if (!now.isBefore(due)) {
            Duration over = Duration.between(due, now);
            if (over.toHours() < 1) {
                return new Due("over", "i-overx", "due.over.minutes", List.of(over.toMinutes()), days);
            }
            return over.toHours() < 24 && !wholeDay
                    ? new Due("over", "i-overx", "due.over.hours", List.of(over.toHours()), days)
                    : new Due("over", "i-overx", "due.over.days", List.of(Math.max(1, -days)), days);
        }
        if (days == 0) {
            Duration left = Duration.between(now, due);
            return wholeDay
                    ? new Due("today", "i-today", "due.today", List.of(), 0)
                    : new Due("today", "i-today", "due.today.hours",
                            List.of(left.toHours(), (long) left.toMinutesPart()), 0);
        }
        return new Due("soon", "i-soon", "due.days", List.of(days), days);
    }

    /** The numbers for the message. */
    public Object[] numbers() {
        return arguments.toArray();
    }
}
