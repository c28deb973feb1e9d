package org.halfsky.ops.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/**
 * One import as it stands.
 *
 * @param done     rows that were checked or written so far, in the stage it is in
 * @param imported rows that became cases now
 * @param already  rows that were cases before
 * @param refused  rows that stand in the report
 * @param noted    rows that were taken in although today's law would have forbidden what they tell
 * @param events   how many events were written
 */
public record LedgerImport(UUID id, String fileName, StaffId by, UnitCode unit, Instant startedAt, Instant touchedAt,
        Instant writingSince, Instant finishedAt, Stage stage, int rows, int done, int imported, int already,
        int refused,
        int noted, long events) {

    /** Finished as far as it goes: nothing about it will change by itself. */
    public boolean finished() {
        return !stage.running();
    }

    public int percent() {
        return rows == 0 ? 0 : (int) (100L * done / rows);
    }

    /** Rows a second while writing; 0 before there is anything to tell. */
    public long rowsPerSecond() {
        if (writingSince == null || done == 0) {
            return 0;
        }
        long millis = Math.max(1,
                Duration.between(writingSince, finishedAt == null ? touchedAt : finishedAt).toMillis());
        return done * 1000L / millis;
    }

    /** Seconds that are left at this speed. */
    public long secondsLeft() {
        return rowsPerSecond() == 0 ? 0 : (rows - done) / rowsPerSecond();
    }
}
