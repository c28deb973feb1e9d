package org.halfsky.query.rates;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;

import org.halfsky.query.http.Unanswered;
import org.springframework.http.HttpStatus;

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

    /** Where the list goes on; its start when nothing is said. */
    static Cursor read(String text) {
        if (text == null || text.isBlank()) {
            return TOP;
        }
        try {
            return parse(text.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unanswered(HttpStatus.BAD_REQUEST, "rates.refused.after", "after");
        }
    }

    @Override
    public String toString() {
        return day + "_" + item;
    }
}
