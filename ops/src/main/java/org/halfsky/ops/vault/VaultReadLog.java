package org.halfsky.ops.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.query.access.ReadLog;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the vault's own record of openings. */
public final class VaultReadLog implements ReadLog {

    private final JdbcTemplate jdbc;

    public VaultReadLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Opened> about(String about, int limit) {
        return jdbc.query("select who, purpose, about, at from vault.opening where about = ? order by id desc limit ?",
                VaultReadLog::opened, about, limit);
    }

    @Override
    public List<Opened> of(PersonId person, int limit) {
        return jdbc.query("""
                select who, purpose, about, at from vault.opening
                where persons @> array[?]::uuid[] order by id desc limit ?""", VaultReadLog::opened,
                UUID.fromString(person.value()), limit);
    }

    @Override
    public List<Opened> before(Instant before, int limit) {
        return jdbc.query(
                "select who, purpose, about, at from vault.opening where at < ? order by at desc, id desc limit ?",
                VaultReadLog::opened, Timestamp.from(before), limit);
    }

    private static Opened opened(ResultSet row, int n) throws SQLException {
        return new Opened(new StaffId(row.getString("who")), row.getString("purpose"), row.getString("about"),
                row.getTimestamp("at").toInstant());
    }
}
