package org.halfsky.query.projection;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which position a view is true for. Read in the transaction that reads the view's rows: rows and token are written together.
 */
@Component
public class ViewPositions {

    private final JdbcClient jdbc;

    public ViewPositions(@Qualifier("view") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The highest position up to which the processor has seen every event, in all its segments; -1 before the first.
     */
    public long of(String processor) {
        return jdbc.sql("""
                select min(coalesce(
                    (select min(gap::text::bigint) - 1
                     from jsonb_path_query(now_at, 'lax $.**.gaps.** ? (@.type() == "number")') gap),
                    (jsonb_path_query_first(now_at, 'lax $.**.index'))::text::bigint,
                    (jsonb_path_query_first(now_at, 'lax $.**.globalIndex'))::text::bigint,
                    -1))
                from (select coalesce(nullif(t -> 'currentToken', 'null'), t) as now_at
                      from (select convert_from(token, 'UTF8')::jsonb as t from token_entry
                            where processor_name = :processor) tokens) places""")
                .param("processor", processor).query((row, _) -> {
                    long position = row.getLong(1);
                    return row.wasNull() ? -1 : position;
                }).single();
    }
}
