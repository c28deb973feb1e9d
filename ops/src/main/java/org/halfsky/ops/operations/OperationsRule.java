package org.halfsky.ops.operations;

import org.halfsky.command.rules.Rule;

/** What keeps an administrator from having her way with the machinery. */
enum OperationsRule implements Rule {
    /** The automation failed on the event once more. */
    STILL_FAILS("HOUSE-DEADLETTER", Kind.CONFLICT);

    private final String code;
    private final Kind kind;

    OperationsRule(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String ruleId() {
        return code;
    }

    @Override
    public String basis() {
        return HOUSE;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
