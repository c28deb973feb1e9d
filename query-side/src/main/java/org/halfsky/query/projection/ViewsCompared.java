package org.halfsky.query.projection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

import org.springframework.jdbc.core.JdbcOperations;

/** Tells whether two states of the same views hold the same rows, by a digest of each table. */
public record ViewsCompared(Map<String, String> digests) {

    /** Reads every table of the views. */
    public static ViewsCompared of(JdbcOperations jdbc, Collection<? extends View> views) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (View view : views) {
            for (FoldedTable<?> table : view.tables()) {
                digests.put(table.name(), digest(jdbc, table.name()));
                table.details().forEach(detail -> digests.put(detail.name(), digest(jdbc, detail.name())));
                table.counts().forEach(counted -> digests.put(counted.name(), digest(jdbc, counted.name())));
            }
        }
        return new ViewsCompared(digests);
    }

    /** The tables whose rows differ; empty when both are the same. */
    public Collection<String> differingFrom(ViewsCompared other) {
        TreeSet<String> differing = new TreeSet<>(digests.keySet());
        differing.addAll(other.digests.keySet());
        differing.removeIf(table -> digests.getOrDefault(table, "").equals(other.digests.get(table)));
        return differing;
    }

    private static String digest(JdbcOperations jdbc, String table) {
        return jdbc
                .queryForObject("select count(*) || ' rows, ' || coalesce(md5(string_agg(line, '' order by line)), '-')"
                        + " from (select md5(row_to_json(t)::text) as line from " + table + " t) lines", String.class);
    }
}
