package org.halfsky.ops.ledger;

/** How far an import goes by itself. */
public enum Until {
    /** Until somebody has said what the columns mean. */
    MAPPED,
    /** Until every row is checked. */
    TRIED,
    /** To the end. */
    WRITTEN
}
