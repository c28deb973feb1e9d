package org.halfsky.ops.ledger;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The columns of a ledger (台账), in the order of the template. A file may hold them in any order and may hold others. */
public enum Column {

    KEY("台账编号", "Ledger no.", 64, Set.of("编号", "key", "row key", "no.")), UNIT("单位", "Unit", 200,
            Set.of("受理单位", "单位代码", "区划代码", "unit code")), RECEIVED_ON("受理日期", "Received on", 32,
                    Set.of("接待日期", "登记日期", "received", "received date")), CATEGORY("类别", "Category", 64,
                            Set.of("纠纷类别", "事项类别", "category code")), APPLICANT_NAME("申请人", "Applicant", 100,
                                    Set.of("申请人姓名", "applicant name")), APPLICANT_PHONE("申请人电话", "Applicant phone", 40,
                                            Set.of("电话", "联系电话", "phone")), RESPONDENT_NAME("对方", "Other party", 100,
                                                    Set.of("被申请人", "对方当事人", "respondent")), MEDIATED("是否调解", "Mediated",
                                                            16, Set.of("调解")), STARTED_ON("调解开始日期",
                                                                    "Mediation started on", 32,
                                                                    Set.of("调解开始", "mediation start")), ENDING("调解结果",
                                                                            "Mediation ending", 32,
                                                                            Set.of("结果", "ending")), ENDED_ON("调解结束日期",
                                                                                    "Mediation ended on", 32,
                                                                                    Set.of("调解结束",
                                                                                            "ended on")), NOT_STARTED(
                                                                                                    "未调解原因",
                                                                                                    "Not mediated because",
                                                                                                    32,
                                                                                                    Set.of("未调解",
                                                                                                            "not-started reason",
                                                                                                            "not started")), OUTCOME(
                                                                                                                    "办结结果",
                                                                                                                    "Closing outcome",
                                                                                                                    32,
                                                                                                                    Set.of("办结方式",
                                                                                                                            "outcome")), CLOSED_ON(
                                                                                                                                    "办结日期",
                                                                                                                                    "Closed on",
                                                                                                                                    32,
                                                                                                                                    Set.of("结案日期",
                                                                                                                                            "closed")), DV(
                                                                                                                                                    "家暴标记",
                                                                                                                                                    "DV marker",
                                                                                                                                                    16,
                                                                                                                                                    Set.of("家庭暴力",
                                                                                                                                                            "涉家暴",
                                                                                                                                                            "dv")), SOURCE(
                                                                                                                                                                    "来源",
                                                                                                                                                                    "Source",
                                                                                                                                                                    64,
                                                                                                                                                                    Set.of()), NOTE(
                                                                                                                                                                            "备注",
                                                                                                                                                                            "Note",
                                                                                                                                                                            2000,
                                                                                                                                                                            Set.of("说明",
                                                                                                                                                                                    "remarks"));

    private final String chinese;
    private final String english;
    private final int limit;
    private final Set<String> otherNames;

    Column(String chinese, String english, int limit, Set<String> otherNames) {
        this.chinese = chinese;
        this.english = english;
        this.limit = limit;
        this.otherNames = otherNames;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    public String named(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? english : chinese;
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
                    OUTCOME,
                    CLOSED_ON, DV, SOURCE, NOTE ->
                false;
        };
    }

    /** Whether it holds a date, so that a spreadsheet's day number is one. */
    boolean dated() {
        return switch (this) {
            case RECEIVED_ON, STARTED_ON, ENDED_ON, CLOSED_ON -> true;
            case KEY, UNIT, CATEGORY, APPLICANT_NAME, APPLICANT_PHONE, RESPONDENT_NAME, MEDIATED, ENDING, NOT_STARTED,
                    OUTCOME, DV,
                    SOURCE, NOTE ->
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
        String asked = normal(heading);
        for (Column column : values()) {
            if (asked.equals(normal(column.chinese)) || asked.equals(normal(column.english))
                    || column.otherNames.contains(asked)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static String normal(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .replaceAll("[*\\p{Cf}]", "")
                .replaceAll("\\s+", " ")
                .replaceAll("\\(.*\\)", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
