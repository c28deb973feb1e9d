package org.halfsky.ops.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes tables that a spreadsheet opens as they are, formulas neutralised: the template, a ledger, a report of refused rows. */
final class LedgerWriter {

    private static final char UTF_8_MARK = '\uFEFF';
    private static final CSVFormat CSV = CSVFormat.EXCEL.builder().setRecordSeparator("\r\n").get();

    private LedgerWriter() {}

    /** The headings of the template. */
    static List<String> headings(Locale locale) {
        return Arrays.stream(Column.values()).map(column -> column.named(locale)).toList();
    }

    /** A row's cells in the order of the template. */
    static List<String> cells(Map<Column, String> row) {
        return Arrays.stream(Column.values()).map(column -> row.getOrDefault(column, "")).toList();
    }

    /** UTF-8 with the mark by which a spreadsheet knows it. */
    static void csv(OutputStream out, List<String> headings, Stream<List<String>> rows) {
        try {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(UTF_8_MARK);
            CSVPrinter printer = new CSVPrinter(writer, CSV);
            printer.printRecord(headings);
            rows.forEach(row -> print(printer, row));
            printer.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void print(CSVPrinter printer, List<String> row) {
        try {
            printer.printRecord(row.stream().map(Formulas::neutralised).toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Every cell is text, so that no code loses its zeros; neutralised all the same, for whoever saves it as CSV. */
    static void xlsx(OutputStream out, List<String> headings, Stream<List<String>> rows) {
        try (Workbook book = new Workbook(out, "Halfsky", "1.0")) {
            Worksheet sheet = book.newWorksheet("台账");
            headings(sheet, headings);
            int[] at = {1};
            rows.forEach(row -> write(sheet, at[0]++, row.stream().map(Formulas::neutralised).toList()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The empty ledger, with a second sheet of the words that its columns understand. */
    static byte[] template(Locale locale) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Halfsky", "1.0")) {
            boolean english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
            headings(book.newWorksheet(english ? "Ledger" : "台账"), headings(locale));
            Worksheet words = book.newWorksheet(english ? "Words" : "填写说明");
            int at = 0;
            for (Column column : Column.values()) {
                Words<?> list = RowReader.lists().get(column);
                if (list != null) {
                    words.value(at, 0, column.named(locale));
                    words.value(at++, 1, String.join(english ? "; " : "；", list.all()));
                }
            }
            words.width(0, 20);
            words.width(1, 120);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.toByteArray();
    }

    private static void headings(Worksheet sheet, List<String> headings) {
        write(sheet, 0, headings);
        sheet.range(0, 0, 0, headings.size() - 1).style().bold().set();
        sheet.freezePane(0, 1);
        for (int i = 0; i < headings.size(); i++) {
            sheet.width(i, 16);
        }
    }

    private static void write(Worksheet sheet, int at, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).isEmpty()) {
                sheet.value(at, i, row.get(i));
            }
        }
    }
}
