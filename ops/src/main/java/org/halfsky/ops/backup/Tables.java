package org.halfsky.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.postgresql.PGConnection;

/** The tables and sequences of one schema, over one connection. */
final class Tables {

    private static final String HISTORY = "flyway_schema_history";

    private final Connection connection;
    private final String schema;

    Tables(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** The limit that holds for commands is not meant for a tool; older servers have none. Before the transaction begins. */
    static void takeYourTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout'");
        }
    }

    /** Rows come in the order they lie in, always from the first: so the same rows give the same sum. */
    void readInOrder() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronize_seqscans = off");
        }
    }

    /** Referenced tables first; those that may be lost at any time (unlogged) are no part of it. Transaction ids belong to the server they were drawn on and are left out. */
    List<Manifest.Table> tables() throws SQLException {
        List<Manifest.Table> found = new ArrayList<>();
        for (String name : names()) {
            List<String> columns = strings("""
                    select a.attname from pg_attribute a
                    where a.attrelid = format('%I.%I', ?, ?)::regclass and a.attnum > 0 and not a.attisdropped
                      and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
                    order by a.attnum""", schema, name);
            found.add(new Manifest.Table(schema, name, columns, 0, ""));
        }
        return found;
    }

    private List<String> names() throws SQLException {
        List<String> waiting = strings("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> ?
                order by 1""", schema, HISTORY);
        List<String> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<String> free = new ArrayList<>();
            for (String name : waiting) {
                List<String> needed = strings("""
                        select r.relname from pg_constraint k
                        join pg_class r on r.oid = k.confrelid join pg_namespace n on n.oid = r.relnamespace
                        where k.contype = 'f' and k.conrelid = format('%I.%I', ?, ?)::regclass
                          and n.nspname = ? and r.oid <> k.conrelid""", schema, name, schema);
                if (ordered.containsAll(needed)) {
                    free.add(name);
                }
            }
            if (free.isEmpty()) {
                throw new IllegalStateException("Tables of " + schema + " refer to each other in a circle: " + waiting);
            }
            ordered.addAll(free);
            waiting.removeAll(free);
        }
        return ordered;
    }

    List<Manifest.Sequence> sequences() throws SQLException {
        List<Manifest.Sequence> found = new ArrayList<>();
        for (String name : strings("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind = 'S' order by 1""", schema)) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select last_value, is_called from " + Names.quoted(schema)
                            + "." + Names.quoted(name))) {
                row.next();
                found.add(new Manifest.Sequence(schema, name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return found;
    }

    /** The latest migration; empty if the schema has none. */
    String migration() throws SQLException {
        List<String> versions = strings("select version from " + Names.quoted(schema) + "." + HISTORY
                + " where success and version is not null order by installed_rank desc limit 1");
        return versions.isEmpty() ? "" : versions.getFirst();
    }

    /** The sum over {@code table} as it was written; the sink keeps the rows. */
    Manifest.Table copyOut(Manifest.Table table, OutputStream sink) throws SQLException, IOException {
        Summed sum = new Summed();
        OutputStream rows = sum.into(sink);
        long count = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(
                "copy (select " + table.columnList() + " from " + table.qualified() + ") to stdout (encoding 'UTF8')",
                rows);
        return new Manifest.Table(table.schema(), table.name(), table.columns(), count, sum.hex());
    }

    /** @return how many rows went in */
    long copyIn(Manifest.Table table, InputStream rows) throws SQLException, IOException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table.qualified() + " ("
                + table.columnList() + ") from stdin (encoding 'UTF8')", rows, 1 << 16);
    }

    boolean empty(Manifest.Table table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select not exists (select from " + table.qualified() + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    void clear(Manifest.Table table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from " + table.qualified());
        }
    }

    void continueFrom(Manifest.Sequence sequence) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            set.setString(1, sequence.qualified());
            set.setLong(2, sequence.lastValue());
            set.setBoolean(3, sequence.called());
            set.execute();
        }
    }

    private List<String> strings(String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
