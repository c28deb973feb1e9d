package org.halfsky.ops.ledger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.halfsky.command.cases.CaseCommand.Ending;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.ops.ledger.Flaw.Reason;

/** Reads one row, or tells everything that is wrong in it. */
final class RowReader {

    static final Words<SubCategory> CATEGORIES = Words.of(SubCategory.class, "category");
    static final Words<Ending> ENDINGS = Words.of(Ending.class, "ending");
    static final Words<NotStarted> NOT_STARTED = Words.of(NotStarted.class, "notStarted");
    static final Words<Outcome> OUTCOMES = Words.of(Outcome.class, "outcome");
    static final Words<Yes> YES = Words.of(Yes.class, "yes");

    private static final Map<Column, Words<?>> LISTS = new EnumMap<>(Map.of(Column.CATEGORY, CATEGORIES, Column.ENDING,
            ENDINGS, Column.NOT_STARTED, NOT_STARTED, Column.OUTCOME, OUTCOMES, Column.MEDIATED, YES, Column.DV, YES));

    /** What a row that is not a real matter says of itself. */
    static final String SYNTHETIC = "合成";

    private static final LocalDate FIRST_DAY = LocalDate.of(1949, 4, 3);
    private static final Pattern DATE = Pattern
            .compile(
                    "(\\d{4})(?:\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?|(\\d{2})(\\d{2}))(?:[T\\s]+\\d{1,2}:\\d{2}(?::\\d{2})?)?");
    private static final Pattern PHONE = Pattern.compile("[+＋]?[\\d\\s()（）\\-－/、,，;；转]{3,40}");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n\\r]]|\\uFFFD|[\\p{Cs}]");

    private final Units units;
    private final UnitCode scope;
    private final LocalDate today;
    private final Function<String, byte[]> marks;

    /** @param marks makes a keyed mark of a text */
    RowReader(Units units, UnitCode scope, LocalDate today, Function<String, byte[]> marks) {
        this.units = units;
        this.scope = scope;
        this.today = today;
        this.marks = marks;
    }

    Reading read(Line line) {
        return new One(line).read();
    }

    /** Yes or no. */
    enum Yes {
        YES, NO
    }

    /** A row, or what is wrong in it; never both. */
    record Reading(LedgerRow row, List<Flaw> flaws) {}

    private final class One {

        private final Line line;
        private final List<Flaw> flaws = new ArrayList<>();

        private One(Line line) {
            this.line = line;
        }

        private Reading read() {
            line.cells().forEach(this::soundText);
            String phone = phone();
            String told = LedgerRow.told(line.at(Column.APPLICANT_NAME), phone, line.at(Column.RESPONDENT_NAME),
                    line.at(Column.NOTE));
            LedgerRow row = new LedgerRow(line.number(), needed(Column.KEY), unit(), receivedOn(), category(),
                    line.at(Column.APPLICANT_NAME), phone, line.at(Column.RESPONDENT_NAME), mediated(),
                    date(Column.STARTED_ON), code(Column.ENDING, ENDINGS), date(Column.ENDED_ON),
                    code(Column.NOT_STARTED, NOT_STARTED), code(Column.OUTCOME, OUTCOMES), date(Column.CLOSED_ON), dv(),
                    source(), line.at(Column.NOTE), told == null ? null : marks.apply(told));
            if (flaws.isEmpty()) {
                agrees(row);
            }
            return flaws.isEmpty() ? new Reading(row, List.of()) : new Reading(null, List.copyOf(flaws));
        }

        private void soundText(Column column, String text) {
            if (text.codePointCount(0, text.length()) > column.limit()) {
                flaw(column, Reason.LONG, column.limit());
            } else if (NO_TEXT.matcher(text).find()) {
                flaw(column, Reason.SIGNS);
            }
        }

        private void agrees(LedgerRow row) {
            boolean ended = row.ending() != null || row.endedOn() != null || row.startedOn() != null;
            if (row.notStarted() != null && ended) {
                flaw(Column.NOT_STARTED, Reason.CONTRADICTION, Column.ENDING);
            }
            if (Boolean.FALSE.equals(row.mediated()) && ended) {
                flaw(Column.MEDIATED, Reason.CONTRADICTION, Column.ENDING);
            }
            if (Boolean.TRUE.equals(row.mediated()) && row.notStarted() != null && !ended) {
                flaw(Column.MEDIATED, Reason.CONTRADICTION, Column.NOT_STARTED);
            }
            both(Column.ENDING, row.ending(), Column.ENDED_ON, row.endedOn());
            both(Column.OUTCOME, row.outcome(), Column.CLOSED_ON, row.closedOn());
            if (row.outcome() == Outcome.AGREEMENT && row.ending() != Ending.AGREED
                    || row.outcome() == Outcome.RECONCILED && row.ending() != Ending.RECONCILED) {
                flaw(Column.OUTCOME, Reason.CONTRADICTION, Column.ENDING);
            }
            if (row.outcome() != null && Boolean.TRUE.equals(row.mediated()) && row.ending() == null) {
                flaw(Column.ENDING, Reason.MISSING);
            }
            LocalDate last = row.receivedOn();
            last = notBefore(last, Column.STARTED_ON, row.startedOn());
            last = notBefore(last, Column.ENDED_ON, row.endedOn());
            notBefore(last, Column.CLOSED_ON, row.closedOn());
        }

        private void both(Column column, Object value, Column other, Object otherValue) {
            if (value != null && otherValue == null) {
                flaw(other, Reason.MISSING);
            }
            if (value == null && otherValue != null) {
                flaw(column, Reason.MISSING);
            }
        }

        private LocalDate notBefore(LocalDate earlier, Column column, LocalDate date) {
            if (date == null) {
                return earlier;
            }
            if (date.isBefore(earlier)) {
                flaw(column, Reason.ORDER, earlier);
            }
            return date;
        }

        private String needed(Column column) {
            String text = line.at(column);
            if (text == null) {
                flaw(column, Reason.MISSING);
            }
            return text;
        }

        private UnitCode unit() {
            String text = needed(Column.UNIT);
            if (text == null || text.length() > Column.UNIT.limit()) {
                return null;
            }
            return switch (units.find(text, scope)) {
                case Units.Found.One one -> one.unit();
                case Units.Found.None _ -> flaw(Column.UNIT, Reason.UNIT);
                case Units.Found.Several several -> flaw(Column.UNIT, Reason.UNITS, several.count());
                case Units.Found.Elsewhere _ -> flaw(Column.UNIT, Reason.SCOPE);
            };
        }

        private LocalDate receivedOn() {
            needed(Column.RECEIVED_ON);
            return date(Column.RECEIVED_ON);
        }

        private SubCategory category() {
            needed(Column.CATEGORY);
            return code(Column.CATEGORY, CATEGORIES);
        }

        /** What is blank follows from the rest of the row, and else is not known. */
        private Boolean mediated() {
            Yes said = code(Column.MEDIATED, YES);
            if (said != null) {
                return said == Yes.YES;
            }
            if (line.at(Column.ENDING) != null || line.at(Column.STARTED_ON) != null) {
                return true;
            }
            return line.at(Column.NOT_STARTED) != null ? false : null;
        }

        private boolean dv() {
            return code(Column.DV, YES) == Yes.YES;
        }

        private String phone() {
            String text = line.at(Column.APPLICANT_PHONE);
            if (text != null && !PHONE.matcher(text).matches()) {
                return flaw(Column.APPLICANT_PHONE, Reason.PHONE);
            }
            return text;
        }

        private String source() {
            String text = line.at(Column.SOURCE);
            if (text == null) {
                return null;
            }
            if (!saysSynthetic(text)) {
                return flaw(Column.SOURCE, Reason.CODE, SYNTHETIC);
            }
            String[] parts = text.strip().split("[:：]", 2);
            String by = parts.length == 2 ? parts[1].strip().toLowerCase(Locale.ROOT) : "";
            if (!by.matches("[a-z0-9-]{0,40}")) {
                return flaw(Column.SOURCE, Reason.CODE, SYNTHETIC);
            }
            return by.isEmpty() ? "synthetic" : "synthetic:" + by;
        }

        private <E extends Enum<E>> E code(Column column, Words<E> words) {
            String text = line.at(column);
            if (text == null) {
                return null;
            }
            return words.code(text).orElseGet(() -> flaw(column, Reason.CODE, examples(words)));
        }

        private LocalDate date(Column column) {
            String text = line.at(column);
            if (text == null) {
                return null;
            }
            Optional<LocalDate> date = day(text);
            if (date.isEmpty()) {
                return flaw(column, Reason.DATE);
            }
            if (date.get().isAfter(today)) {
                return flaw(column, Reason.FUTURE);
            }
            if (date.get().isBefore(FIRST_DAY)) {
                return flaw(column, Reason.EARLY, FIRST_DAY.getYear());
            }
            return date.get();
        }

        /** Nothing, for the sake of whoever reads on. */
        private <T> T flaw(Column column, Reason reason, Object... facts) {
            if (flaws.stream().noneMatch(flaw -> flaw.column() == column)) {
                flaws.add(Flaw.of(line.number(), column, reason, facts));
            }
            return null;
        }
    }

    private static <E extends Enum<E>> String examples(Words<E> words) {
        return String.join("、", words.all().stream().limit(5).toList());
    }

    private static Optional<LocalDate> day(String text) {
        Matcher matcher = DATE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean compact = matcher.group(2) == null;
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(compact ? 4 : 2)),
                    Integer.parseInt(matcher.group(compact ? 5 : 3))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The lists of the columns that hold codes. */
    static Map<Column, Words<?>> lists() {
        return LISTS;
    }

    static boolean saysSynthetic(String source) {
        String first = source.strip().split("[:：]", 2)[0].strip();
        return first.equals(SYNTHETIC) || first.equalsIgnoreCase("synthetic");
    }
}
