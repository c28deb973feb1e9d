package org.halfsky.ops.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.ledger.Flaw.Reason;
import org.halfsky.ops.ledger.RowReader.Reading;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Imports one ledger: first every row is checked and nothing is written, then the sound rows are written many at a time. A row
 * is a case or stands in the report, whatever happens between; the same file can be imported again at any time.
 */
@Component
class LedgerWork {

    private static final int AT_ONCE = 250;
    private static final int TOLD_EVERY = 2_000;

    private final LedgerJobs jobs;
    private final RefusedRows refusedRows;
    private final DisputeWriter writer;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private volatile boolean stopping;

    LedgerWork(LedgerJobs jobs, RefusedRows refusedRows, DisputeWriter writer, @Qualifier("command") JdbcTemplate jdbc,
            Clock clock) {
        this.jobs = jobs;
        this.refusedRows = refusedRows;
        this.writer = writer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void run(UUID id, LedgerFile file, Actor by) {
        stopIfAsked();
        RowReader reader = new RowReader(network(), by.unit(), LocalDate.now(clock));
        BitSet refused = check(id, file, reader);
        jobs.writing(id, refused.cardinality());
        write(id, file, reader, refused, by);
        jobs.ended(id, Stage.DONE);
    }

    /** The rows that are refused, by their number. */
    private BitSet check(UUID id, LedgerFile file, RowReader reader) {
        jobs.checking(id, 0);
        BitSet refused = new BitSet();
        Map<CaseId, First> seen = new HashMap<>();
        List<Flaw> found = new ArrayList<>();
        int[] done = {0};
        file.read(line -> {
            Reading reading = reader.read(line);
            found.addAll(reading.flaws());
            if (reading.row() == null) {
                refused.set(line.number());
            } else {
                found.addAll(doubles(reading.row(), seen, refused));
            }
            if (++done[0] % TOLD_EVERY == 0) {
                jobs.checking(id, done[0]);
                jobs.found(id, found);
                found.clear();
                stopIfAsked();
            }
        });
        jobs.found(id, found);
        return refused;
    }

    /** Two matters under one number: nobody can know which is meant, so neither is taken in. */
    private static List<Flaw> doubles(LedgerRow row, Map<CaseId, First> seen, BitSet refused) {
        First first = seen.putIfAbsent(row.caseId(), new First(row.line(), row.fingerprint()));
        if (first == null || first.fingerprint().equals(row.fingerprint())) {
            return List.of();
        }
        List<Flaw> both = new ArrayList<>();
        both.add(Flaw.of(row.line(), Column.KEY, Reason.DOUBLE, first.line()));
        if (!refused.get(first.line())) {
            both.add(Flaw.of(first.line(), Column.KEY, Reason.DOUBLE, row.line()));
        }
        refused.set(row.line());
        refused.set(first.line());
        return both;
    }

    private void write(UUID id, LedgerFile file, RowReader reader, BitSet refused, Actor by) {
        Map<CaseId, LedgerRow> batch = new java.util.LinkedHashMap<>();
        Map<Integer, Line> lines = new HashMap<>();
        try (RefusedRows.Aside aside = refusedRows.aside(id)) {
            file.read(line -> {
                if (refused.get(line.number())) {
                    aside.put(line);
                    return;
                }
                LedgerRow row = reader.read(line).row();
                if (batch.containsKey(row.caseId())) {
                    flush(id, batch, lines, by, aside);
                }
                batch.put(row.caseId(), row);
                lines.put(line.number(), line);
                if (batch.size() == AT_ONCE) {
                    flush(id, batch, lines, by, aside);
                }
            });
            flush(id, batch, lines, by, aside);
        }
    }

    private void flush(UUID id, Map<CaseId, LedgerRow> batch, Map<Integer, Line> lines, Actor by,
            RefusedRows.Aside aside) {
        stopIfAsked();
        writer.write(id, List.copyOf(batch.values()), by).forEach(line -> aside.put(lines.get(line)));
        batch.clear();
        lines.clear();
    }

    /** Whatever runs ends after the rows it is writing. */
    void stop() {
        stopping = true;
    }

    private void stopIfAsked() {
        if (stopping) {
            throw new Stopped();
        }
    }

    private Units network() {
        Map<UnitCode, String> names = new HashMap<>();
        jdbc.query("select unit, name from unit_register", row -> {
            names.put(new UnitCode(row.getString(1)), row.getString(2));
        });
        return new Units(names);
    }

    private record First(int line, String fingerprint) {}

    /** The process is about to end. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
