package org.halfsky.ops.ledger;

/**
 * Keeps a spreadsheet from taking a text for a formula: whoever opens a report must not run what somebody wrote into a cell.
 */
final class Formulas {

    private static final String STARTS = "=+-@\t\r";

    private Formulas() {}

    /** The text as a report may hold it. */
    static String neutralised(String text) {
        return !text.isEmpty() && STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** The text as it was before it was neutralised. */
    static String restore(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && STARTS.indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }
}
