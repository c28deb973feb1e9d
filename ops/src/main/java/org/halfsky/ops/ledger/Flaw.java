package org.halfsky.ops.ledger;

import java.util.List;

/**
 * What is wrong in one cell. It never holds what stands in the cell: that may be somebody's name.
 *
 * @param line   the row's number as a spreadsheet shows it
 * @param column where, or null when it is the row as a whole
 * @param reason what is wrong
 * @param facts  what the sentence names: a limit, another line, words that are known
 */
public record Flaw(int line, Column column, Reason reason, List<String> facts) {

    static Flaw of(int line, Column column, Reason reason, Object... facts) {
        return new Flaw(line, column, reason, List.of(facts).stream().map(Object::toString).toList());
    }

    /** Why a row is refused or reported. Each has a sentence and a remedy in every language: {@code ledger.flaw.…}, {@code ledger.fix.…}. */
    public enum Reason {
        /** A column that every row needs is blank. */
        MISSING("IMP-MISSING"),
        /** Longer than its column allows. */
        LONG("IMP-LONG"),
        /** Signs that are no text: control characters, or what a broken decoding leaves. */
        SIGNS("IMP-SIGNS"),
        /** Not a day of the calendar. */
        DATE("IMP-DATE"),
        /** A day that has not come yet. */
        FUTURE("IMP-FUTURE"),
        /** Before anything a federation could have in a ledger. */
        EARLY("IMP-EARLY"),
        /** A later step before an earlier one. */
        ORDER("IMP-ORDER"),
        /** A word that is in no list. */
        CODE("IMP-CODE"),
        /** No unit of the network has this code or name. */
        UNIT("IMP-UNIT"),
        /** Several units have this name. */
        UNITS("IMP-UNITS"),
        /** A unit outside the subtree of who imports. */
        SCOPE("IMP-SCOPE"),
        /** Two cells that cannot both be true. */
        CONTRADICTION("IMP-CONTRADICTION"),
        /** The same ledger number for another matter in this file. */
        DOUBLE("IMP-DUP"),
        /** The same ledger number was imported before for another matter. */
        OTHER("IMP-OTHER"),
        /** Not a phone number. */
        PHONE("IMP-PHONE"),
        /** A rule of the case refused it; its code follows. */
        RULE("IMP-RULE"),
        /** Taken in as it was; today nobody may mediate with a sign of violence before the danger is assessed (MED-07). */
        DV_MEDIATED("MED-DVASSESS");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** Whether the row is left out because of it; else it is only said. */
        public boolean refuses() {
            return this != DV_MEDIATED;
        }
    }
}
