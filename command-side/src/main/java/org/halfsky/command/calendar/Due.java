package org.halfsky.command.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Due instants counted in calendar time: the start day is not counted (TIM-01, 民法典 201), the period ends at 24:00 of its last
 * day (民法典 203), and our own duties do not roll on over a holiday (TIM-02), which is the safer reading.
 */
public final class Due {

    private Due() {}

    /** The end of the day that lies so many calendar days (日) after the start day. */
    public static Instant days(LocalDate start, int days, ZoneId zone) {
        return endOf(start.plusDays(days), zone);
    }

    /** The end of the corresponding day, or of the month's last day where there is none (民法典 202). */
    public static Instant months(LocalDate start, int months, ZoneId zone) {
        return endOf(start.plusMonths(months), zone);
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
