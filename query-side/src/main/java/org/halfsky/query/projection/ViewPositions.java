package org.halfsky.query.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which position a view is true for. Read in the transaction that reads the view's rows: rows and token are written together.
 */
@Component
public class ViewPositions {

    /** No command's transaction lasts longer. */
    public static final Duration LONGEST_COMMAND = Duration.ofMinutes(4);
    /** A position that is still missing this long after a later one was recorded was given up with its transaction. */
    public static final Duration GIVEN_UP_AFTER = LONGEST_COMMAND.plusMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    public ViewPositions(@Qualifier("view") JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The highest position up to which the processor has seen every event, in all its segments; -1 before the first.
     */
    public long of(String processor) {
        return jdbc.sql("""
                select coalesce(
                    (jsonb_path_query_first(now_at, 'lax $.**.index'))::text::bigint,
                    (jsonb_path_query_first(now_at, 'lax $.**.globalIndex'))::text::bigint,
                    -1) as place,
                    array(select gap::text::bigint
                          from jsonb_path_query(now_at, 'lax $.**.gaps.** ? (@.type() == "number")') gap) as gaps
                from (select coalesce(nullif(t -> 'currentToken', 'null'), t) as now_at
                      from (select convert_from(token, 'UTF8')::jsonb as t from token_entry
                            where processor_name = :processor) tokens) places""")
                .param("processor", processor)
                .query((row, _) -> new Place(row.getLong("place"), (Long[]) row.getArray("gaps").getArray())).list()
                .stream().map(this::seenUpTo).min(Long::compare).orElse(-1L);
    }

    private long seenUpTo(Place place) {
        return place.gaps().length == 0
                ? place.at()
                : jdbc.sql("""
                select min(gap) from unnest(:gaps) gap
                where coalesce((select time_stamp from events.domain_event
                                where global_index > gap order by global_index limit 1)
                               > :givenUp, true)""")
                        .param("gaps", place.gaps())
                        .param("givenUp", clock.instant().minus(GIVEN_UP_AFTER).atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .optional()
                        .map(gap -> gap - 1).orElse(place.at());
    }

    private record Place(long at, Long[] gaps) {}
}
