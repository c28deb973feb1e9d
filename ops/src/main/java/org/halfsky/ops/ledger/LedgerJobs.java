package org.halfsky.ops.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

    /** A process that was silent for so long is taken for dead. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    LedgerJobs(@Qualifier("command") JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void begin(UUID id, String fileName, Actor by, int rows) {
        jdbc.update("""
                insert into ledger.ledger_import (id, file_name, by_staff, by_unit, started_at, touched_at, stage, rows)
                values (?, ?, ?, ?, ?, ?, 'WAITING', ?)""", id, fileName, by.staff().value(), by.unit().value(), now(),
                now(), rows);
    }

    void checking(UUID id, int done) {
        jdbc.update("update ledger.ledger_import set stage = 'CHECKING', done = ?, touched_at = ? where id = ?", done,
                now(), id);
    }

    void writing(UUID id, int refused) {
        jdbc.update("""
                update ledger.ledger_import set stage = 'WRITING', done = ?, refused = ?, writing_since = ?, touched_at = ?
                where id = ?""", refused, refused, now(), now(), id);
    }

    /** What a batch brought; in the batch's transaction, so that the numbers are never ahead of the cases. */
    void wrote(UUID id, int imported, int already, int refused, int noted, long events) {
        jdbc.update("""
                update ledger.ledger_import set done = done + ?, imported = imported + ?, already = already + ?,
                    refused = refused + ?, noted = noted + ?, events = events + ?, touched_at = ?
                where id = ?""", imported + already + refused, imported, already, refused, noted, events, now(), id);
    }

    void ended(UUID id, Stage stage) {
        jdbc.update("update ledger.ledger_import set stage = ?, finished_at = ?, touched_at = ? where id = ?",
                stage.name(), now(),
                now(), id);
    }

    void found(UUID id, List<Flaw> flaws) {
        Map<Integer, Integer> places = new HashMap<>();
        jdbc.batchUpdate("""
                insert into ledger.finding (import_id, line, place, column_name, reason, refuses, facts)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""", flaws, 500, (row, flaw) -> {
            row.setObject(1, id);
            row.setInt(2, flaw.line());
            row.setInt(3, places.merge(flaw.line(), 1, Integer::sum));
            row.setString(4, flaw.column() == null ? null : flaw.column().name());
            row.setString(5, flaw.reason().name());
            row.setBoolean(6, flaw.reason().refuses());
            row.setArray(7, row.getConnection().createArrayOf("text", flaw.facts().toArray()));
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

    /** The fingerprints of those that were taken in before. */
    Map<CaseId, String> taken(Collection<CaseId> cases) {
        Map<CaseId, String> taken = new HashMap<>();
        jdbc.query(connection -> {
            var select = connection
                    .prepareStatement("select case_id, fingerprint from ledger.imported_row where case_id = any (?)");
            select.setArray(1, connection.createArrayOf("uuid",
                    cases.stream().map(each -> UUID.fromString(each.value())).toArray()));
            return select;
        }, row -> {
            taken.put(new CaseId(row.getString(1)), row.getString(2));
        });
        return taken;
    }

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
        boolean silent = stage.running() && stage != Stage.WAITING && touched.isBefore(clock.instant().minus(SILENCE));
        return new LedgerImport(row.getObject("id", UUID.class), row.getString("file_name"),
                new StaffId(row.getString("by_staff")),
                new UnitCode(row.getString("by_unit")), instant(row, "started_at"), touched,
                instant(row, "writing_since"),
                instant(row, "finished_at"), silent ? Stage.STOPPED : stage, row.getInt("rows"), row.getInt("done"),
                row.getInt("imported"), row.getInt("already"), row.getInt("refused"), row.getInt("noted"),
                row.getLong("events"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
