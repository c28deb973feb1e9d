package org.halfsky.ops.ledger;

import org.halfsky.command.rules.Rule;

/** What keeps the steps of an import in order. */
enum LedgerRule implements Rule {
    /** The file is no longer kept: it was given up, forgotten for a day, or is written whole. */
    FILE_IS_HELD("IMP-HELD", Kind.CONFLICT),
    /** Columns are mapped before anything is written; rows are written after a trial. */
    STEP_IN_TURN("IMP-STEP", Kind.CONFLICT),
    /** Somebody or something is at it already. */
    NOT_RUNNING("IMP-RUNNING", Kind.CONFLICT);

    private final Entry entry;

    /** A rule of the house. */
    LedgerRule(String code, Kind kind) {
        entry = Entry.ofTheHouse(code, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
