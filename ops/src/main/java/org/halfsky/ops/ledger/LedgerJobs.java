package org.halfsky.ops.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The tables of imports. */
@Component
class LedgerJobs {

    /** A process that was silent for so long is taken for dead; one that waits for others may be silent for longer. */
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final Duration SILENCE_WAITING = Duration.ofHours(1);

    /** How long a file is kept between two steps. */
    static final Duration HELD = Duration.ofHours(24);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    LedgerJobs(@Qualifier("command") JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void begin(UUID id, String fileName, Actor by, Mapping mapping, Stage stage) {
        jdbc.update("""
                insert into ledger.ledger_import (id, file_name, by_staff, by_unit, started_at, touched_at, stage, rows,
                    mapped, left_out)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, fileName, by.staff().value(), by.unit().value(), now(),
                now(), stage.name(), mapping.survey().rows(), mapping.columns().size(), mapping.leftOut());
    }

    /** The file is kept from now on, for a day more each time somebody goes on with it. */
    void held(UUID id) {
        jdbc.update("update ledger.ledger_import set held_until = ? where id = ?",
                Timestamp.from(clock.instant().plus(HELD)), id);
    }

    void notHeld(UUID id) {
        jdbc.update("update ledger.ledger_import set held_until = null where id = ?", id);
    }

    /** Those whose file nobody asked for in time. */
    List<UUID> forgotten() {
        return jdbc.queryForList("""
                select id from ledger.ledger_import where held_until < ? and touched_at < ?""", UUID.class, now(),
                Timestamp.from(clock.instant().minus(HELD)));
    }

    void mapped(UUID id, Mapping mapping) {
        jdbc.update("""
                update ledger.ledger_import set mapped = ?, left_out = ?, stage = 'MAPPING', tried_at = null,
                    touched_at = ? where id = ?""", mapping.columns().size(), mapping.leftOut(), now(), id);
        held(id);
    }

    /** Whether it is ours to go on with: nobody else took it up in between. */
    boolean takeUp(UUID id) {
        boolean ours = jdbc.update("""
                update ledger.ledger_import set stage = 'WAITING', pause_asked = false, finished_at = null, touched_at = ?
                where id = ? and held_until is not null and (stage in ('MAPPING', 'TRIED', 'STOPPED', 'FAILED')
                    or touched_at < ?)""", now(), id, Timestamp.from(clock.instant().minus(SILENCE))) == 1;
        if (ours) {
            held(id);
        }
        return ours;
    }

    /** A trial begins anew: what an earlier one found is void. */
    void checking(UUID id) {
        jdbc.update("delete from ledger.finding where import_id = ?", id);
        jdbc.update("delete from ledger.refused_rows where import_id = ?", id);
        jdbc.update("""
                update ledger.ledger_import set stage = 'CHECKING', done = 0, refused = 0, tried_at = null, touched_at = ?
                where id = ?""", now(), id);
    }

    void checked(UUID id, int done) {
        jdbc.update("update ledger.ledger_import set done = ?, touched_at = ? where id = ?", done, now(), id);
    }

    void tried(UUID id, LedgerImport.Trial trial) {
        jdbc.update("""
                update ledger.ledger_import set stage = 'TRIED', done = rows, refused = ?, tried_at = ?, touched_at = ?,
                    trial_fresh = ?, trial_already = ?, trial_refused = ?, trial_noted = ?,
                    trial_received = ?, trial_mediated = ?, trial_reconciled = ?, trial_first_day = ?, trial_last_day = ?
                where id = ?""", trial.refused(), now(), now(), trial.fresh(), trial.already(), trial.refused(),
                trial.noted(), trial.totals().received(), trial.totals().mediated(), trial.totals().reconciled(),
                trial.firstDay(),
                trial.lastDay(), id);
    }

    /** What was written before it stopped is counted again as it comes by. */
    void writing(UUID id, int refused) {
        jdbc.update("""
                update ledger.ledger_import set stage = 'WRITING', done = ?, refused = ?, imported = 0, already = 0,
                    noted = 0, received = 0, mediated = 0, reconciled = 0, writing_since = ?, touched_at = ?
                where id = ?""", refused, refused, now(), now(), id);
    }

    /** What a batch brought; in the batch's transaction, so that the numbers are never ahead of the cases. */
    void wrote(UUID id, Wrote batch) {
        jdbc.update("""
                update ledger.ledger_import set done = done + ?, imported = imported + ?, already = already + ?,
                    refused = refused + ?, noted = noted + ?, events = events + ?, received = received + ?,
                    mediated = mediated + ?, reconciled = reconciled + ?, touched_at = ?
                where id = ?""", batch.imported() + batch.already() + batch.refused(), batch.imported(),
                batch.already(), batch.refused(), batch.noted(), batch.events(), batch.totals().received(),
                batch.totals().mediated(), batch.totals().reconciled(), now(), id);
    }

    void ended(UUID id, Stage stage) {
        jdbc.update("update ledger.ledger_import set stage = ?, finished_at = ?, touched_at = ? where id = ?",
                stage.name(), now(), now(), id);
    }

    void pause(UUID id) {
        jdbc.update("update ledger.ledger_import set pause_asked = true where id = ?", id);
    }

    boolean pauseAsked(UUID id) {
        return jdbc.queryForObject("select pause_asked from ledger.ledger_import where id = ?", Boolean.class, id);
    }

    void expect(UUID id, Totals totals) {
        jdbc.update("""
                update ledger.ledger_import set expected_received = ?, expected_mediated = ?, expected_reconciled = ?
                where id = ?""", totals.received(), totals.mediated(), totals.reconciled(), id);
    }

    /** What a batch brought. */
    record Wrote(int imported, int already, int refused, int noted, long events, Totals totals) {

        static Wrote refusedOne() {
            return new Wrote(0, 0, 1, 0, 0, Totals.NONE);
        }
    }

    /** Rows that are left out after all: nothing is noted of them any more, only why. */
    void refuse(UUID id, List<Flaw> flaws) {
        jdbc.batchUpdate("delete from ledger.finding where import_id = ? and line = ? and not refuses", flaws, 500,
                (row, flaw) -> {
                    row.setObject(1, id);
                    row.setInt(2, flaw.line());
                });
        found(id, flaws);
    }

    /** The numbers of the lines that are refused. */
    BitSet refusedLines(UUID id) {
        BitSet lines = new BitSet();
        jdbc.query("select distinct line from ledger.finding where import_id = ? and refuses",
                row -> {
                    lines.set(row.getInt(1));
                }, id);
        return lines;
    }

    /** What was found before in the same cell stays as it is. */
    void found(UUID id, List<Flaw> flaws) {
        jdbc.batchUpdate("""
                insert into ledger.finding (import_id, line, place, column_name, reason, refuses, facts)
                select ?, f.line, (select coalesce(max(place), 0) + 1 from ledger.finding where import_id = ? and line = f.line),
                    f.column_name, f.reason, ?, ?
                from (values (?, ?, ?)) f (line, column_name, reason)
                where not exists (select from ledger.finding known where known.import_id = ? and known.line = f.line
                    and known.reason = f.reason and known.column_name is not distinct from f.column_name)""", flaws,
                500,
                (row, flaw) -> {
                    row.setObject(1, id);
                    row.setObject(2, id);
                    row.setBoolean(3, flaw.reason().refuses());
                    row.setArray(4, row.getConnection().createArrayOf("text", flaw.facts().toArray()));
                    row.setInt(5, flaw.line());
                    row.setString(6, flaw.column() == null ? null : flaw.column().name());
                    row.setString(7, flaw.reason().name());
                    row.setObject(8, id);
                });
    }

    void keepRefused(UUID id, List<Integer> lines, Sealed cells) {
        jdbc.update(connection -> {
            var insert = connection
                    .prepareStatement(
                            "insert into ledger.refused_rows (import_id, lines, ciphertext) values (?, ?, ?)");
            insert.setObject(1, id);
            insert.setArray(2, connection.createArrayOf("int", lines.toArray()));
            insert.setString(3, cells.ciphertext());
            return insert;
        });
    }

    void holdPart(UUID id, int place, Sealed part) {
        jdbc.update("insert into ledger.held_part (import_id, place, ciphertext) values (?, ?, ?)", id, place,
                part.ciphertext());
    }

    /** The sealed parts of the file from this place on. */
    List<String> heldParts(UUID id, int from, int count) {
        return jdbc.queryForList("""
                select ciphertext from ledger.held_part where import_id = ? and place >= ? and place < ?
                order by place""", String.class, id, from, from + count);
    }

    void dropParts(UUID id) {
        jdbc.update("delete from ledger.held_part where import_id = ?", id);
    }

    void keepMapping(UUID id, Sealed mapping) {
        jdbc.update("""
                insert into ledger.mapping (import_id, ciphertext) values (?, ?)
                on conflict (import_id) do update set ciphertext = excluded.ciphertext""", id, mapping.ciphertext());
    }

    Optional<String> mapping(UUID id) {
        return jdbc.queryForList("select ciphertext from ledger.mapping where import_id = ?", String.class, id)
                .stream().findFirst();
    }

    /** Nothing of the file stays, not even sealed. */
    void forgetCells(UUID id) {
        jdbc.update("delete from ledger.refused_rows where import_id = ?", id);
        jdbc.update("delete from ledger.mapping where import_id = ?", id);
    }

    /** The sealed cells of refused rows: all of them, or those that hold any of these lines. */
    List<String> refused(UUID id, Collection<Integer> lines) {
        return jdbc.query(connection -> {
            var select = connection.prepareStatement("""
                    select ciphertext from ledger.refused_rows
                    where import_id = ? and (?::int[] is null or lines && ?::int[]) order by lines""");
            select.setObject(1, id);
            if (lines == null) {
                select.setNull(2, Types.ARRAY);
                select.setNull(3, Types.ARRAY);
            } else {
                select.setArray(2, connection.createArrayOf("int", lines.toArray()));
                select.setArray(3, connection.createArrayOf("int", lines.toArray()));
            }
            return select;
        }, (row, _) -> row.getString(1));
    }

    /** Those that were taken in before. */
    Map<CaseId, Taken> taken(Collection<CaseId> cases) {
        Map<CaseId, Taken> taken = new HashMap<>();
        jdbc.query(connection -> {
            var select = connection.prepareStatement(
                    "select case_id, fingerprint, import_id from ledger.imported_row where case_id = any (?)");
            select.setArray(1, connection.createArrayOf("uuid",
                    cases.stream().map(each -> UUID.fromString(each.value())).toArray()));
            return select;
        }, row -> {
            taken.put(new CaseId(row.getString(1)), new Taken(row.getString(2), row.getObject(3, UUID.class)));
        });
        return taken;
    }

    /** What was taken in under a number, and by which import. */
    record Taken(String fingerprint, UUID by) {}

    void take(UUID id, List<LedgerRow> rows) {
        jdbc.batchUpdate("insert into ledger.imported_row (case_id, fingerprint, import_id) values (?, ?, ?)", rows,
                500,
                (insert, row) -> {
                    insert.setObject(1, UUID.fromString(row.caseId().value()));
                    insert.setObject(2, UUID.fromString(row.fingerprint()));
                    insert.setObject(3, id);
                });
    }

    Optional<LedgerImport> find(UUID id) {
        return jdbc.query("select * from ledger.ledger_import where id = ?", this::read, id).stream().findFirst();
    }

    boolean done(String fileName) {
        return jdbc.queryForObject(
                """
                select exists (select from ledger.ledger_import where file_name = ? and stage = 'DONE' and refused = 0)""",
                Boolean.class, fileName);
    }

    /** The latest first. */
    List<LedgerImport> below(UnitCode scope, int limit) {
        return jdbc.query("""
                select * from ledger.ledger_import where by_unit like ? || '%' order by started_at desc, id limit ?""",
                this::read,
                scope.prefix(), limit);
    }

    /** What was found, some rows at a time: line by line, or only what refuses or what is only noted. */
    List<Flaw> findings(UUID id, boolean refusing, int skip, int limit) {
        return jdbc.query("""
                select line, column_name, reason, facts from ledger.finding
                where import_id = ? and refuses = ? order by line, place offset ? limit ?""",
                (row, _) -> new Flaw(row.getInt(1), row.getString(2) == null ? null : Column.valueOf(row.getString(2)),
                        Flaw.Reason.valueOf(row.getString(3)), List.of((String[]) row.getArray(4).getArray())),
                id, refusing, skip, limit);
    }

    int count(UUID id, boolean refusing) {
        return jdbc.queryForObject("select count(*) from ledger.finding where import_id = ? and refuses = ?",
                Integer.class, id,
                refusing);
    }

    private LedgerImport read(ResultSet row, int number) throws SQLException {
        Stage stage = Stage.valueOf(row.getString("stage"));
        Instant touched = instant(row, "touched_at");
        Duration patience = stage == Stage.WAITING ? SILENCE_WAITING : SILENCE;
        boolean silent = stage.running() && touched.isBefore(clock.instant().minus(patience));
        LedgerImport.Trial trial = row.getObject("tried_at") == null
                ? null
                : new LedgerImport.Trial(row.getInt("trial_fresh"), row.getInt("trial_already"),
                        row.getInt("trial_refused"), row.getInt("trial_noted"), new Totals(row.getInt("trial_received"),
                                row.getInt("trial_mediated"), row.getInt("trial_reconciled")),
                        row.getObject("trial_first_day", LocalDate.class),
                        row.getObject("trial_last_day", LocalDate.class));
        return new LedgerImport(row.getObject("id", UUID.class), row.getString("file_name"),
                new StaffId(row.getString("by_staff")), new UnitCode(row.getString("by_unit")),
                instant(row, "started_at"), touched, instant(row, "writing_since"), instant(row, "finished_at"),
                instant(row, "held_until"), silent ? Stage.STOPPED : stage, row.getInt("rows"), row.getInt("mapped"),
                row.getInt("left_out"), row.getInt("done"), row.getInt("imported"), row.getInt("already"),
                row.getInt("refused"), row.getInt("noted"), row.getLong("events"), trial,
                new Totals(row.getInt("received"), row.getInt("mediated"), row.getInt("reconciled")),
                new Totals(row.getObject("expected_received", Integer.class),
                        row.getObject("expected_mediated", Integer.class),
                        row.getObject("expected_reconciled", Integer.class)));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
