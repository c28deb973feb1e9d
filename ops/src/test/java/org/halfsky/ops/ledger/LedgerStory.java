package org.halfsky.ops.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.halfsky.events.ids.UnitCode;

/** The words that tests of ledgers are told in: one sound row, and what is changed in it. */
final class LedgerStory {

    static final UnitCode YIYANG = new UnitCode("430900000000");
    static final UnitCode HESHAN = new UnitCode("430903000000");
    static final UnitCode TAOJIANG = new UnitCode("430922000000");
    static final UnitCode HUISHANGANG = new UnitCode("430922104000");
    static final UnitCode CHANGSHA = new UnitCode("430100000000");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 19);

    private LedgerStory() {}

    static Units units() {
        Map<UnitCode, String> names = new LinkedHashMap<>();
        names.put(new UnitCode("430000000000"), "湖南省");
        names.put(YIYANG, "益阳市");
        names.put(CHANGSHA, "长沙市");
        names.put(HESHAN, "赫山区");
        names.put(TAOJIANG, "桃江县");
        names.put(HUISHANGANG, "灰山港镇");
        names.put(new UnitCode("430922104201"), "向阳村");
        names.put(new UnitCode("430922101000"), "修山镇");
        names.put(new UnitCode("430922101202"), "连盆嘴村委会");
        names.put(new UnitCode("430903104000"), "新市渡镇");
        names.put(new UnitCode("430903104201"), "向阳村");
        names.put(new UnitCode("430102000000"), "芙蓉区");
        return new Units(names);
    }

    static RowReader reader() {
        return new RowReader(units(), YIYANG, TODAY, LedgerStory::mark);
    }

    /** A sound row of a reconciled couple. */
    static Map<Column, String> row(Object... changes) {
        Map<Column, String> row = new EnumMap<>(Column.class);
        row.put(Column.KEY, "赫-1");
        row.put(Column.UNIT, "430903000000");
        row.put(Column.RECEIVED_ON, "2018-05-20");
        row.put(Column.CATEGORY, "F09");
        row.put(Column.APPLICANT_NAME, "苏红梅");
        row.put(Column.APPLICANT_PHONE, "13787400001");
        row.put(Column.RESPONDENT_NAME, "周大强");
        row.put(Column.MEDIATED, "是");
        row.put(Column.STARTED_ON, "2018-05-21");
        row.put(Column.ENDING, "调和");
        row.put(Column.ENDED_ON, "2018-06-02");
        row.put(Column.OUTCOME, "调和");
        row.put(Column.CLOSED_ON, "2018-06-03");
        row.put(Column.NOTE, "婆媳为带孩子争吵");
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                row.remove(changes[i]);
            } else {
                row.put((Column) changes[i], changes[i + 1].toString());
            }
        }
        return row;
    }

    static String csv(List<Map<Column, String>> rows) {
        return csv(",", rows);
    }

    static String csv(String separator, List<Map<Column, String>> rows) {
        StringBuilder csv = new StringBuilder(
                String.join(separator, Arrays.stream(Column.values()).map(Column::chinese).toList()));
        rows.forEach(row -> csv.append("\r\n").append(String.join(separator, LedgerWriter.cells(row).stream()
                .map(cell -> cell.contains("\n") || cell.contains(separator) ? '"' + cell + '"' : cell).toList())));
        return csv.toString();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] xlsx(List<Map<Column, String>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LedgerWriter.xlsx(out, LedgerWriter.headings(java.util.Locale.CHINESE), rows.stream().map(LedgerWriter::cells));
        return out.toByteArray();
    }

    static byte[] workbook(Consumer<Worksheet> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", "1.0")) {
            content.accept(book.newWorksheet("台账"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static List<Line> lines(byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        read(bytes, lines::add);
        return lines;
    }

    /** As its headings tell, with nobody to say what they mean. */
    static void read(byte[] bytes, Consumer<Line> each) {
        LedgerFile file = new LedgerFile(bytes);
        file.read(mapped(bytes).whole(), each);
    }

    static Mapping mapped(byte[] bytes) {
        return Mapping.suggested(new LedgerFile(bytes).survey());
    }

    static byte[] mark(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
