package org.halfsky.ops.ledger;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.halfsky.command.cases.CaseCommand.Ending;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.NotStarted;

/**
 * One dispute of a ledger, read and found sound. What the ledger does not say is null.
 *
 * @param line       the row's number in the file
 * @param key        its number in the ledger
 * @param mediated   whether a mediation was started, or null when the ledger does not say
 * @param mark       a keyed mark of what the row says of people, or null when it says nothing; without the key nobody can try names
 * @param source     where the row comes from when it is not a real matter, for example {@code synthetic:yiyang}
 */
record LedgerRow(int line, String key, UnitCode unit, LocalDate receivedOn, SubCategory category, String applicantName,
        String applicantPhone, String respondentName, Boolean mediated, LocalDate startedOn, Ending ending,
        LocalDate endedOn, NotStarted notStarted, Outcome outcome, LocalDate closedOn, boolean dv, String source,
        String note, byte[] mark) {

    /** The same for the same row of the same unit's ledger, so that importing it again has no second effect. */
    CaseId caseId() {
        return new CaseId(named("case"));
    }

    PersonId applicant() {
        return new PersonId(named("applicant"));
    }

    PersonId respondent() {
        return new PersonId(named("respondent"));
    }

    /** Whether today nobody may have mediated it: violence is told, and no ledger holds an assessment of the danger (MED-07). */
    boolean forbiddenToday() {
        return (dv || category == SubCategory.F05) && Boolean.TRUE.equals(mediated);
    }

    /** What the row says of people, in one text; null when it says nothing. */
    static String told(String applicantName, String applicantPhone, String respondentName, String note) {
        String told = Stream.of(applicantName, applicantPhone, respondentName, note)
                .map(one -> one == null ? "" : one.strip()).collect(Collectors.joining("\n"));
        return told.isBlank() ? null : told;
    }

    /** Tells this matter from another under the same number. Of people only the mark goes into it: it stands in a table in clear. */
    String fingerprint() {
        String facts = Stream
                .of(unit, receivedOn, category, mediated, startedOn, ending, endedOn, notStarted, outcome, closedOn, dv,
                        mark == null ? null : HexFormat.of().formatHex(mark))
                .map(String::valueOf).collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(facts.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String named(String what) {
        return UUID.nameUUIDFromBytes(("ledger\n" + what + "\n" + unit + "\n" + key).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
