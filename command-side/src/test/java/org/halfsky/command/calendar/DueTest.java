package org.halfsky.command.calendar;

import java.time.Instant;
import java.time.LocalDate;

import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DueTest {

    @Test
    void the_start_day_is_not_counted_and_the_last_ends_at_24_00_in_our_zone() {
        assertThat(Due.days(LocalDate.of(2026, 10, 28), 15, TestClock.ZONE))
                .isEqualTo(Instant.parse("2026-11-12T16:00:00Z"));
    }

    @Test
    void a_month_ends_on_the_corresponding_day_or_the_months_last() {
        assertThat(Due.months(LocalDate.of(2026, 11, 2), 1, TestClock.ZONE))
                .isEqualTo(Instant.parse("2026-12-02T16:00:00Z"));
        assertThat(Due.months(LocalDate.of(2027, 1, 31), 1, TestClock.ZONE))
                .isEqualTo(Instant.parse("2027-02-28T16:00:00Z"));
        assertThat(Due.months(LocalDate.of(2028, 1, 31), 1, TestClock.ZONE))
                .isEqualTo(Instant.parse("2028-02-29T16:00:00Z"));
    }
}
