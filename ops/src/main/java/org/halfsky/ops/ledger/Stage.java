package org.halfsky.ops.ledger;

/** How far an import is. */
public enum Stage {
    /** Somebody says what the columns mean. */
    MAPPING,
    /** Others are before it. */
    WAITING,
    /** Every row is read and checked; nothing is written. */
    CHECKING,
    /** Checked; somebody looks at it before anything is written. */
    TRIED,
    /** The sound rows become cases. */
    WRITING,
    /** Every row is a case, was one already, or stands in the report. */
    DONE,
    /** Something broke; what was written stays, and it can go on. */
    FAILED,
    /** Somebody paused it, or the process ended; it can go on. */
    STOPPED,
    /** Given up before it was written, or forgotten for too long. */
    DROPPED;

    /** Whether a machine is at it. */
    public boolean running() {
        return switch (this) {
            case WAITING, CHECKING, WRITING -> true;
            case MAPPING, TRIED, DONE, FAILED, STOPPED, DROPPED -> false;
        };
    }
}
