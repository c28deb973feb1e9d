package org.halfsky.ops.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

import org.halfsky.query.projection.BulkRebuild.Rebuilt;
import org.halfsky.query.projection.Progress;

/** A full rebuild of all views against reading the event table by a cursor and doing nothing with it. */
final class RebuildSpeed {

    private final House house;

    RebuildSpeed(House house) {
        this.house = house;
    }

    Map<String, Object> measure() throws SQLException {
        read();
        long events = 0;
        double readSeconds = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            events = read();
            readSeconds = Math.min(readSeconds, seconds(begun));
        }
        double rebuildSeconds = Double.MAX_VALUE;
        Rebuilt rebuilt = null;
        for (int i = 0; i < 2; i++) {
            long begun = System.nanoTime();
            rebuilt = house.rebuild().run(house.views(), Progress.NONE);
            rebuildSeconds = Math.min(rebuildSeconds, seconds(begun));
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("events", rebuilt.events());
        told.put("rows", rebuilt.rows());
        told.put("seconds", Math.round(rebuildSeconds * 100) / 100.0);
        told.put("eventsPerSecond", Math.round(rebuilt.events() / rebuildSeconds));
        told.put("plainReadEventsPerSecond", Math.round(events / readSeconds));
        told.put("ratio", Math.round(100 * (rebuilt.events() / rebuildSeconds) / (events / readSeconds)) / 100.0);
        return told;
    }

    private long read() throws SQLException {
        long events = 0;
        try (Connection connection = house.source("view").getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(5_000);
                try (ResultSet rows = statement.executeQuery("""
                        select global_index, aggregate_identifier, sequence_number, type, time_stamp, payload_type, payload,
                            meta_data
                        from events.domain_event order by global_index""")) {
                    while (rows.next()) {
                        rows.getString(2);
                        rows.getString(6);
                        rows.getBytes(7);
                        rows.getBytes(8);
                        events++;
                    }
                }
            }
            connection.rollback();
        }
        return events;
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
