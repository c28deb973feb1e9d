package org.halfsky.query.rates;

import java.time.LocalDate;
import java.util.UUID;

/** The last line of a page of a list, newest first; the next page goes on below it. */
record Cursor(LocalDate day, UUID item) {

    /** The start of every list. */
    static final Cursor TOP = new Cursor(LocalDate.of(9999, 12, 31), new UUID(-1, -1));

    static Cursor below(Line line) {
        return new Cursor(line.day(), UUID.fromString(line.item()));
    }

    /**
     * @throws IllegalArgumentException
     *             if the text is no cursor of ours
     */
    static Cursor parse(String text) {
        int cut = text.indexOf('_');
        if (cut < 0) {
            throw new IllegalArgumentException("no cursor");
        }
        return new Cursor(LocalDate.parse(text.substring(0, cut)), UUID.fromString(text.substring(cut + 1)));
    }

    @Override
    public String toString() {
        return day + "_" + item;
    }
}
