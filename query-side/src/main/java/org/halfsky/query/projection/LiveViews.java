package org.halfsky.query.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps views in step with new events, a batch at a time: what happened is
 * collected over the batch and written once, in a few set-based statements,
 * when the unit of work prepares to commit. So rows and token are stored in one
 * transaction, and an event is applied exactly once.
 */
@Component
public class LiveViews {

    private final JdbcOperations jdbc;
    private final TableWriter writer;

    public LiveViews(@Qualifier("view") JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.writer = new TableWriter(jdbc);
    }

    /** Takes an event of the current unit of work into the view's batch. */
    public void fold(View view, Object event, Recorded recorded) {
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        work.root().<List<Happened>>getOrComputeResource("batch of " + view.processor(), _ -> {
            List<Happened> batch = new ArrayList<>();
            work.root().onPrepareCommit(_ -> write(view, batch));
            return batch;
        }).add(new Happened(event, recorded));
    }

    /** Folds events into the view's tables, in the caller's transaction. */
    public void write(View view, List<Happened> batch) {
        view.tables().forEach(table -> write(table, batch));
    }

    /** Empties the view's tables before a replay. */
    public void reset(View view) {
        for (FoldedTable<?> table : view.tables()) {
            table.counts().forEach(counted -> jdbc.execute("truncate " + counted.name()));
            table.details().forEach(detail -> jdbc.execute("truncate " + detail.name()));
            jdbc.execute("truncate " + table.name());
        }
    }

    private <R> void write(FoldedTable<R> table, List<Happened> batch) {
        Set<String> touched = new TreeSet<>();
        batch.forEach(happened -> touched.addAll(table.keysOf(happened.event())));
        if (touched.isEmpty()) {
            return;
        }
        Map<String, R> before = writer.load(table, touched);
        Map<String, R> rows = new TreeMap<>(before);
        for (Happened happened : batch) {
            for (String key : table.keysOf(happened.event())) {
                rows.put(key, table.after(key, rows.get(key), happened.event(), happened.recorded()));
            }
        }
        Collection<R> kept = rows.values().stream().filter(Objects::nonNull).toList();
        if (!kept.isEmpty()) {
            writer.upsert(table, kept);
        }
        Set<String> gone = new LinkedHashSet<>(before.keySet());
        gone.removeIf(key -> rows.get(key) != null);
        if (!gone.isEmpty()) {
            writer.delete(table.name(), table.key(), gone);
        }
        for (DetailTable<R> detail : table.details()) {
            writer.delete(detail.name(), detail.owner(), before.keySet());
            writer.insert(detail, kept);
        }
        for (CountedTable<R> counted : table.counts()) {
            Tally tally = new Tally(counted.counts().size());
            rows.forEach((key, after) -> {
                tally.without(counted, before.get(key));
                tally.with(counted, after);
            });
            Map<List<String>, long[]> changes = tally.changes();
            if (!changes.isEmpty()) {
                writer.count(counted, changes);
            }
        }
    }
}
