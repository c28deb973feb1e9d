package org.halfsky.ops.ledger;

import java.time.LocalDate;
import java.util.List;

import org.halfsky.command.cases.CaseCommand.Ending;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.ops.ledger.Flaw.Reason;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.halfsky.ops.ledger.LedgerStory.CHANGSHA;
import static org.halfsky.ops.ledger.LedgerStory.HESHAN;
import static org.halfsky.ops.ledger.LedgerStory.HUISHANGANG;
import static org.halfsky.ops.ledger.LedgerStory.reader;
import static org.halfsky.ops.ledger.LedgerStory.row;

class RowReaderTest {

    @Test
    void reads_a_sound_row() {
        LedgerRow row = sound();

        assertThat(row.key()).isEqualTo("赫-1");
        assertThat(row.unit()).isEqualTo(HESHAN);
        assertThat(row.category()).isEqualTo(SubCategory.F09);
        assertThat(row.receivedOn()).isEqualTo(LocalDate.of(2018, 5, 20));
        assertThat(row.mediated()).isTrue();
        assertThat(row.ending()).isEqualTo(Ending.RECONCILED);
        assertThat(row.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(row.dv()).isFalse();
        assertThat(row.source()).isNull();
    }

    @Test
    void gives_the_same_case_to_the_same_row_and_another_to_another() {
        assertThat(sound().caseId()).isEqualTo(sound(Column.NOTE, "改过").caseId())
                .isNotEqualTo(sound(Column.KEY, "赫-2").caseId())
                .isNotEqualTo(sound(Column.UNIT, "桃江县").caseId());
        assertThat(sound().fingerprint()).isEqualTo(sound().fingerprint())
                .isNotEqualTo(sound(Column.CATEGORY, "F05").fingerprint())
                .isNotEqualTo(sound(Column.NOTE, "改过").fingerprint())
                .isNotEqualTo(sound(Column.APPLICANT_NAME, "另一人").fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2018-05-20", "2018/5/20", "2018.5.20", "2018年5月20日", "20180520", "2018-05-20 00:00:00",
            "2018/5/20 14:30"})
    void reads_days_as_people_write_them(String written) {
        assertThat(sound(Column.RECEIVED_ON, written).receivedOn()).isEqualTo(LocalDate.of(2018, 5, 20));
    }

    @ParameterizedTest
    @CsvSource({"430922104000", "430922104", "灰山港镇", "桃江县灰山港镇", "桃江县/灰山港镇", "湖南省 益阳市 桃江县 灰山港镇", "益阳市＞灰山港镇"})
    void finds_a_unit_by_code_or_name(String written) {
        assertThat(sound(Column.UNIT, written).unit()).isEqualTo(HUISHANGANG);
    }

    @Test
    void takes_what_is_blank_from_the_rest_or_leaves_it_unknown() {
        assertThat(sound(Column.MEDIATED, null).mediated()).isTrue();
        assertThat(unmediated(Column.MEDIATED, null).mediated()).isFalse();
        assertThat(sound(Column.MEDIATED, null, Column.STARTED_ON, null, Column.ENDING, null, Column.ENDED_ON, null,
                Column.OUTCOME, "化解")
                .mediated())
                .isNull();
    }

    @Test
    void marks_what_is_synthetic() {
        assertThat(sound(Column.SOURCE, "合成").source()).isEqualTo("synthetic");
        assertThat(sound(Column.SOURCE, "合成:yiyang").source()).isEqualTo("synthetic:yiyang");
    }

    @Nested
    class Refuses {

        @Test
        void what_every_row_needs() {
            assertThat(flaws(Column.KEY, null, Column.UNIT, null, Column.RECEIVED_ON, null, Column.CATEGORY, null))
                    .extracting(Flaw::column, Flaw::reason).containsExactlyInAnyOrder(tuple(Column.KEY, Reason.MISSING),
                            tuple(Column.UNIT, Reason.MISSING), tuple(Column.RECEIVED_ON, Reason.MISSING),
                            tuple(Column.CATEGORY, Reason.MISSING));
        }

        @Test
        void text_that_is_too_long() {
            assertThat(flaws(Column.NOTE, "啊".repeat(2001)))
                    .containsExactly(Flaw.of(7, Column.NOTE, Reason.LONG, 2000));
            assertThat(sound(Column.NOTE, "啊".repeat(2000)).note()).hasSize(2000);
        }

        @ParameterizedTest
        @EnumSource
        void a_text_longer_than_its_column_allows(Column column) {
            assertThat(flaws(column, "1".repeat(column.limit() + 1))).extracting(Flaw::column, Flaw::reason)
                    .contains(tuple(column, Reason.LONG));
        }

        @ParameterizedTest
        @EnumSource(names = {"RECEIVED_ON", "STARTED_ON", "ENDED_ON", "CLOSED_ON"})
        void a_day_to_come_in_any_column_of_days(Column column) {
            assertThat(flaws(column, "2026-11-20")).extracting(Flaw::column, Flaw::reason)
                    .contains(tuple(column, Reason.FUTURE));
        }

        @Test
        void signs_that_are_no_text() {
            refuses(Reason.SIGNS, Column.NOTE, "a\u0000b");
            refuses(Reason.SIGNS, Column.APPLICANT_NAME, "苏\uFFFD梅");
        }

        @Test
        void days_that_are_none() {
            refuses(Reason.DATE, Column.RECEIVED_ON, "2017-02-30");
            refuses(Reason.DATE, Column.RECEIVED_ON, "去年");
            refuses(Reason.EARLY, Column.RECEIVED_ON, "1018-05-20");
        }

        @Test
        void days_to_come() {
            refuses(Reason.FUTURE, Column.CLOSED_ON, "2026-11-20");
            assertThat(sound(Column.CLOSED_ON, "2026-11-19").closedOn()).isEqualTo(LedgerStory.TODAY);
        }

        @Test
        void steps_out_of_order() {
            refuses(Reason.ORDER, Column.ENDED_ON, "2018-05-02");
            refuses(Reason.ORDER, Column.STARTED_ON, "2018-05-19");
            refuses(Reason.ORDER, Column.CLOSED_ON, "2018-06-01");
        }

        @Test
        void words_in_no_list() {
            refuses(Reason.CODE, Column.ENDING, "劝好了");
            refuses(Reason.CODE, Column.CATEGORY, "X01");
            refuses(Reason.CODE, Column.OUTCOME, "好");
            refuses(Reason.CODE, Column.DV, "也许");
            refuses(Reason.CODE, Column.SOURCE, "网上抄的");
        }

        @Test
        void units_unknown_doubtful_or_not_ones_own() {
            refuses(Reason.UNIT, Column.UNIT, "桃江县灰山港");
            refuses(Reason.UNIT, Column.UNIT, "430999000000");
            refuses(Reason.UNIT, Column.UNIT, "0");
            refuses(Reason.UNITS, Column.UNIT, "向阳村");
            refuses(Reason.SCOPE, Column.UNIT, "430102000000");
            refuses(Reason.SCOPE, Column.UNIT, "长沙市芙蓉区");
            assertThat(new RowReader(LedgerStory.units(), CHANGSHA, LedgerStory.TODAY, LedgerStory::mark)
                    .read(new Line(7, row())).flaws())
                    .extracting(Flaw::reason).containsExactly(Reason.SCOPE);
        }

        @Test
        void what_cannot_both_be_true() {
            refuses(Reason.CONTRADICTION, Column.MEDIATED, "否");
            refuses(Reason.CONTRADICTION, Column.NOT_STARTED, "拒绝");
            refuses(Reason.CONTRADICTION, Column.OUTCOME, "达成协议");
        }

        @Test
        void halves() {
            refuses(Reason.MISSING, Column.ENDED_ON, null);
            refuses(Reason.MISSING, Column.OUTCOME, null);
        }

        @Test
        void phones_that_are_none() {
            refuses(Reason.PHONE, Column.APPLICANT_PHONE, "见备注");
        }

        @Test
        void everything_that_is_wrong_at_once_but_never_tells_what_stood_there() {
            List<Flaw> flaws = flaws(Column.APPLICANT_PHONE, "苏红梅的手机", Column.RECEIVED_ON, "苏红梅");

            assertThat(flaws).hasSize(2);
            assertThat(flaws.toString()).doesNotContain("苏红梅");
        }

        private void refuses(Reason reason, Column column, String text) {
            List<Flaw> flaws = flaws(column, text);
            assertThat(flaws).extracting(Flaw::line, Flaw::reason).contains(tuple(7, reason));
            assertThat(flaws).hasSize(1);
        }
    }

    private static LedgerRow unmediated(Object... changes) {
        LedgerRow row = reader().read(new Line(7, row(concat(new Object[]{Column.MEDIATED, "否", Column.STARTED_ON, null,
                Column.ENDING, null, Column.ENDED_ON, null, Column.NOT_STARTED, "拒绝", Column.OUTCOME, "答复"}, changes))))
                .row();
        assertThat(row.notStarted()).isEqualTo(NotStarted.REFUSED);
        return row;
    }

    private static Object[] concat(Object[] one, Object[] other) {
        Object[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static LedgerRow sound(Object... changes) {
        RowReader.Reading reading = reader().read(new Line(7, row(changes)));
        assertThat(reading.flaws()).isEmpty();
        return reading.row();
    }

    private static List<Flaw> flaws(Object... changes) {
        RowReader.Reading reading = reader().read(new Line(7, row(changes)));
        assertThat(reading.row()).isNull();
        return reading.flaws();
    }

}
