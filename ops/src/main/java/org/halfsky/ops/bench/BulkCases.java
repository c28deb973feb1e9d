package org.halfsky.ops.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.ops.ledger.LedgerImport;
import org.halfsky.ops.ledger.YiyangLedger;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills the event table: the ledger of Yiyang comes in as any ledger does, through decisions and serializer, and beyond that its
 * streams are written again by COPY under ids of their own. So every event is one that was really decided.
 */
final class BulkCases {

    private static final int EVENTS_AT_ONCE = 2_000;

    private final House house;
    private final JdbcTemplate jdbc;

    BulkCases(House house) {
        this.house = house;
        this.jdbc = new JdbcTemplate(house.source("command"));
    }

    Map<String, Object> write(int cases) throws SQLException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        YiyangLedger.write(csv, true);
        List<String> rows = csv.toString(StandardCharsets.UTF_8).lines()
                .limit(1L + Math.min(cases, YiyangLedger.DISPUTES)).toList();
        long begun = System.nanoTime();
        LedgerImport taken = house.ledgers().run(new Actor(new StaffId("bench"), Role.RIGHTS_HEAD, House.YIYANG),
                "bench.csv",
                String.join("\n", rows).getBytes(StandardCharsets.UTF_8), _ -> {
                });
        double importSeconds = (System.nanoTime() - begun) / 1e9;
        if (taken.imported() != rows.size() - 1) {
            throw new IllegalStateException("not every row was taken in: " + taken);
        }
        long copied = System.nanoTime();
        long events = 0;
        for (int round = 1; cases > taken.imported() * round; round++) {
            events += copy(round, cases - taken.imported() * round);
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("cases", cases);
        told.put("importedRows", taken.imported());
        told.put("importRowsPerSecond", Math.round(taken.imported() / importSeconds));
        told.put("copiedEvents", events);
        told.put("copiedEventsPerSecond", events == 0 ? 0 : Math.round(events / ((System.nanoTime() - copied) / 1e9)));
        return told;
    }

    /** Writes the first streams once more. */
    private long copy(int round, int streams) throws SQLException {
        long[] count = {0};
        List<String> originals = jdbc.queryForList("""
                select aggregate_identifier from events.domain_event where payload_type = 'case.opened'
                order by global_index limit ?""", String.class, Math.min(streams, YiyangLedger.DISPUTES));
        for (int from = 0; from < originals.size(); from += EVENTS_AT_ONCE) {
            List<String> some = originals.subList(from, Math.min(originals.size(), from + EVENTS_AT_ONCE));
            List<String> lines = new ArrayList<>();
            jdbc.query("""
                    select aggregate_identifier, sequence_number, type, time_stamp, payload_type, payload_revision,
                        convert_from(payload, 'UTF8') as payload, encode(meta_data, 'hex') as meta
                    from events.domain_event where aggregate_identifier = any (?) order by global_index""", row -> {
                String id = row.getString(1);
                String fresh = named(round + "/" + id);
                String payload = row.getString("payload").replace(id, fresh).replace(named(id + "/mediation"),
                        named(fresh + "/mediation"))
                        .replaceFirst("\"number\":\"([^\"]*)\"", "\"number\":\"$1-" + round + "\"");
                Timestamp at = row.getTimestamp(4);
                lines.add(String.join("\t", UUID.randomUUID().toString(), fresh, row.getString(2), row.getString(3),
                        at.toString(),
                        row.getString(5), row.getString(6) == null ? "\\N" : row.getString(6),
                        "\\\\x" + HexFormat.of().formatHex(payload.getBytes(StandardCharsets.UTF_8)),
                        "\\\\x" + row.getString("meta")));
            }, (Object) some.toArray(String[]::new));
            write(lines);
            count[0] += lines.size();
        }
        return count[0];
    }

    private void write(List<String> lines) throws SQLException {
        try (Connection connection = house.source("command").getConnection()) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                    copy events.domain_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                        payload_type, payload_revision, payload, meta_data) from stdin""");
            byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        }
    }

    private static String named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
