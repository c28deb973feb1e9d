package org.halfsky.ops.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Vault;
import org.halfsky.ops.ForCommands;
import org.halfsky.ops.ledger.Flaw.Reason;
import org.halfsky.ops.ledger.LedgerJobs.Taken;
import org.halfsky.ops.ledger.LedgerJobs.Wrote;
import org.halfsky.ops.ledger.RowReader.Reading;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Imports one ledger: first every row is checked and nothing is written (试算), then the sound rows are written many at a time. A
 * row is a case or stands in the report, whatever happens between; it can stop after any batch and go on from there.
 */
@ForCommands
@Component
class LedgerWork {

    private static final int WRITTEN_AT_ONCE = 250;
    private static final int CHECKED_AT_ONCE = 1_000;

    private final LedgerJobs jobs;
    private final RefusedRows refusedRows;
    private final DisputeWriter writer;
    private final Vault vault;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private volatile boolean stopping;

    LedgerWork(LedgerJobs jobs, RefusedRows refusedRows, DisputeWriter writer, Vault vault,
            @Qualifier("command") JdbcTemplate jdbc,
            Clock clock) {
        this.jobs = jobs;
        this.refusedRows = refusedRows;
        this.writer = writer;
        this.vault = vault;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Checks every row, with the rows that were taken in before too; nothing is written but the report. */
    void tryOut(UUID id, LedgerFile file, Mapping mapping, Actor by) {
        stopIfAsked(id);
        jobs.checking(id);
        Trial trial = new Trial(id);
        RowReader reader = reader(by);
        file.read(mapping, line -> trial.add(line.number(), reader.read(line)));
        trial.end();
        if (!trial.refused.isEmpty()) {
            try (RefusedRows.Aside aside = refusedRows.aside(id)) {
                file.read(mapping, line -> {
                    if (trial.refused.get(line.number())) {
                        aside.put(line);
                    }
                });
            }
        }
        jobs.tried(id, trial.found());
    }

    /** Writes the rows that the trial found sound, from the first or from where it stopped. */
    void write(UUID id, LedgerFile file, Mapping mapping, Actor by) {
        stopIfAsked(id);
        BitSet refused = jobs.refusedLines(id);
        jobs.writing(id, refused.cardinality());
        RowReader reader = reader(by);
        try (RefusedRows.Aside aside = refusedRows.aside(id)) {
            Batch batch = new Batch(id, aside, by);
            file.read(mapping, line -> {
                if (!refused.get(line.number())) {
                    batch.add(line, reader.read(line));
                }
            });
            batch.write();
        }
        jobs.ended(id, Stage.DONE);
    }

    /** What a trial finds, row by row. */
    private final class Trial {

        private final UUID id;
        private final BitSet refused = new BitSet();
        private final Map<CaseId, First> seen = new HashMap<>();
        private final Map<CaseId, BitSet> again = new HashMap<>();
        private final List<Flaw> flaws = new ArrayList<>();
        private final List<LedgerRow> waiting = new ArrayList<>();
        private int done;

        private Trial(UUID id) {
            this.id = id;
        }

        private void add(int line, Reading reading) {
            flaws.addAll(reading.flaws());
            if (reading.row() == null) {
                refused.set(line);
            } else {
                waiting.add(reading.row());
            }
            if (++done % CHECKED_AT_ONCE == 0) {
                judge();
                stopIfAsked(id);
            }
        }

        private void judge() {
            Map<CaseId, Taken> taken = jobs.taken(waiting.stream().map(LedgerRow::caseId).toList());
            waiting.forEach(row -> judge(row, taken.get(row.caseId())));
            waiting.clear();
            jobs.found(id, flaws);
            flaws.clear();
            jobs.checked(id, done);
        }

        private void judge(LedgerRow row, Taken taken) {
            if (taken != null && !taken.fingerprint().equals(row.fingerprint())) {
                refuse(row.line(), Flaw.of(row.line(), Column.KEY, Reason.OTHER));
                return;
            }
            First first = seen.putIfAbsent(row.caseId(), new First(row.line(), row.fingerprint(), taken != null,
                    row.forbiddenToday(), Totals.of(row), row.receivedOn()));
            if (first == null) {
                return;
            }
            BitSet repeated = again.computeIfAbsent(row.caseId(), _ -> new BitSet());
            boolean ambiguous = refused.get(first.line());
            if (!ambiguous && first.fingerprint().equals(row.fingerprint())) {
                repeated.set(row.line());
                return;
            }
            // Two matters under one number: nobody can know which is meant, so none of these rows is taken in.
            if (!ambiguous) {
                refuse(first.line(), Flaw.of(first.line(), Column.KEY, Reason.DOUBLE, row.line()));
                repeated.stream().forEach(line -> refuse(line, Flaw.of(line, Column.KEY, Reason.DOUBLE, row.line())));
                repeated.clear();
            }
            refuse(row.line(), Flaw.of(row.line(), Column.KEY, Reason.DOUBLE, first.line()));
        }

        private void refuse(int line, Flaw flaw) {
            flaws.add(flaw);
            refused.set(line);
        }

        private void end() {
            judge();
            jobs.found(id, sound().filter(First::forbiddenToday).filter(first -> !first.taken())
                    .map(first -> Flaw.of(first.line(), Column.DV, Reason.DV_MEDIATED)).toList());
        }

        private LedgerImport.Trial found() {
            int there = (int) sound().filter(First::taken).count();
            int repeated = again.values().stream().mapToInt(BitSet::cardinality).sum();
            return new LedgerImport.Trial((int) sound().count() - there, there + repeated, refused.cardinality(),
                    (int) sound().filter(First::forbiddenToday).filter(first -> !first.taken()).count(),
                    sound().map(First::totals).reduce(Totals.NONE, Totals::plus),
                    sound().map(First::receivedOn).min(Comparator.naturalOrder()).orElse(null),
                    sound().map(First::receivedOn).max(Comparator.naturalOrder()).orElse(null));
        }

        private Stream<First> sound() {
            return seen.values().stream().filter(first -> !refused.get(first.line()));
        }
    }

    /** Rows on their way into the house, many in one transaction. */
    private final class Batch {

        private final UUID id;
        private final RefusedRows.Aside aside;
        private final Actor by;
        private final Set<CaseId> before = new HashSet<>();
        private final Map<CaseId, LedgerRow> rows = new LinkedHashMap<>();
        private final Map<Integer, Line> lines = new HashMap<>();

        private Batch(UUID id, RefusedRows.Aside aside, Actor by) {
            this.id = id;
            this.aside = aside;
            this.by = by;
        }

        /** What was sound in the trial may be so no more: a unit has gone meanwhile. */
        private void add(Line line, Reading reading) {
            if (reading.row() == null) {
                jobs.refuse(id, reading.flaws());
                jobs.wrote(id, Wrote.refusedOne());
                aside.put(line);
                return;
            }
            if (rows.containsKey(reading.row().caseId())) {
                write();
            }
            rows.put(reading.row().caseId(), reading.row());
            lines.put(line.number(), line);
            if (rows.size() == WRITTEN_AT_ONCE) {
                write();
            }
        }

        private void write() {
            stopIfAsked(id);
            writer.write(id, List.copyOf(rows.values()), before, by).forEach(line -> aside.put(lines.get(line)));
            before.addAll(rows.keySet());
            rows.clear();
            lines.clear();
        }
    }

    /** Whatever runs ends after the rows it is writing. */
    void stop() {
        stopping = true;
    }

    private void stopIfAsked(UUID id) {
        if (stopping || jobs.pauseAsked(id)) {
            throw new Stopped();
        }
    }

    private RowReader reader(Actor by) {
        return new RowReader(network(), by.unit(), LocalDate.now(clock), vault::mark);
    }

    private Units network() {
        Map<UnitCode, String> names = new HashMap<>();
        jdbc.query("select unit, name from unit_register", row -> {
            names.put(new UnitCode(row.getString(1)), row.getString(2));
        });
        return new Units(names);
    }

    private record First(int line, String fingerprint, boolean taken, boolean forbiddenToday, Totals totals,
            LocalDate receivedOn) {}

    /** Somebody paused it, or the process is about to end. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
