package org.halfsky.query.http;

import java.time.Instant;

import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTest {

    private final Times times = new Times(TestClock.at("2026-11-23T01:00:00Z"));

    @Test
    void a_limit_in_days_ends_at_24_of_its_last_day() {
        Instant end = Instant.parse("2026-12-12T16:00:00Z");
        assertThat(times.until(end)).isEqualTo("2026-12-12 24:00");
        assertThat(times.untilNear(end)).isEqualTo("12-12 24:00");
        assertThat(times.stamp(end)).as("an instant is none").isEqualTo("2026-12-13 00:00");
    }

    @Test
    void a_limit_in_hours_ends_when_it_ends() {
        Instant end = Instant.parse("2026-12-12T02:07:00Z");
        assertThat(times.until(end)).isEqualTo("2026-12-12 10:07");
    }

    @Test
    void the_last_day_of_this_year_is_of_this_year() {
        assertThat(times.untilNear(Instant.parse("2026-12-31T16:00:00Z"))).isEqualTo("12-31 24:00");
        assertThat(times.untilNear(Instant.parse("2027-01-01T16:00:00Z"))).isEqualTo("2027-01-01 24:00");
    }

    @Test
    void a_text_is_told_in_pieces_that_keep_its_times_whole() {
        assertThat(Times.pieces("受理告知　2026-12-12 24:00　ACC-01")).extracting(Times.Piece::text)
                .containsExactly("受理告知　", "2026-12-12 24:00", "　ACC-01");
        assertThat(Times.pieces("待受理")).containsExactly(new Times.Piece("待受理", false));
        assertThat(Times.pieces("2026-12-12")).containsExactly(new Times.Piece("2026-12-12", true));
    }
}
