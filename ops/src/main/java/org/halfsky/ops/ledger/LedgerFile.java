package org.halfsky.ops.ledger;

import java.util.List;
import java.util.function.Consumer;

import org.halfsky.ops.ledger.UnreadableLedger.Why;

/** A ledger as it was handed in: CSV or XLSX, told apart by its first bytes and never by its name. */
public final class LedgerFile {

    /** A larger file is refused before it is read. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    /** More rows than a federation has disputes in many years. */
    public static final int MAX_ROWS = 200_000;

    /** What stands further right is not looked at. */
    static final int MAX_COLUMNS = 256;

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
     * Reads the whole file once and tells what is in it.
     *
     * @throws UnreadableLedger when it is no ledger, or is broken
     */
    Survey survey() {
        Surveyor surveyor = new Surveyor();
        each(surveyor);
        return surveyor.survey();
    }

    /** Hands every row below the heading that is not blank to the reader, in order. */
    void read(Mapping mapping, Consumer<Line> each) {
        each(new Cells() {

            @Override
            public boolean dated(int at) {
                Column column = mapping.columns().get(at);
                return column != null && column.dated();
            }

            @Override
            public void row(int number, List<String> cells) {
                if (number > mapping.survey().headingRow()) {
                    Line line = mapping.line(number, cells);
                    if (!line.cells().isEmpty()) {
                        each.accept(line);
                    }
                }
            }
        });
    }

    private void each(Cells to) {
        if (XlsxSheet.looksLike(bytes)) {
            XlsxSheet.read(bytes, to);
        } else {
            CsvText.read(bytes, to);
        }
    }

    /** Where the cells of either kind of file arrive, row by row. */
    interface Cells {

        /** Whether the column at this place holds days, so that a spreadsheet's day number is one. */
        boolean dated(int at);

        /** @param number the row's number as a spreadsheet shows it */
        void row(int number, List<String> cells);
    }
}
