package org.halfsky.ops.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/**
 * One import as it stands.
 *
 * @param heldUntil until when the file is kept so that it can go on, or null
 * @param columns   of the file that mean something to us
 * @param leftOut   columns of the file that are not imported
 * @param done      rows that were checked or written so far, in the stage it is in
 * @param imported  rows that became cases by it
 * @param already   rows that were cases before
 * @param refused   rows that stand in the report
 * @param noted     rows that were taken in although today's law would have forbidden what they tell
 * @param events    how many events were written
 * @param trial     what the trial found, or null before it
 * @param written   the totals of what is in the house now
 * @param expected  what the archives say, as far as somebody entered it
 */
public record LedgerImport(UUID id, String fileName, StaffId by, UnitCode unit, Instant startedAt, Instant touchedAt,
        Instant writingSince, Instant finishedAt, Instant heldUntil, Stage stage, int rows, int columns, int leftOut,
        int done, int imported, int already, int refused, int noted, long events, Trial trial, Totals written,
        Totals expected) {

    /**
     * What would be written, and what not.
     *
     * @param firstDay on which one of the sound rows was received; null where none is sound, or nobody noted it
     */
    public record Trial(int fresh, int already, int refused, int noted, Totals totals, LocalDate firstDay,
            LocalDate lastDay) {}

    /** Finished as far as it goes: nothing about it will change by itself. */
    public boolean finished() {
        return !stage.running();
    }

    /** Whether what its columns mean can still be changed. */
    public boolean mappable() {
        return heldUntil != null && writingSince == null && finished();
    }

    /** Whether there is anything to write, from the first row or from where it stopped. */
    public boolean writable() {
        return heldUntil != null && trial != null && finished() && (began() || trial.fresh() > 0);
    }

    /** Whether it can be given up; what is written stays. */
    public boolean droppable() {
        return heldUntil != null && finished();
    }

    public boolean pausable() {
        return heldUntil != null && stage.running();
    }

    /** Whether every row was checked, so that there is something to tell of them. */
    public boolean reported() {
        return trial != null;
    }

    /** Whether anything was written. */
    public boolean began() {
        return writingSince != null;
    }

    /** Whether the archives say something else. */
    public boolean disagrees() {
        return stage == Stage.DONE && !expected.agreesWith(written);
    }

    public int percent() {
        return rows == 0 ? 0 : (int) (100L * done / rows);
    }

    /** Rows a second while writing; 0 before there is anything to tell. */
    public long rowsPerSecond() {
        if (writingSince == null || imported + already == 0) {
            return 0;
        }
        long millis = Math.max(1,
                Duration.between(writingSince, finishedAt == null ? touchedAt : finishedAt).toMillis());
        return (imported + already) * 1000L / millis;
    }

    /** Seconds that are left at this speed. */
    public long secondsLeft() {
        return rowsPerSecond() == 0 ? 0 : (rows - done) / rowsPerSecond();
    }
}
