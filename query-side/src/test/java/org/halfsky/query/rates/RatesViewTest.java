package org.halfsky.query.rates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.Happened;
import org.halfsky.query.projection.NoProcessors;
import org.halfsky.query.projection.Progress;
import org.halfsky.query.projection.Recorded;
import org.halfsky.query.projection.ViewsCompared;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class RatesViewTest {

    private final ViewDatabase database = ViewDatabase.fresh();
    private final RatesView view = new RatesView(RatesStory.clock());

    @Test
    void live_batches_of_any_size_and_a_rebuild_give_identical_tables() {
        Random random = new Random(11);
        List<Happened> stored = new ArrayList<>();
        for (Happened told : RatesStory.random(42, 150).all()) {
            Recorded as = told.recorded();
            stored.add(database.append(as.stream(), new Actor(as.actor(), as.role(), as.unit()),
                    Instant.parse("2026-11-22T01:00:00Z"), as.happenedAt(), as.imported() ? Meta.IMPORTED : Meta.LIVE,
                    as.source(), told.event()));
        }
        for (int from = 0; from < stored.size();) {
            int to = Math.min(stored.size(), from + 1 + random.nextInt(40));
            database.live(view, stored.subList(from, to));
            from = to;
        }
        ViewsCompared live = ViewsCompared.of(database.jdbc(), List.of(view));
        assertThat(live.digests()).containsOnlyKeys("rates_contact", "rates_contact_month", "rates_case",
                "rates_mediation", "rates_month").allSatisfy((_, digest) -> assertThat(digest).doesNotStartWith("0 "));

        new BulkRebuild(database.stored(), database.jdbc(), database.transactions(), new NoProcessors())
                .run(List.of(view), Progress.NONE);

        assertThat(ViewsCompared.of(database.jdbc(), List.of(view)).differingFrom(live)).isEmpty();
    }

    @Test
    void no_question_reads_a_whole_table() {
        database.jdbc().execute("""
                insert into rates_case (case_id, number, sub_category, unit, imported, synthetic, arrived_unit, arrived_on,
                    arrived, arrived_position, decided_unit, decided_on, decided, decided_position, due_on)
                select gen_random_uuid(), 'n' || n, 'F01', unit, true, true, unit, day, 'ARRIVED_REGISTERED', n, unit, day,
                    'DECIDED_OPEN', n, case when n % 50 = 0 then date '2026-12-01' end
                from (select n, '43' || lpad((n % 14 + 1)::text, 2, '0') || lpad((n % 10 + 1)::text, 2, '0')
                        || lpad((n % 15 + 1)::text, 3, '0') || lpad((n % 17 + 200)::text, 3, '0') as unit,
                      date '2016-01-01' + n % 3900 as day
                      from generate_series(1, 120000) n) made""");
        database.jdbc().execute("""
                insert into rates_mediation
                select case_id, gen_random_uuid(), true, unit, true, false, unit, arrived_on, 'RECEIVED_AGREED', 1, unit,
                    arrived_on, 'ENDED_AGREED', 2 from rates_case""");
        database.jdbc().execute("""
                insert into rates_contact
                select gen_random_uuid(), null, 'CALL', 'F01', false, unit, arrived_on, 'ARRIVED_REGISTERED', 1
                from rates_case""");
        database.jdbc().execute("analyze rates_case, rates_mediation, rates_contact");
        UnitCode some = new UnitCode("430102003202");
        for (Cohort cohort : Cohort.values()) {
            for (Level level : Level.values()) {
                RateCounts counts = new RateCounts(cohort,
                        new Asked(some.at(level), LocalDate.of(2019, 3, 7), LocalDate.of(2026, 11, 3)),
                        level, false, LocalDate.of(2026, 11, 22));
                String plan = explain(database.jdbc(), counts);
                assertThat(plan).as("%s of a %s", cohort, level).doesNotContain("Seq Scan on rates_case")
                        .doesNotContain("Seq Scan on rates_mediation").doesNotContain("Seq Scan on rates_contact ");
            }
        }
    }

    private static String explain(JdbcTemplate jdbc, RateCounts counts) {
        return String.join("\n", new NamedParameterJdbcTemplate(jdbc)
                .queryForList("explain " + counts.sql(), counts.params(), String.class));
    }
}
