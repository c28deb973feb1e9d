package org.halfsky.ops.ledger;

import java.util.List;

/**
 * What is in a file before anyone says what its columns mean. Words of its cells stand in it, and one of them may be somebody's
 * name: it is sealed where it is kept.
 *
 * @param headingRow the number of the row that names the columns
 * @param rows       how many rows below it hold anything
 */
record Survey(int headingRow, int rows, List<Heading> headings) {

    /** How many of these cells head a column that we know. */
    static int known(List<String> cells) {
        return (int) cells.stream().filter(cell -> cell != null && Column.headed(cell).isPresent()).count();
    }

    /**
     * One column of the file.
     *
     * @param at     its place, from 0
     * @param text   how the file heads it; may be blank
     * @param filled in how many rows something stands in it
     * @param words  the different texts that stand in it, the most frequent first; empty where there are too many to be codes
     */
    record Heading(int at, String text, int filled, List<Word> words) {

        /** The column's name in a spreadsheet: A, B, … Z, AA. */
        String letter() {
            return at < 26
                    ? String.valueOf((char) ('A' + at))
                    : (char) ('A' + at / 26 - 1) + "" + (char) ('A' + at % 26);
        }
    }

    /** A text and in how many rows it stands. */
    record Word(String text, int count) {}
}
