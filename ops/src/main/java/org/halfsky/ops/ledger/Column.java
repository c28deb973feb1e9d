package org.halfsky.ops.ledger;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The columns of a ledger (台账), in the order of the template; their names stand in {@code ledger/headings.properties}. A file
 * may hold them in any order and may hold others.
 */
public enum Column {

    KEY(64), UNIT(200), RECEIVED_ON(32), CATEGORY(64), APPLICANT_NAME(100), APPLICANT_PHONE(40), RESPONDENT_NAME(
            100), MEDIATED(16), STARTED_ON(32), ENDING(32), ENDED_ON(32), NOT_STARTED(
                    32), OUTCOME(32), CLOSED_ON(32), DV(16), SOURCE(64), NOTE(2000);

    private static final Map<Column, List<String>> NAMES = new HashMap<>();
    private static final Map<String, Column> BY_NAME = new HashMap<>();

    static {
        Properties all = Words.load("/ledger/headings.properties");
        for (Column column : values()) {
            List<String> names = List.of(Objects.requireNonNull(all.getProperty(column.name())).split("\\s*\\|\\s*"));
            NAMES.put(column, names);
            for (String name : names) {
                Column before = BY_NAME.put(normal(name), column);
                if (before != null && before != column) {
                    throw new IllegalStateException("「" + name + "」 heads both " + before + " and " + column);
                }
            }
        }
    }

    private final int limit;

    Column(int limit) {
        this.limit = limit;
    }

    public String chinese() {
        return NAMES.get(this).get(0);
    }

    public String english() {
        return NAMES.get(this).get(1);
    }

    public String named(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? english() : chinese();
    }

    /** The longest text a cell may hold, in characters. */
    public int limit() {
        return limit;
    }

    /** Whether a ledger without this column cannot be read at all. */
    public boolean required() {
        return switch (this) {
            case KEY, UNIT, RECEIVED_ON, CATEGORY -> true;
            case APPLICANT_NAME, APPLICANT_PHONE, RESPONDENT_NAME, MEDIATED, STARTED_ON, ENDING, ENDED_ON, NOT_STARTED,
                    OUTCOME, CLOSED_ON, DV, SOURCE, NOTE ->
                false;
        };
    }

    /** Whether it holds a date, so that a spreadsheet's day number is one. */
    boolean dated() {
        return switch (this) {
            case RECEIVED_ON, STARTED_ON, ENDED_ON, CLOSED_ON -> true;
            case KEY, UNIT, CATEGORY, APPLICANT_NAME, APPLICANT_PHONE, RESPONDENT_NAME, MEDIATED, ENDING, NOT_STARTED,
                    OUTCOME, DV, SOURCE, NOTE ->
                false;
        };
    }

    /** Whether it holds codes and dates only, so that a report may show what stood in it. */
    boolean showable() {
        return switch (this) {
            case UNIT, RECEIVED_ON, CATEGORY, MEDIATED, STARTED_ON, ENDING, ENDED_ON, NOT_STARTED, OUTCOME, CLOSED_ON,
                    DV ->
                true;
            case KEY, APPLICANT_NAME, APPLICANT_PHONE, RESPONDENT_NAME, SOURCE, NOTE -> false;
        };
    }

    /** The column that a heading names, however it is cased, spaced or starred. */
    static Optional<Column> headed(String heading) {
        return Optional.ofNullable(BY_NAME.get(normal(heading)));
    }

    /** Whether the heading is the column's own name in either language, not one of the others. */
    boolean isNamed(String heading) {
        String asked = normal(heading);
        return asked.equals(normal(chinese())) || asked.equals(normal(english()));
    }

    /** The column that somebody means by its code or by any of its names. */
    static Optional<Column> meant(String text) {
        return Arrays.stream(values()).filter(column -> column.name().equalsIgnoreCase(text.strip())).findFirst()
                .or(() -> headed(text));
    }

    static String normal(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .replaceAll("[*\\p{Cf}]", "")
                .replaceAll("\\s+", " ")
                .replaceAll("\\(.*\\)", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
