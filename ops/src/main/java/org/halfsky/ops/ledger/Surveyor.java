package org.halfsky.ops.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.halfsky.ops.ledger.LedgerFile.Cells;
import org.halfsky.ops.ledger.Survey.Heading;
import org.halfsky.ops.ledger.Survey.Word;
import org.halfsky.ops.ledger.UnreadableLedger.Why;

/** Finds the heading and counts what stands below it. */
final class Surveyor implements Cells {

    private static final int SCANNED_FOR_HEADING = 20;
    /** With fewer columns it cannot be a ledger whose headings we merely do not know. */
    private static final int LEAST_COLUMNS = 4;
    /** A column with more different texts, or longer ones, holds no codes. */
    private static final int MOST_WORDS = 200;
    private static final int LONGEST_WORD = 64;

    private final List<Row> above = new ArrayList<>();
    private final Map<Integer, Counted> columns = new TreeMap<>();
    private Row heading;
    private int rows;

    @Override
    public boolean dated(int at) {
        return false;
    }

    @Override
    public void row(int number, List<String> cells) {
        if (cells.stream().allMatch(Surveyor::blank)) {
            return;
        }
        if (heading != null) {
            count(cells);
        } else if (number > SCANNED_FOR_HEADING) {
            guessHeading();
            count(cells);
        } else if (Survey.known(cells) >= 2) {
            begin(new Row(number, cells));
        } else {
            above.add(new Row(number, List.copyOf(cells.stream().map(cell -> cell == null ? "" : cell).toList())));
        }
    }

    Survey survey() {
        if (heading == null) {
            guessHeading();
        }
        if (rows == 0) {
            throw new UnreadableLedger(Why.EMPTY);
        }
        List<Heading> headings = new ArrayList<>();
        for (int at = 0; at < Math.min(LedgerFile.MAX_COLUMNS, Math.max(heading.cells().size(), width())); at++) {
            String text = at < heading.cells().size() && heading.cells().get(at) != null
                    ? heading.cells().get(at).strip()
                    : "";
            Counted counted = columns.getOrDefault(at, new Counted());
            if (!text.isEmpty() || counted.filled > 0) {
                headings.add(new Heading(at, text, counted.filled, counted.words()));
            }
        }
        return new Survey(heading.number(), rows, headings);
    }

    /** No row names two columns that we know: the first that is wide enough names others, and somebody can say which is which. */
    private void guessHeading() {
        Row wide = above.stream()
                .filter(row -> row.cells().stream().filter(cell -> !blank(cell)).count() >= LEAST_COLUMNS).findFirst()
                .orElseThrow(() -> new UnreadableLedger(Why.NO_HEADING));
        begin(wide);
        above.stream().filter(row -> row.number() > wide.number()).forEach(row -> count(row.cells()));
    }

    /** A title above the heading is common in ledgers and is passed over. */
    private void begin(Row row) {
        heading = row;
    }

    private void count(List<String> cells) {
        if (++rows > LedgerFile.MAX_ROWS) {
            throw new UnreadableLedger(Why.TOO_MANY_ROWS, LedgerFile.MAX_ROWS);
        }
        for (int at = 0; at < Math.min(cells.size(), LedgerFile.MAX_COLUMNS); at++) {
            if (!blank(cells.get(at))) {
                columns.computeIfAbsent(at, _ -> new Counted()).add(Formulas.restore(cells.get(at).strip()));
            }
        }
    }

    private int width() {
        return columns.keySet().stream().mapToInt(at -> at + 1).max().orElse(0);
    }

    private static boolean blank(String cell) {
        return cell == null || cell.isBlank();
    }

    private record Row(int number, List<String> cells) {}

    private static final class Counted {

        private int filled;
        private Map<String, Integer> words = new HashMap<>();

        private void add(String text) {
            filled++;
            if (words != null) {
                words.merge(text, 1, Integer::sum);
                if (words.size() > MOST_WORDS || text.length() > LONGEST_WORD) {
                    words = null;
                }
            }
        }

        private List<Word> words() {
            return words == null
                    ? List.of()
                    : words.entrySet().stream().map(word -> new Word(word.getKey(), word.getValue()))
                            .sorted(Comparator.comparing(Word::count).reversed().thenComparing(Word::text)).toList();
        }
    }
}
