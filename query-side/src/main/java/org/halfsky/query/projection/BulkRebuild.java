package org.halfsky.query.projection;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.halfsky.query.projection.StoredEvents.Stored;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes views anew from the event table alone: one thread reads by a cursor,
 * the cores decode and one thread folds in memory, COPY writes beside the old tables, and one
 * transaction puts the new ones in their place together with the processors'
 * tokens. Readers see the old rows until then and never half of the new.
 */
@Component
public class BulkRebuild {

    private static final String BESIDE = "__new";
    /** How far below the last position a late event is still expected. */
    private static final int GAP_REACH = 1_000;
    private static final long FIRST_POSITION = 1;
    private static final int CHUNKS_AHEAD = 8;
    private static final Pattern INDEX = Pattern.compile("(CREATE (?:UNIQUE )?INDEX )(\\S+)( ON )(\\S+)( .*)");

    private final StoredEvents stored;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final ViewTokens tokens;

    public BulkRebuild(StoredEvents stored, @Qualifier("view") JdbcTemplate jdbc,
            @Qualifier("view") PlatformTransactionManager transactions, ViewTokens tokens) {
        this.stored = stored;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.tokens = tokens;
    }

    /** Rebuilds the views while their processors are paused. */
    public Rebuilt run(Collection<? extends View> views, Progress progress) {
        List<String> processors = views.stream().map(View::processor).toList();
        try {
            tokens.pause(processors);
            return rebuild(views, progress);
        } finally {
            tokens.resume(processors);
        }
    }

    private Rebuilt rebuild(Collection<? extends View> views, Progress progress) {
        List<Folding<?>> foldings = new ArrayList<>();
        for (View view : views) {
            for (FoldedTable<?> table : view.tables()) {
                foldings.add(new Folding<>(view, table));
            }
        }
        long position = stored.safePosition();
        Read read = fold(foldings, position, progress);

        long rows = foldings.stream().mapToLong(Folding::size).sum();
        List<String> tables = new ArrayList<>();
        long written = 0;
        progress.at(Progress.Step.WRITE, 0, rows);
        for (Folding<?> folding : foldings) {
            tables.addAll(write(folding));
            written += folding.size();
            progress.at(Progress.Step.WRITE, written, rows);
        }
        for (int i = 0; i < tables.size(); i++) {
            progress.at(Progress.Step.INDEX, i, tables.size());
            index(tables.get(i));
        }
        progress.at(Progress.Step.SWAP, 0, 1);
        transactions.executeWithoutResult(_ -> {
            tables.forEach(this::swap);
            views.forEach(view -> tokens.goOnAfter(view.processor(), position, read.gaps()));
        });
        progress.at(Progress.Step.SWAP, 1, 1);
        return new Rebuilt(position, read.events(), rows);
    }

    private Read fold(List<Folding<?>> foldings, long position, Progress progress) {
        BlockingQueue<List<Stored>> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
        AtomicReference<Exception> failed = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().name("rebuild-reader").daemon().start(() -> {
            try {
                stored.upTo(position, chunk -> put(chunks, chunk));
            } catch (SQLException | RuntimeException e) {
                failed.set(e);
            } finally {
                put(chunks, List.of());
            }
        });
        try {
            return fold(foldings, chunks, position, progress, failed);
        } finally {
            reader.interrupt();
        }
    }

    private Read fold(List<Folding<?>> foldings, BlockingQueue<List<Stored>> chunks, long position, Progress progress,
            AtomicReference<Exception> failed) {
        Map<Class<?>, List<Folding<?>>> wantedBy = new ConcurrentHashMap<>();
        Predicate<Class<?>> wanted = type -> !wantedBy
                .computeIfAbsent(type, t -> foldings.stream().filter(folding -> folding.wants(t)).toList()).isEmpty();
        TreeSet<Long> gaps = new TreeSet<>();
        long events = 0;
        long last = FIRST_POSITION - 1;
        while (true) {
            List<Stored> chunk = take(chunks, failed);
            if (chunk.isEmpty()) {
                break;
            }
            // most of the work is reading JSON, and every core can help; folding goes in order
            List<List<Happened>> decoded = chunk.parallelStream()
                    .map(event -> stored.mayBe(event, wanted) ? stored.decode(event) : List.<Happened>of()).toList();
            for (int i = 0; i < chunk.size(); i++) {
                Stored event = chunk.get(i);
                for (long missing = Math.max(last + 1, position - GAP_REACH); missing < event.position(); missing++) {
                    gaps.add(missing);
                }
                last = event.position();
                events++;
                for (Happened happened : decoded.get(i)) {
                    if (wanted.test(happened.event().getClass())) {
                        wantedBy.get(happened.event().getClass()).forEach(folding -> folding.fold(happened));
                    }
                }
            }
            progress.at(Progress.Step.FOLD, last, position);
        }
        if (failed.get() != null) {
            throw new IllegalStateException("the event table could not be read", failed.get());
        }
        return new Read(events, gaps);
    }

    private static List<Stored> take(BlockingQueue<List<Stored>> chunks, AtomicReference<Exception> failed) {
        try {
            return chunks.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("rebuild interrupted", failed.get() == null ? e : failed.get());
        }
    }

    private static void put(BlockingQueue<List<Stored>> chunks, List<Stored> chunk) {
        try {
            while (!chunks.offer(chunk, 1, TimeUnit.SECONDS)) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private <R> List<String> write(Folding<R> folding) {
        List<String> tables = new ArrayList<>();
        copy(folding.table.name(), folding.table.columns(), folding.rows.values().stream().map(folding.table::values));
        tables.add(folding.table.name());
        for (DetailTable<R> detail : folding.table.details()) {
            copy(detail.name(), detail.columns(),
                    folding.rows.values().stream().flatMap(row -> detail.lines(row).stream()));
            tables.add(detail.name());
        }
        for (CountedTable<R> counted : folding.table.counts()) {
            Tally tally = new Tally(counted.counts().size());
            folding.rows.values().forEach(row -> tally.with(counted, row));
            List<Column> columns = new ArrayList<>(counted.keys());
            counted.counts().forEach(count -> columns.add(new Column(count, "bigint")));
            copy(counted.name(), columns, tally.changes().entrySet().stream().map(line -> {
                List<Object> values = new ArrayList<>(line.getKey());
                for (long sum : line.getValue()) {
                    values.add(sum);
                }
                return values.toArray();
            }));
            tables.add(counted.name());
        }
        return tables;
    }

    private void copy(String table, List<Column> columns, Stream<Object[]> rows) {
        jdbc.execute("drop table if exists " + table + BESIDE);
        jdbc.execute("create table " + table + BESIDE + " (like " + table
                + " including all excluding indexes)");
        DataSource source = jdbc.getDataSource();
        try (Connection connection = source.getConnection()) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy " + table + BESIDE + " (" + TableWriter.names(columns) + ") from stdin");
            try {
                StringBuilder lines = new StringBuilder();
                for (Object[] row : (Iterable<Object[]>) rows::iterator) {
                    for (int i = 0; i < row.length; i++) {
                        lines.append(i == 0 ? "" : "\t");
                        Text.copy(lines, row[i]);
                    }
                    lines.append('\n');
                    if (lines.length() > 1 << 16) {
                        send(copy, lines);
                    }
                }
                send(copy, lines);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the rows of " + table + " could not be written", e);
        }
    }

    private static void send(CopyIn copy, StringBuilder lines) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    /** Gives the new table the indexes, primary key and grants of the old, under names of its own until the swap. */
    private void index(String table) {
        for (Index index : indexes(table)) {
            Matcher definition = INDEX.matcher(index.definition());
            if (!definition.matches()) {
                throw new IllegalStateException("unexpected definition of an index: " + index.definition());
            }
            jdbc.execute(definition.replaceFirst("$1" + index.name() + BESIDE + "$3$4" + BESIDE + "$5"));
            if (index.primary()) {
                jdbc.execute("alter table " + table + BESIDE + " add constraint " + index.name() + BESIDE
                        + " primary key using index " + index.name() + BESIDE);
            }
        }
        jdbc.query("""
                select quote_ident(grantee) as grantee, string_agg(privilege_type, ', ') as privileges
                from information_schema.role_table_grants
                where table_schema = current_schema() and table_name = ? and grantee <> current_user
                group by grantee""", row -> {
            jdbc.execute("grant " + row.getString("privileges") + " on " + table + BESIDE + " to "
                    + row.getString("grantee"));
        }, table);
        jdbc.execute("analyze " + table + BESIDE);
    }

    private void swap(String table) {
        List<Index> indexes = indexes(table);
        jdbc.execute("drop table " + table);
        jdbc.execute("alter table " + table + BESIDE + " rename to " + table);
        indexes.forEach(
                index -> jdbc.execute("alter index " + index.name() + BESIDE + " rename to " + index.name()));
    }

    private List<Index> indexes(String table) {
        return jdbc.query("""
                select i.relname, pg_get_indexdef(x.indexrelid) as definition, x.indisprimary
                from pg_index x join pg_class i on i.oid = x.indexrelid
                where x.indrelid = ?::regclass order by x.indisprimary desc, i.relname""",
                (row, _) -> new Index(row.getString(1), row.getString(2), row.getBoolean(3)), table);
    }

    /**
     * What a rebuild did.
     *
     * @param position
     *            what the views are now true for
     * @param events
     *            how many events were read
     * @param rows
     *            how many rows were written, counts not included
     */
    public record Rebuilt(long position, long events, long rows) {}

    private record Read(long events, SortedSet<Long> gaps) {}

    private record Index(String name, String definition, boolean primary) {}

    /** One table while it is folded. */
    private static final class Folding<R> {

        private final View view;
        private final FoldedTable<R> table;
        private final Map<String, R> rows = new LinkedHashMap<>();

        Folding(View view, FoldedTable<R> table) {
            this.view = view;
            this.table = table;
        }

        boolean wants(Class<?> event) {
            return view.families().stream().anyMatch(family -> family.isAssignableFrom(event));
        }

        void fold(Happened happened) {
            for (String key : table.keysOf(happened.event())) {
                R after = table.after(key, rows.get(key), happened.event(), happened.recorded());
                if (after == null) {
                    rows.remove(key);
                } else {
                    rows.put(key, after);
                }
            }
        }

        int size() {
            return rows.size();
        }
    }
}
