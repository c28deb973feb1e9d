package org.halfsky.query.rates;

import java.time.LocalDate;
import java.util.List;

import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;

/**
 * What a program gets for the list behind a number.
 *
 * @param total how many there are in all: the number itself
 * @param next  for {@code after=} of the next page, or null on the last
 */
record LinesAnswer(String name, int version, String part, String unit, LocalDate from, LocalDate to, long position,
        long total, List<LineAnswer> cases, String next) {

    record LineAnswer(CaseId caseId, ContactId contactId, String number, String unit, String unitName, boolean merged,
            String subCategory, LocalDate day, String result, LocalDate receivedOn, LocalDate endedOn, Long days,
            long position, boolean synthetic) {}
}
