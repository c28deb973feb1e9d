package org.halfsky.ops.ledger;

/** How far an import is. */
public enum Stage {
    /** Others are before it. */
    WAITING,
    /** Every row is read and checked; nothing is written. */
    CHECKING,
    /** The sound rows become cases. */
    WRITING,
    /** Every row is a case, was one already, or stands in the report. */
    DONE,
    /** Something broke; what was written stays, and the file can be imported again. */
    FAILED,
    /** The process ended before it was done; the file can be imported again. */
    STOPPED;

    public boolean running() {
        return switch (this) {
            case WAITING, CHECKING, WRITING -> true;
            case DONE, FAILED, STOPPED -> false;
        };
    }
}
