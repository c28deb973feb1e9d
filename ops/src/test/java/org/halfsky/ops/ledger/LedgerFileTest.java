package org.halfsky.ops.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.halfsky.ops.ledger.UnreadableLedger.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.halfsky.ops.ledger.LedgerStory.csv;
import static org.halfsky.ops.ledger.LedgerStory.lines;
import static org.halfsky.ops.ledger.LedgerStory.row;
import static org.halfsky.ops.ledger.LedgerStory.utf8;
import static org.halfsky.ops.ledger.LedgerStory.workbook;
import static org.halfsky.ops.ledger.LedgerStory.xlsx;

class LedgerFileTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    @Test
    void reads_utf_8_with_and_without_a_mark() {
        String text = csv(List.of(row()));

        assertThat(lines(utf8(text))).containsExactly(new Line(2, row()));
        assertThat(lines(utf8('\uFEFF' + text))).containsExactly(new Line(2, row()));
    }

    @Test
    void tells_gb18030_by_itself_with_rare_characters_too() {
        var rare = row(Column.APPLICANT_NAME, "龑𠮷");

        assertThat(lines(csv(List.of(rare)).getBytes(GB18030))).containsExactly(new Line(2, rare));
    }

    @Test
    void reads_what_excel_calls_unicode_text() {
        byte[] text = csv("\t", List.of(row())).getBytes(StandardCharsets.UTF_16LE);
        byte[] marked = new byte[text.length + 2];
        marked[0] = (byte) 0xFF;
        marked[1] = (byte) 0xFE;
        System.arraycopy(text, 0, marked, 2, text.length);

        assertThat(lines(marked)).containsExactly(new Line(2, row()));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void finds_the_separator(String separator) {
        assertThat(lines(utf8(csv(separator, List.of(row()))))).containsExactly(new Line(2, row()));
    }

    @Test
    void keeps_separators_and_line_breaks_in_quotes_and_counts_rows_as_a_spreadsheet_does() {
        var first = row(Column.NOTE, "第一行\n第二行，还有,逗号");
        var second = row(Column.KEY, "赫-2");

        assertThat(lines(utf8(csv(List.of(first, second))))).containsExactly(new Line(2, first), new Line(3, second));
    }

    @Test
    void passes_over_titles_blank_rows_and_columns_it_does_not_know() {
        String text = "益阳市调解台账,,,,\n\n受理日期,*单位,类别,天气,台账编号\n2018-05-20,赫山区,F09,晴,赫-1\n,,,,\n2018-05-21,赫山区,F09,雨,赫-2\n";

        assertThat(lines(utf8(text))).extracting(Line::number).containsExactly(4, 6);
        assertThat(lines(utf8(text)).getFirst().cells()).containsOnlyKeys(Column.RECEIVED_ON, Column.UNIT,
                Column.CATEGORY,
                Column.KEY);
    }

    @Test
    void reads_english_headings() {
        String text = "Ledger no.,Unit,Received on,Category\nH-1,430903000000,2018-05-20,F09\n";

        assertThat(lines(utf8(text)).getFirst().at(Column.KEY)).isEqualTo("H-1");
    }

    @Test
    void reads_the_first_sheet_of_a_workbook() {
        assertThat(lines(xlsx(List.of(row(), row(Column.KEY, "赫-2"))))).containsExactly(new Line(2, row()),
                new Line(3, row(Column.KEY, "赫-2")));
    }

    @Test
    void takes_days_and_numbers_of_a_workbook_for_what_they_show() {
        byte[] book = workbook(sheet -> {
            List.of("台账编号", "单位", "受理日期", "类别", "申请人电话").forEach(heading -> sheet.value(0,
                    List.of("台账编号", "单位", "受理日期", "类别", "申请人电话").indexOf(heading), heading));
            sheet.value(1, 0, 17);
            sheet.value(1, 1, 430903000000L);
            sheet.value(1, 2, 43240);
            sheet.value(1, 3, "F09");
            sheet.value(1, 4, 13787400001L);
        });

        Line line = lines(book).getFirst();

        assertThat(line.at(Column.KEY)).isEqualTo("17");
        assertThat(line.at(Column.UNIT)).isEqualTo("430903000000");
        assertThat(line.at(Column.RECEIVED_ON)).isEqualTo("2018-05-20");
        assertThat(line.at(Column.APPLICANT_PHONE)).isEqualTo("13787400001");
    }

    @Test
    void never_computes_a_formula() throws IOException {
        byte[] book = workbook(sheet -> {
            List<String> headings = List.of("台账编号", "单位", "受理日期", "类别", "备注");
            for (int i = 0; i < headings.size(); i++) {
                sheet.value(0, i, headings.get(i));
            }
            sheet.value(1, 0, "赫-1");
            sheet.value(1, 1, "430903000000");
            sheet.value(1, 2, "2018-05-20");
            sheet.value(1, 3, "F09");
            sheet.formula(1, 4, "HYPERLINK(\"http://evil.example\",\"x\")");
        });
        byte[] cached = replaced(replaced(book, "xl/worksheets/sheet1.xml", "</f>", "</f><v>last shown</v>"),
                "xl/worksheets/sheet1.xml", "<c r=\"E2\"", "<c r=\"E2\" t=\"str\"");

        assertThat(lines(cached).getFirst().at(Column.NOTE)).isEqualTo("last shown");
        assertThat(lines(book).getFirst().at(Column.NOTE)).isNull();
    }

    @Test
    void refuses_a_truncated_workbook() {
        byte[] whole = xlsx(List.of(row(), row(Column.KEY, "赫-2")));

        for (int kept : new int[]{whole.length / 3, whole.length / 2, whole.length - 40}) {
            refuses(Arrays.copyOf(whole, kept), Why.BROKEN_EXCEL);
        }
    }

    @Test
    void refuses_a_workbook_whose_sheet_is_no_xml() throws IOException {
        refuses(replaced(xlsx(List.of(row())), "xl/worksheets/sheet1.xml", "</sheetData>", "<"), Why.BROKEN_EXCEL);
    }

    @Test
    void refuses_a_zip_bomb_before_it_fills_the_memory() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 400; i++) {
                zip.write(zeros);
            }
        }

        assertThat(bomb.size()).isLessThan(1024 * 1024);
        refuses(bomb.toByteArray(), Why.BOMB);
    }

    @Test
    void refuses_entities_that_blow_up_or_read_files() throws IOException {
        byte[] plain = xlsx(List.of(row(Column.KEY, "H-1")));
        byte[] named = replaced(plain, "xl/sharedStrings.xml", "<sst ",
                "<!DOCTYPE sst [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><sst ");
        byte[] used = replaced(named, "xl/sharedStrings.xml", "H-1", "&a;");

        assertThat(lines(plain)).hasSize(1);
        assertThatExceptionOfType(UnreadableLedger.class).isThrownBy(() -> lines(used));
    }

    @Test
    void refuses_what_is_no_ledger() {
        refuses(new byte[0], Why.EMPTY);
        refuses(utf8(csv(List.of())), Why.EMPTY);
        refuses(utf8("hello\nworld\n"), Why.NO_HEADING);
        refuses(utf8("台账编号,单位,受理日期\n1,2,3\n"), Why.MISSING_COLUMN);
        refuses(utf8("台账编号,台账编号,单位,受理日期,类别\n1,2,3,4,5\n"), Why.DOUBLE_COLUMN);
        refuses(utf8("台账编号,单位,受理时间,接待日期,类别\n1,2,3,4,5\n"), Why.DOUBLE_COLUMN);
        refuses(new byte[]{(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0,
                0},
                Why.OLD_EXCEL);
        refuses(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13}, Why.ENCODING);
        refuses(utf8("台账编号,单位,受理日期,类别\n\"1,2,3,4\n5,6,7,8\n"), Why.BROKEN_CSV);
    }

    /** Torn in the middle of a character: as GB18030 it could be read, and every name in it would be another. */
    @Test
    void a_torn_file_in_utf8_is_not_taken_for_gb18030() throws IOException {
        byte[] whole = "Ledger no.,Unit,Received on,Category,Applicant\nA-1,430903000000,2018-05-20,F09,张三\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] torn = Arrays.copyOf(whole, whole.length + 4);
        System.arraycopy(new byte[]{'x', (byte) 0xE4, (byte) 0xB8, '\n'}, 0, torn, whole.length, 4);
        assertThat(new String(torn, GB18030)).as("GB18030 would read it").doesNotContain("\uFFFD");
        refuses(torn, Why.ENCODING);
    }

    @Test
    void a_number_that_could_be_somebody_s_does_not_become_a_case_number() {
        assertThat(List.of("138-1234-5655", "ZhangSan5508", "13812345655", "0737-4223-4567", "430903 19900101 0028",
                "4309-0319-9001-0100-28")).allSatisfy(number -> assertThat(DisputeWriter.number(number)).isNull());
        assertThat(List.of("赫-1")).allSatisfy(number -> assertThat(DisputeWriter.number(number)).isNull());
        assertThat(List.of("A-1", "2018-0417", "FL〔2018〕第12号", "43090320180417", "YY2016/000123"))
                .allSatisfy(number -> assertThat(DisputeWriter.number(number)).isEqualTo(number));
    }

    @Test
    void refuses_text_that_is_neither_utf_8_nor_gb18030() {
        byte[] broken = utf8(csv(List.of(row())));
        broken[broken.length - 1] = (byte) 0xFF;
        broken[broken.length - 2] = (byte) 0xFF;

        refuses(broken, Why.ENCODING);
    }

    @Test
    void refuses_broken_utf_8_below_a_mark_that_says_utf_8() {
        byte[] broken = utf8('\uFEFF' + csv(List.of(row())));
        broken[broken.length - 1] = (byte) 0xFF;

        refuses(broken, Why.ENCODING);
    }

    @Test
    void refuses_more_rows_than_a_federation_has() {
        String one = "1,2,3,4\n";

        assertThat(LedgerStory.mapped(utf8("台账编号,单位,受理日期,类别\n" + one.repeat(LedgerFile.MAX_ROWS))).survey().rows())
                .isEqualTo(LedgerFile.MAX_ROWS);
        refuses(utf8("台账编号,单位,受理日期,类别\n" + one.repeat(LedgerFile.MAX_ROWS + 1)), Why.TOO_MANY_ROWS);
    }

    @Test
    void reads_windows_line_ends_a_mark_and_semicolons_at_once() {
        var row = row(Column.NOTE, "第一行\r\n第二行; 完");

        assertThat(lines(utf8('\uFEFF' + csv(";", List.of(row, row(Column.KEY, "赫-2"))) + "\r\n")))
                .containsExactly(new Line(2, row), new Line(3, row(Column.KEY, "赫-2")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hands_formulas_back_as_text_and_takes_them_in_as_they_were(boolean csv) throws IOException {
        List<Map<Column, String>> rows = Stream.of("=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "'=quoted")
                .map(text -> row(Column.NOTE, text)).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stream<List<String>> cells = rows.stream().map(LedgerWriter::cells);
        if (csv) {
            LedgerWriter.csv(out, LedgerWriter.headings(Locale.CHINESE), cells);
        } else {
            LedgerWriter.xlsx(out, LedgerWriter.headings(Locale.CHINESE), cells);
        }

        List<String> shown = new ArrayList<>();
        LedgerFile.Cells sheet = new LedgerFile.Cells() {
            @Override
            public boolean dated(int at) {
                return false;
            }

            @Override
            public void row(int number, List<String> row) {
                shown.add(row.getLast());
            }
        };
        if (csv) {
            CsvText.read(out.toByteArray(), sheet);
        } else {
            XlsxSheet.read(out.toByteArray(), sheet);
        }
        assertThat(shown).hasSize(6).noneMatch(text -> text.matches("(?s)[=+\\-@\t\r].*"));
        assertThat(lines(out.toByteArray()).subList(0, 4)).extracting(line -> line.at(Column.NOTE))
                .containsExactlyElementsOf(rows.subList(0, 4).stream().map(row -> row.get(Column.NOTE)).toList());
    }

    @Test
    void refuses_a_hundred_megabytes_unread() {
        assertThatExceptionOfType(UnreadableLedger.class)
                .isThrownBy(() -> LedgerFile.refuseLargerThanAllowed(100L * 1024 * 1024))
                .satisfies(refused -> assertThat(refused.why()).isEqualTo(Why.TOO_LARGE))
                .satisfies(refused -> assertThat(refused.facts()).containsExactly(32));
    }

    private static void refuses(byte[] bytes, Why why) {
        assertThatExceptionOfType(UnreadableLedger.class).isThrownBy(() -> lines(bytes))
                .satisfies(refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private static byte[] replaced(byte[] book, String part, String old, String now) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile from = ZipFile.builder().setByteArray(book).get(); ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipArchiveEntry entry : Collections.list(from.getEntries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                to.write(entry.getName().equals(part)
                        ? new String(bytes, StandardCharsets.UTF_8).replace(old, now).getBytes(StandardCharsets.UTF_8)
                        : bytes);
            }
        }
        return out.toByteArray();
    }
}
