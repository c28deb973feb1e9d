package org.halfsky.ops.ledger;

import java.util.ArrayList;
import java.util.List;

import org.halfsky.command.cases.CaseCommand.Ending;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.ops.ledger.Survey.Word;
import org.halfsky.ops.ledger.UnreadableLedger.Why;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.halfsky.ops.ledger.LedgerStory.mapped;
import static org.halfsky.ops.ledger.LedgerStory.utf8;

/** What a federation's own columns and words are taken for (对照). */
class MappingTest {

    private static final String OWN = """
            益阳市赫山区调解台账
            序号,接待单位,登记时间,案由,来访人姓名,联系方式,调解情况,结束日期,天气
            1,430903000000,2018/5/20,婆媳,苏红梅,13787400001,劝好了,2018/6/2,晴
            2,430903000000,2018/5/21,邻里,罗小英,13787400002,劝好了,2018/6/3,雨
            3,430903000000,2018/5/22,婆媳,石春花,13787400003,达成协议,2018/6/4,雨
            """;

    @Test
    void knows_what_federations_call_their_columns() {
        Mapping mapping = mapped(utf8(OWN));

        assertThat(mapping.survey().headingRow()).isEqualTo(2);
        assertThat(mapping.survey().rows()).isEqualTo(3);
        assertThat(mapping.columns().values()).containsExactly(Column.KEY, Column.UNIT, Column.RECEIVED_ON,
                Column.CATEGORY, Column.APPLICANT_NAME, Column.APPLICANT_PHONE, Column.ENDING, Column.ENDED_ON);
        assertThat(mapping.missing()).isEmpty();
        assertThat(mapping.leftOut()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ledger no.,Unit,Received on,Category", "NO.,unit code,Date,TYPE", "台账编号*,单 位（全称）,受理日期,类别"})
    void knows_them_in_english_too_and_however_they_are_written(String headings) {
        assertThat(mapped(utf8(headings.replace("单 位", "单位") + "\n1,2,3,4\n")).columns().values())
                .containsExactly(Column.KEY, Column.UNIT, Column.RECEIVED_ON, Column.CATEGORY);
    }

    @Test
    void prefers_a_columns_own_name_and_does_not_guess_between_others() {
        assertThat(mapped(utf8("序号,台账编号,单位,受理日期,类别\n1,2,3,4,5\n")).columns()).containsEntry(1, Column.KEY)
                .doesNotContainKey(0);

        Mapping either = mapped(utf8("台账编号,单位,受理时间,接待日期,类别\n1,2,3,4,5\n"));
        assertThat(either.undecided()).containsExactly(Column.RECEIVED_ON);
        assertThat(either.with(List.of("接待日期=受理日期"), List.of()).whole().columns())
                .containsEntry(3, Column.RECEIVED_ON);
    }

    @Test
    void leaves_out_a_source_that_tells_how_the_matter_came_in() {
        assertThat(mapped(utf8("台账编号,单位,受理日期,类别,来源\n1,2,3,4,来访\n")).columns()).hasSize(4);
        assertThat(mapped(utf8("台账编号,单位,受理日期,类别,来源\n1,2,3,4,合成:yiyang\n")).columns())
                .containsEntry(4, Column.SOURCE);
    }

    @Test
    void takes_headings_it_does_not_know_by_what_somebody_says() {
        byte[] file = utf8("甲;乙;丙;丁;戊\nH-1;430903000000;2018-05-20;F09;记\n");

        Mapping mapping = mapped(file);
        assertThat(mapping.columns()).isEmpty();
        assertThat(mapping.missing()).containsExactly(Column.KEY, Column.UNIT, Column.RECEIVED_ON, Column.CATEGORY);

        List<Line> lines = new ArrayList<>();
        new LedgerFile(file).read(mapping.with(List.of("甲=台账编号", "#2=unit", "丙=Received on", "#4=CATEGORY"), List.of()),
                lines::add);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().cells()).containsOnlyKeys(Column.KEY, Column.UNIT, Column.RECEIVED_ON,
                Column.CATEGORY);
        assertThat(lines.getFirst().at(Column.UNIT)).isEqualTo("430903000000");
    }

    @Test
    void can_leave_a_column_out_and_give_its_meaning_to_another() {
        Mapping changed = mapped(utf8(OWN)).with(List.of("联系方式=", "天气=备注", "来访人姓名=对方"), List.of());

        assertThat(changed.columns()).doesNotContainValue(Column.APPLICANT_PHONE).containsEntry(8, Column.NOTE)
                .containsEntry(4, Column.RESPONDENT_NAME);
    }

    @Test
    void names_words_that_no_list_knows_and_takes_them_for_what_somebody_says() {
        Mapping mapping = mapped(utf8(OWN));

        assertThat(mapping.strange(mapping.survey().headings().get(6))).containsExactly(new Word("劝好了", 2));
        assertThat(mapping.strange(mapping.survey().headings().get(3))).containsExactly(new Word("邻里", 1));
        assertThat(mapping.strange(mapping.survey().headings().get(4))).isEmpty();

        Mapping said = mapping.with(List.of(), List.of("调解结果:劝好了=调和", "category:邻里=Z99"));
        List<LedgerRow> rows = new ArrayList<>();
        new LedgerFile(utf8(OWN)).read(said, line -> rows.add(LedgerStory.reader().read(line).row()));
        assertThat(rows).extracting(LedgerRow::ending).containsExactly(Ending.RECONCILED, Ending.RECONCILED,
                Ending.AGREED);
        assertThat(rows).extracting(LedgerRow::category).containsExactly(SubCategory.F09, SubCategory.Z99,
                SubCategory.F09);
        assertThat(said.said(Column.ENDING, "劝好了")).contains("RECONCILED");
    }

    @Test
    void does_not_keep_the_words_of_a_column_that_holds_no_codes() {
        StringBuilder many = new StringBuilder("台账编号,单位,受理日期,类别\n");
        for (int i = 0; i < 300; i++) {
            many.append(i).append(",430903000000,2018-05-20,F09\n");
        }

        assertThat(mapped(utf8(many.toString())).survey().headings().getFirst().words()).isEmpty();
        assertThat(mapped(utf8(many.toString())).survey().headings().getFirst().filled()).isEqualTo(300);
        assertThat(mapped(utf8(many.toString())).survey().headings().getLast().words())
                .containsExactly(new Word("F09", 300));
    }

    @Nested
    class Refuses {

        @Test
        void columns_that_the_file_or_a_ledger_does_not_have() {
            refuses(Why.UNKNOWN_COLUMN, List.of("没有的列=单位"), List.of());
            refuses(Why.UNKNOWN_COLUMN, List.of("#99=单位"), List.of());
            refuses(Why.UNKNOWN_COLUMN, List.of("天气=气温"), List.of());
            refuses(Why.UNKNOWN_COLUMN, List.of("天气"), List.of());
        }

        @Test
        void words_that_are_given_no_code_of_ours() {
            refuses(Why.UNKNOWN_WORD, List.of(), List.of("调解结果:劝好了=很好"));
            refuses(Why.UNKNOWN_WORD, List.of(), List.of("备注:劝好了=调和"));
            refuses(Why.UNKNOWN_WORD, List.of(), List.of("劝好了=调和"));
        }

        private void refuses(Why why, List<String> columns, List<String> words) {
            assertThatExceptionOfType(UnreadableLedger.class)
                    .isThrownBy(() -> mapped(utf8(OWN)).with(columns, words))
                    .satisfies(refused -> assertThat(refused.why()).isEqualTo(why));
        }
    }
}
