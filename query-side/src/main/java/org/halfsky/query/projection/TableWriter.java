package org.halfsky.query.projection;

import java.sql.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads and writes many rows of one table with one statement each. Every value
 * travels as text and is cast to its column's type, just as COPY does it.
 */
final class TableWriter {

    private final JdbcOperations jdbc;

    TableWriter(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    <R> Map<String, R> load(FoldedTable<R> table, Collection<String> keys) {
        String sql = "select " + table.key().name() + "::text, " + names(table.stored()) + " from " + table.name()
                + " where " + table.key().name() + " = any(?::text[]::" + table.key().type() + "[])";
        Map<String, R> rows = new HashMap<>();
        jdbc.query(sql, statement -> statement.setArray(1,
                statement.getConnection().createArrayOf("text", keys.toArray())),
                row -> {
                    rows.put(row.getString(1), table.read(row));
                });
        return rows;
    }

    <R> void upsert(FoldedTable<R> table, Collection<R> rows) {
        List<Column> columns = table.columns();
        String updates = columns.stream().skip(1).map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        List<Object[]> values = rows.stream().map(table::values).toList();
        write("insert into " + table.name() + " (" + names(columns) + ") select " + casts(columns) + " from unnest("
                + arrays(columns.size()) + ") as t(" + places(columns.size()) + ") on conflict ("
                + table.key().name() + ") do " + (updates.isEmpty() ? "nothing" : "update set " + updates),
                arrays(columns.size(), values));
    }

    void delete(String table, Column key, Collection<String> keys) {
        if (!keys.isEmpty()) {
            write("delete from " + table + " where " + key.name() + " = any(?::text[]::" + key.type() + "[])",
                    List.<String[]>of(keys.toArray(String[]::new)));
        }
    }

    <R> void insert(DetailTable<R> table, Collection<R> rows) {
        List<Column> columns = table.columns();
        List<Object[]> lines = rows.stream().flatMap(row -> table.lines(row).stream()).toList();
        if (!lines.isEmpty()) {
            write("insert into " + table.name() + " (" + names(columns) + ") select " + casts(columns)
                    + " from unnest(" + arrays(columns.size()) + ") as t(" + places(columns.size()) + ")",
                    arrays(columns.size(), lines));
        }
    }

    void count(CountedTable<?> table, Map<List<String>, long[]> changes) {
        List<Column> columns = new ArrayList<>(table.keys());
        table.counts().forEach(count -> columns.add(new Column(count, "bigint")));
        String updates = table.counts().stream()
                .map(count -> count + " = " + table.name() + "." + count + " + excluded." + count)
                .collect(Collectors.joining(", "));
        write("insert into " + table.name() + " (" + names(columns) + ") select " + casts(columns) + " from unnest("
                + arrays(columns.size()) + ") as t(" + places(columns.size()) + ") on conflict ("
                + names(table.keys()) + ") do update set " + updates, arrays(table, changes));
        String zero = table.counts().stream().map(count -> table.name() + "." + count + " = 0")
                .collect(Collectors.joining(" and "));
        String same = IntStream.range(0, table.keys().size())
                .mapToObj(i -> table.name() + "." + table.keys().get(i).name() + " = t.c" + i + "::"
                        + table.keys().get(i).type())
                .collect(Collectors.joining(" and "));
        write("delete from " + table.name() + " using unnest(" + arrays(table.keys().size()) + ") as t("
                + places(table.keys().size()) + ") where " + same + " and " + zero,
                arrays(table, changes).subList(0, table.keys().size()));
    }

    private static List<String[]> arrays(int size, List<Object[]> lines) {
        return IntStream.range(0, size)
                .mapToObj(i -> lines.stream().map(line -> Text.of(line[i])).toArray(String[]::new)).toList();
    }

    private static List<String[]> arrays(CountedTable<?> table, Map<List<String>, long[]> changes) {
        List<String[]> arrays = new ArrayList<>();
        for (int i = 0; i < table.keys().size(); i++) {
            int key = i;
            arrays.add(changes.keySet().stream().map(values -> values.get(key)).toArray(String[]::new));
        }
        for (int i = 0; i < table.counts().size(); i++) {
            int count = i;
            arrays.add(changes.values().stream().map(sums -> Long.toString(sums[count])).toArray(String[]::new));
        }
        return arrays;
    }

    private void write(String sql, List<String[]> columns) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < columns.size(); i++) {
                    Array array = connection.createArrayOf("text", columns.get(i));
                    statement.setArray(i + 1, array);
                }
                return statement.executeUpdate();
            }
        });
    }

    static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static String casts(List<Column> columns) {
        return IntStream.range(0, columns.size()).mapToObj(i -> "c" + i + "::" + columns.get(i).type())
                .collect(Collectors.joining(", "));
    }

    private static String arrays(int size) {
        return IntStream.range(0, size).mapToObj(_ -> "?::text[]").collect(Collectors.joining(", "));
    }

    private static String places(int size) {
        return IntStream.range(0, size).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    }
}
