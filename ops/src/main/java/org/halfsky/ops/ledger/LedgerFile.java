package org.halfsky.ops.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.halfsky.ops.ledger.UnreadableLedger.Why;

/** A ledger as it was handed in: CSV or XLSX, told apart by its first bytes and never by its name. */
public final class LedgerFile {

    /** A larger file is refused before it is read. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    /** More rows than a federation has disputes in many years. */
    public static final int MAX_ROWS = 200_000;

    private final byte[] bytes;

    /** @throws UnreadableLedger when it is empty or larger than {@link #MAX_BYTES} */
    public LedgerFile(byte[] bytes) {
        if (bytes.length == 0) {
            throw new UnreadableLedger(Why.EMPTY);
        }
        refuseLargerThanAllowed(bytes.length);
        this.bytes = bytes;
    }

    /** @throws UnreadableLedger when a file of this length would be refused */
    public static void refuseLargerThanAllowed(long length) {
        if (length > MAX_BYTES) {
            throw new UnreadableLedger(Why.TOO_LARGE, MAX_BYTES / 1024 / 1024);
        }
    }

    /**
     * Hands every row that is not blank to the reader, in order.
     *
     * @throws UnreadableLedger when it is no ledger, or is broken; rows before the break may have been handed over
     */
    void read(Consumer<Line> each) {
        Grid grid = new Grid(each);
        if (XlsxSheet.looksLike(bytes)) {
            XlsxSheet.read(bytes, grid);
        } else {
            CsvText.read(bytes, grid);
        }
        grid.end();
    }

    /** Where the cells of either kind of file arrive: the first row that is not blank is the heading. */
    static final class Grid {

        private static final int SCANNED_FOR_HEADING = 20;

        private final Consumer<Line> each;
        private Map<Integer, Column> columns;
        private int rows;

        private Grid(Consumer<Line> each) {
            this.each = each;
        }

        /** The column at this place, once the heading was seen. */
        Optional<Column> column(int index) {
            return columns == null ? Optional.empty() : Optional.ofNullable(columns.get(index));
        }

        void row(int number, List<String> cells) {
            if (cells.stream().allMatch(cell -> cell == null || cell.isBlank())) {
                return;
            }
            if (columns == null) {
                heading(number, cells);
                return;
            }
            if (++rows > MAX_ROWS) {
                throw new UnreadableLedger(Why.TOO_MANY_ROWS, MAX_ROWS);
            }
            Map<Column, String> known = new EnumMap<>(Column.class);
            columns.forEach((index, column) -> {
                String cell = index < cells.size() ? cells.get(index) : null;
                if (cell != null && !cell.isBlank()) {
                    known.put(column, Formulas.restore(cell.strip()));
                }
            });
            if (!known.isEmpty()) {
                each.accept(new Line(number, known));
            }
        }

        /** A title above the heading is common in ledgers and is passed over. */
        private void heading(int number, List<String> cells) {
            Map<Integer, Column> found = headings(cells);
            if (found.size() < 2) {
                if (number >= SCANNED_FOR_HEADING) {
                    throw new UnreadableLedger(Why.NO_HEADING);
                }
                return;
            }
            List<String> missing = new ArrayList<>();
            for (Column column : Column.values()) {
                long times = found.values().stream().filter(column::equals).count();
                if (times > 1) {
                    throw new UnreadableLedger(Why.DOUBLE_COLUMN, column.chinese());
                }
                if (times == 0 && column.required()) {
                    missing.add(column.chinese());
                }
            }
            if (!missing.isEmpty()) {
                throw new UnreadableLedger(Why.MISSING_COLUMN, String.join("、", missing));
            }
            columns = found;
        }

        static Map<Integer, Column> headings(List<String> cells) {
            Map<Integer, Column> found = new java.util.TreeMap<>();
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i) != null) {
                    int at = i;
                    Column.headed(cells.get(i)).ifPresent(column -> found.put(at, column));
                }
            }
            return found;
        }

        private void end() {
            if (columns == null) {
                throw new UnreadableLedger(Why.NO_HEADING);
            }
            if (rows == 0) {
                throw new UnreadableLedger(Why.EMPTY);
            }
        }
    }
}
