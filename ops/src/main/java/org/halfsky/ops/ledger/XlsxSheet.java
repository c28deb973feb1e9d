package org.halfsky.ops.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.halfsky.ops.ledger.LedgerFile.Cells;
import org.halfsky.ops.ledger.UnreadableLedger.Why;

/**
 * The first visible sheet of an XLSX workbook. A formula is never computed: what the spreadsheet last showed is what counts.
 */
final class XlsxSheet {

    /** What a workbook of the largest allowed size honestly unpacks to; more is a bomb. */
    private static final long MAX_UNPACKED = 384L * 1024 * 1024;
    /** A cell that is broken is refused with its row, not with the file. */
    private static final ReadingOptions BROKEN_CELLS_ALONE = new ReadingOptions(false, true);
    private static final int MAX_PARTS = 2_000;
    private static final BigDecimal FIRST_DAY_NUMBER = BigDecimal.ONE;
    private static final BigDecimal LAST_DAY_NUMBER = new BigDecimal(2_958_465);

    private XlsxSheet() {}

    static boolean looksLike(byte[] bytes) {
        if (ReadableWorkbook.isOLE2Header(head(bytes))) {
            throw new UnreadableLedger(Why.OLD_EXCEL);
        }
        return ReadableWorkbook.isOOXMLZipHeader(head(bytes));
    }

    static void read(byte[] bytes, Cells to) {
        refuseBomb(bytes);
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes), BROKEN_CELLS_ALONE)) {
            Sheet sheet = book.getSheets()
                    .filter(each -> each.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst()
                    .orElseThrow(() -> new UnreadableLedger(Why.EMPTY));
            long epochShift = book.isDate1904() ? 1462 : 0;
            try (Stream<Row> rows = sheet.openStream()) {
                rows.forEach(row -> to.row(row.getRowNum(), cells(row, to, epochShift)));
            }
        } catch (UnreadableLedger known) {
            throw known;
        } catch (IOException | RuntimeException broken) {
            throw new UnreadableLedger(broken, Why.BROKEN_EXCEL);
        }
    }

    private static byte[] head(byte[] bytes) {
        byte[] head = new byte[8];
        System.arraycopy(bytes, 0, head, 0, Math.min(8, bytes.length));
        return head;
    }

    /** Unpacks every part once without keeping it, so that a bomb is told before anything is held in memory. */
    private static void refuseBomb(byte[] bytes) {
        byte[] sink = new byte[64 * 1024];
        long unpacked = 0;
        int parts = 0;
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                if (++parts > MAX_PARTS) {
                    throw new UnreadableLedger(Why.BOMB, MAX_UNPACKED / 1024 / 1024);
                }
                try (InputStream content = zip.getInputStream(part)) {
                    unpacked = drain(content, sink, unpacked);
                }
            }
        } catch (IOException truncated) {
            throw new UnreadableLedger(truncated, Why.BROKEN_EXCEL);
        }
    }

    private static long drain(InputStream part, byte[] sink, long before) throws IOException {
        long unpacked = before;
        for (int read = part.read(sink); read >= 0; read = part.read(sink)) {
            unpacked += read;
            if (unpacked > MAX_UNPACKED) {
                throw new UnreadableLedger(Why.BOMB, MAX_UNPACKED / 1024 / 1024);
            }
        }
        return unpacked;
    }

    private static List<String> cells(Row row, Cells to, long epochShift) {
        int count = Math.min(row.getCellCount(), LedgerFile.MAX_COLUMNS);
        List<String> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Optional<Cell> cell = row.getOptionalCell(i);
            boolean dated = to.dated(i);
            cells.add(cell.map(there -> text(there, dated, epochShift)).orElse(null));
        }
        return cells;
    }

    private static String text(Cell cell, boolean dated, long epochShift) {
        String raw = cell.getType() == CellType.STRING ? cell.asString() : cell.getRawValue();
        if (raw == null || cell.getType() == CellType.BOOLEAN) {
            return raw;
        }
        if (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA) {
            if (!dated && raw.matches("\\d+")) {
                return raw;
            }
            return number(raw).map(number -> dated ? day(number, epochShift) : number.toPlainString()).orElse(raw);
        }
        return raw;
    }

    private static Optional<BigDecimal> number(String raw) {
        try {
            return Optional.of(new BigDecimal(raw)).map(number -> number.signum() == 0 ? BigDecimal.ZERO : number)
                    .map(BigDecimal::stripTrailingZeros).filter(number -> Math.abs(number.scale()) < 400);
        } catch (NumberFormatException text) {
            return Optional.empty();
        }
    }

    /** A spreadsheet's day number; eight digits are a date written without strokes. */
    private static String day(BigDecimal number, long epochShift) {
        if (number.compareTo(FIRST_DAY_NUMBER) < 0 || number.compareTo(LAST_DAY_NUMBER) > 0) {
            return number.toPlainString();
        }
        return LocalDate.of(1899, 12, 30).plusDays(number.longValue() + epochShift).toString();
    }
}
