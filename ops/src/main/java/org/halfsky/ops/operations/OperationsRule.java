package org.halfsky.ops.operations;

import org.halfsky.command.rules.Rule;

/** What keeps an administrator from having her way with the machinery. */
enum OperationsRule implements Rule {
    /** The automation failed on the event once more. */
    STILL_FAILS("HOUSE-DEADLETTER", Kind.CONFLICT);

    private final Entry entry;

    /** A rule of the house. */
    OperationsRule(String code, Kind kind) {
        entry = Entry.ofTheHouse(code, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
