package org.halfsky.ops.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.halfsky.command.cases.CaseCommand.Ending;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.NotStarted;

/**
 * The disputes of Yiyang from 2016 to 2019 as a ledger. The three totals are what the city published: 12,375 received, 10,350
 * mediated, 5,547 reconciled. Everything finer, the counties' parts, the other endings, days, places and categories, is
 * synthetic, and every row says so. The same seed always writes the same rows.
 */
public final class YiyangLedger {

    /** What the rows say of themselves, in the column 来源. */
    static final String SOURCE = RowReader.SYNTHETIC + ":yiyang";

    /** How many there are. */
    public static final int DISPUTES = 12_375;

    /** The file's name when it is loaded by a trial start. */
    public static final String FILE_NAME = "益阳调解台账 2016–2019.csv";

    private static final long SEED = 12_338;
    private static final LocalDate FIRST = LocalDate.of(2016, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2019, 12, 31);
    private static final int OF_VILLAGES_IN_TEN = 7;

    private final Map<UnitCode, List<UnitCode>> towns;
    private final Map<UnitCode, List<UnitCode>> villages;

    private YiyangLedger(List<UnitCode> units) {
        towns = byCounty(units, Level.TOWNSHIP);
        villages = byCounty(units, Level.VILLAGE);
    }

    /** @param csv whether CSV is written, else XLSX */
    public static void write(OutputStream out, boolean csv) {
        Stream<List<String>> rows = rows().map(LedgerWriter::cells);
        if (csv) {
            LedgerWriter.csv(out, LedgerWriter.headings(Locale.CHINESE), rows);
        } else {
            LedgerWriter.xlsx(out, LedgerWriter.headings(Locale.CHINESE), rows);
        }
    }

    /** The rows in the order in which the disputes were received. */
    static Stream<Map<Column, String>> rows() {
        List<Dispute> disputes = new YiyangLedger(Divisions.units()).disputes();
        disputes.sort(Comparator.comparing(Dispute::received));
        List<Map<Column, String>> rows = new ArrayList<>(disputes.size());
        for (Dispute dispute : disputes) {
            rows.add(dispute.row("YY%d-%05d".formatted(dispute.received().getYear(), rows.size() + 1)));
        }
        return rows.stream();
    }

    private List<Dispute> disputes() {
        Random random = new Random(SEED);
        Map<String, Integer> counts = new java.util.LinkedHashMap<>();
        table("yiyang-endings.csv").forEach(row -> counts.put(row[0] + "." + row[1], Integer.valueOf(row[2])));
        List<Ending> otherEndings = deck(random, Ending.class, "ending", counts);
        List<NotStarted> reasons = deck(random, NotStarted.class, "notStarted", counts);
        List<Dispute> disputes = new ArrayList<>();
        for (String[] row : table("yiyang.csv")) {
            UnitCode county = new UnitCode(row[0]);
            int received = Integer.parseInt(row[2]);
            int mediated = Integer.parseInt(row[3]);
            int reconciled = Integer.parseInt(row[4]);
            for (int i = 0; i < received; i++) {
                Ending ending = i < reconciled ? Ending.RECONCILED : i < mediated ? otherEndings.removeLast() : null;
                disputes.add(dispute(random, county, ending, ending == null ? reasons.removeLast() : null));
            }
        }
        if (!otherEndings.isEmpty() || !reasons.isEmpty()) {
            throw new IllegalStateException("The parts of the counties do not add up to the totals");
        }
        return disputes;
    }

    /** The steps' lengths are drawn first, so that everything has ended by the last day. */
    private Dispute dispute(Random random, UnitCode county, Ending ending, NotStarted notStarted) {
        SubCategory category = Categories.drawn(random);
        int untilStart = ending == null ? 0 : random.nextInt(6);
        int untilEnd = switch (ending) {
            case null -> 0;
            case LAPSED -> 30;
            case AGREED, RECONCILED, FAILED, STOPPED -> 1 + random.nextInt(28);
        };
        int untilClosed = random.nextInt(notStarted == NotStarted.LOST_CONTACT ? 60 : 8);
        long room = ChronoUnit.DAYS.between(FIRST, LAST) - untilStart - untilEnd - untilClosed;
        LocalDate received = FIRST.plusDays(random.nextLong(room + 1));
        LocalDate started = ending == null ? null : received.plusDays(untilStart);
        LocalDate ended = ending == null ? null : started.plusDays(untilEnd);
        LocalDate closed = (ended == null ? received : ended).plusDays(untilClosed);
        return new Dispute(place(random, county), received, category, started, ending, ended, notStarted,
                outcome(ending, notStarted), closed);
    }

    private UnitCode place(Random random, UnitCode county) {
        List<UnitCode> places = (random.nextInt(10) < OF_VILLAGES_IN_TEN ? villages : towns).get(county);
        return places.get(random.nextInt(places.size()));
    }

    private static Outcome outcome(Ending ending, NotStarted notStarted) {
        return switch (ending) {
            case AGREED -> Outcome.AGREEMENT;
            case RECONCILED -> Outcome.RECONCILED;
            case FAILED, LAPSED, STOPPED -> Outcome.ROUTED;
            case null -> switch (notStarted) {
                case REFUSED, ADVISED -> Outcome.ANSWERED;
                case WITHDRAWN -> Outcome.WITHDRAWN;
                case COURT -> Outcome.ROUTED;
                case LOST_CONTACT -> Outcome.LOST_CONTACT;
            };
        };
    }

    private static <E extends Enum<E>> List<E> deck(Random random, Class<E> kind, String prefix,
            Map<String, Integer> counts) {
        List<E> deck = new ArrayList<>();
        for (E code : kind.getEnumConstants()) {
            deck.addAll(Collections.nCopies(counts.getOrDefault(prefix + "." + code.name(), 0), code));
        }
        Collections.shuffle(deck, random);
        return deck;
    }

    private static Map<UnitCode, List<UnitCode>> byCounty(List<UnitCode> units, Level level) {
        return units.stream().filter(unit -> unit.level() == level)
                .collect(java.util.stream.Collectors.groupingBy(unit -> unit.at(Level.COUNTY)));
    }

    static List<String[]> table(String name) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(YiyangLedger.class.getResourceAsStream("/ledger/" + name), name),
                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).filter(line -> !line.isBlank()).map(line -> line.split(",")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How often each category comes up, in hundredths. */
    private static final class Categories {

        private static final Map<SubCategory, Integer> WEIGHTS = new EnumMap<>(Map.ofEntries(
                Map.entry(SubCategory.F01, 21), Map.entry(SubCategory.F02, 9), Map.entry(SubCategory.F03, 8),
                Map.entry(SubCategory.F04, 9), Map.entry(SubCategory.F05, 13), Map.entry(SubCategory.F06, 11),
                Map.entry(SubCategory.F08, 4), Map.entry(SubCategory.F09, 10), Map.entry(SubCategory.F10, 3),
                Map.entry(SubCategory.F11, 4), Map.entry(SubCategory.F99, 3), Map.entry(SubCategory.A01, 3),
                Map.entry(SubCategory.A03, 1), Map.entry(SubCategory.H05, 1)));

        private static SubCategory drawn(Random random) {
            int at = random.nextInt(WEIGHTS.values().stream().mapToInt(Integer::intValue).sum());
            for (Map.Entry<SubCategory, Integer> each : WEIGHTS.entrySet()) {
                at -= each.getValue();
                if (at < 0) {
                    return each.getKey();
                }
            }
            throw new IllegalStateException("weights");
        }
    }

    private record Dispute(UnitCode unit, LocalDate received, SubCategory category, LocalDate started, Ending ending,
            LocalDate ended, NotStarted notStarted, Outcome outcome, LocalDate closed) {

        private Map<Column, String> row(String key) {
            Map<Column, String> row = new EnumMap<>(Column.class);
            row.put(Column.KEY, key);
            row.put(Column.UNIT, unit.value());
            row.put(Column.RECEIVED_ON, received.toString());
            row.put(Column.CATEGORY, category.name());
            row.put(Column.MEDIATED, RowReader.YES.word(ending == null ? RowReader.Yes.NO : RowReader.Yes.YES));
            if (ending != null) {
                row.put(Column.STARTED_ON, started.toString());
                row.put(Column.ENDING, RowReader.ENDINGS.word(ending));
                row.put(Column.ENDED_ON, ended.toString());
            } else {
                row.put(Column.NOT_STARTED, RowReader.NOT_STARTED.word(notStarted));
            }
            row.put(Column.OUTCOME, RowReader.OUTCOMES.word(outcome));
            row.put(Column.CLOSED_ON, closed.toString());
            row.put(Column.SOURCE, SOURCE);
            return row;
        }
    }
}
