package org.halfsky.ops.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.halfsky.ops.ledger.Survey.Heading;
import org.halfsky.ops.ledger.Survey.Word;
import org.halfsky.ops.ledger.UnreadableLedger.Why;

/**
 * What a file's columns mean (对照), and what its own words for codes mean.
 *
 * @param columns by their place; a column that is absent is left out
 * @param words   for a column of codes, the file's word to the word we write
 */
record Mapping(Survey survey, Map<Integer, Column> columns, Map<Column, Map<String, String>> words) {

    /** As the headings tell. Where two have the same meaning and neither bears the column's own name, nobody can know: neither. */
    static Mapping suggested(Survey survey) {
        Map<Column, List<Heading>> meant = new EnumMap<>(Column.class);
        survey.headings().forEach(heading -> Column.headed(heading.text())
                .filter(column -> column != Column.SOURCE || synthetic(heading))
                .ifPresent(column -> meant.computeIfAbsent(column, _ -> new ArrayList<>()).add(heading)));
        Map<Integer, Column> columns = new TreeMap<>();
        meant.forEach((column, headings) -> {
            List<Heading> named = headings.stream().filter(heading -> column.isNamed(heading.text())).toList();
            List<Heading> best = named.isEmpty() ? headings : named;
            if (best.size() == 1) {
                columns.put(best.getFirst().at(), column);
            }
        });
        return new Mapping(survey, columns, Map.of());
    }

    /**
     * With what somebody said of it.
     *
     * @param columns 「heading=column」, or 「#5=column」 for the fifth; nothing after the sign leaves the column out
     * @param words   「column:word=code」
     * @throws UnreadableLedger when the file or we know nothing of that name
     */
    Mapping with(List<String> columns, List<String> words) {
        Map<Integer, Column> changed = new TreeMap<>(this.columns);
        for (int i = 0; i < columns.size(); i++) {
            int number = i + 1;
            String[] said = columns.get(i).split("[=＝]", 2);
            Heading heading = Optional.of(said).filter(parts -> parts.length == 2).flatMap(parts -> heading(parts[0]))
                    .orElseThrow(() -> new UnreadableLedger(Why.UNKNOWN_COLUMN, number));
            if (said[1].isBlank()) {
                changed.remove(heading.at());
            } else {
                Column column = Column.meant(said[1])
                        .orElseThrow(() -> new UnreadableLedger(Why.UNKNOWN_COLUMN, number));
                changed.values().removeIf(column::equals);
                changed.put(heading.at(), column);
            }
        }
        Mapping mapped = new Mapping(survey, changed, this.words);
        for (int i = 0; i < words.size(); i++) {
            mapped = mapped.said(i + 1, words.get(i).split("[:：=＝]", 3));
        }
        return mapped;
    }

    private Mapping said(int number, String[] said) {
        Column column = said.length == 3 ? Column.meant(said[0]).orElse(null) : null;
        Words<?> codes = RowReader.lists().get(column);
        if (codes == null || codes.code(said[2]).isEmpty()) {
            throw new UnreadableLedger(Why.UNKNOWN_WORD, number);
        }
        return with(column, said[1], said[2]);
    }

    /** With a word of the file that means one of our codes. */
    Mapping with(Column column, String word, String code) {
        Map<Column, Map<String, String>> changed = new HashMap<>(words);
        Map<String, String> own = new TreeMap<>(changed.getOrDefault(column, Map.of()));
        own.put(Words.normal(word), written(RowReader.lists().get(column), code));
        changed.put(column, own);
        return new Mapping(survey, columns, changed);
    }

    /** With these columns in their places, and no words yet. */
    Mapping with(Map<Integer, Column> columns) {
        return new Mapping(survey, columns, Map.of());
    }

    /** The columns that every ledger needs and that nothing here means. */
    List<Column> missing() {
        return Arrays.stream(Column.values()).filter(Column::required).filter(column -> !columns.containsValue(column))
                .toList();
    }

    /** The columns that more than one place means. */
    List<Column> doubled() {
        return columns.values().stream().collect(Collectors.groupingBy(column -> column, Collectors.counting()))
                .entrySet().stream().filter(each -> each.getValue() > 1).map(Map.Entry::getKey).sorted().toList();
    }

    /** The columns that more than one heading of the file could mean, and that none was taken for. */
    List<Column> undecided() {
        return survey.headings().stream().map(heading -> Column.headed(heading.text())).flatMap(Optional::stream)
                .filter(column -> !columns.containsValue(column))
                .collect(Collectors.groupingBy(column -> column, Collectors.counting())).entrySet().stream()
                .filter(each -> each.getValue() > 1).map(Map.Entry::getKey).sorted().toList();
    }

    /** @throws UnreadableLedger when rows cannot be read by it */
    Mapping whole() {
        List<Column> several = doubled().isEmpty() ? undecided() : doubled();
        if (!several.isEmpty()) {
            throw new UnreadableLedger(Why.DOUBLE_COLUMN, List.of(several.getFirst()));
        }
        if (!missing().isEmpty()) {
            throw new UnreadableLedger(Why.MISSING_COLUMN, missing());
        }
        return this;
    }

    int leftOut() {
        return survey.headings().size() - columns.size();
    }

    /** What the list of a column's codes does not know among the words of the file. */
    List<Word> strange(Heading heading) {
        Column column = columns.get(heading.at());
        Words<?> codes = column == null ? null : RowReader.lists().get(column);
        return codes == null
                ? List.of()
                : heading.words().stream().filter(word -> codes.code(word.text()).isEmpty())
                        .filter(word -> word.text().length() <= column.limit()).toList();
    }

    /** The code that this word of the file was said to mean, by its name. */
    Optional<String> said(Column column, String word) {
        return Optional.ofNullable(words.getOrDefault(column, Map.of()).get(Words.normal(word)))
                .flatMap(ours -> name(RowReader.lists().get(column), ours));
    }

    Line line(int number, List<String> cells) {
        Map<Column, String> known = new EnumMap<>(Column.class);
        columns.forEach((at, column) -> {
            String cell = at < cells.size() ? cells.get(at) : null;
            if (cell != null && !cell.isBlank()) {
                known.put(column, ours(column, Formulas.restore(cell.strip())));
            }
        });
        return new Line(number, known);
    }

    private String ours(Column column, String cell) {
        Map<String, String> said = words.get(column);
        return said == null ? cell : said.getOrDefault(Words.normal(cell), cell);
    }

    private Optional<Heading> heading(String said) {
        String asked = said.strip();
        if (asked.matches("#\\d{1,3}")) {
            int at = Integer.parseInt(asked.substring(1)) - 1;
            return survey.headings().stream().filter(heading -> heading.at() == at).findFirst();
        }
        List<Heading> named = survey.headings().stream()
                .filter(heading -> Column.normal(heading.text()).equals(Column.normal(asked))).toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** A column headed 来源 mostly tells how a matter came in, which is not what ours tells. */
    private static boolean synthetic(Heading heading) {
        return !heading.words().isEmpty()
                && heading.words().stream().allMatch(word -> RowReader.saysSynthetic(word.text()));
    }

    private static <E extends Enum<E>> String written(Words<E> codes, String code) {
        return codes.word(codes.code(code).orElseThrow());
    }

    private static <E extends Enum<E>> Optional<String> name(Words<E> codes, String word) {
        return codes.code(word).map(Enum::name);
    }
}
