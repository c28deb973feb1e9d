package org.halfsky.ops.ledger;

import java.util.List;

/** A file that cannot be read as a ledger at all; nothing of it is imported. */
public final class UnreadableLedger extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Why why;
    private final transient List<Object> facts;

    UnreadableLedger(Why why, Object... facts) {
        this(null, why, facts);
    }

    UnreadableLedger(Throwable cause, Why why, Object... facts) {
        super(why.key() + " " + List.of(facts), cause);
        this.why = why;
        this.facts = List.of(facts);
    }

    public Why why() {
        return why;
    }

    /** What the sentence names: a limit, a line, a heading. Never what stands in a cell. */
    public List<Object> facts() {
        return facts;
    }

    /** Why it cannot be read; each has a sentence in every language under {@code problem.} and {@link #key()}. */
    public enum Why {
        EMPTY, TOO_LARGE, TOO_MANY_ROWS, OLD_EXCEL, BROKEN_EXCEL, BOMB, ENCODING, BROKEN_CSV, NO_HEADING, MISSING_COLUMN, DOUBLE_COLUMN, UNKNOWN_COLUMN, UNKNOWN_WORD;

        public String key() {
            return "ledger." + name();
        }
    }
}
