package org.halfsky.query.rates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.projection.ViewPositions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers for every rate, unit and period, and opens the lines behind each number. */
@Component
public class RatesReader {

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshots;
    private final ViewPositions positions;
    private final Clock clock;

    public RatesReader(@Qualifier("view") JdbcClient jdbc, @Qualifier("view") PlatformTransactionManager transactions,
            ViewPositions positions, Clock clock) {
        this.jdbc = jdbc;
        this.snapshots = new TransactionTemplate(transactions);
        this.snapshots.setReadOnly(true);
        this.snapshots.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.positions = positions;
        this.clock = clock;
    }

    /** Everything asked within is true for one position. */
    public <T> T at(Function<Snapshot, T> question) {
        return snapshots.execute(_ -> question.apply(new Snapshot(positions.of(RatesView.PROCESSOR))));
    }

    /** The tables as they stand at one position. */
    public final class Snapshot {

        private final long position;
        private final LocalDate today = LocalDate.now(clock);

        private Snapshot(long position) {
            this.position = position;
        }

        public long position() {
            return position;
        }

        public Figure figure(Rate rate, Asked asked) {
            return figures(List.of(rate), asked).get(rate);
        }

        /** Several rates of one unit at once. */
        public Map<Rate, Figure> figures(Collection<Rate> rates, Asked asked) {
            Map<Rate, Figure> figures = new LinkedHashMap<>();
            rates.forEach(rate -> figures.put(rate, Figure.none(rate)));
            for (Cohort cohort : cohorts(rates)) {
                for (Counted counted : count(cohort, asked, asked.unit().level(), false)) {
                    add(figures, counted);
                }
            }
            return figures;
        }

        /** The same month by month; a month without anything is absent. */
        public SortedMap<LocalDate, Map<Rate, Figure>> months(Collection<Rate> rates, Asked asked) {
            SortedMap<LocalDate, Map<Rate, Figure>> months = new TreeMap<>();
            for (Cohort cohort : cohorts(rates)) {
                for (Counted counted : count(cohort, asked, asked.unit().level(), true)) {
                    add(months.computeIfAbsent(counted.month(), _ -> {
                        Map<Rate, Figure> none = new LinkedHashMap<>();
                        rates.forEach(rate -> none.put(rate, Figure.none(rate)));
                        return none;
                    }), counted);
                }
            }
            return months;
        }

        /**
         * Rates told apart by the units right below.
         *
         * @param known  the units right below that exist; one without anything still gets its line
         * @param viewer the unit from which somebody looks
         */
        public Map<Rate, Split> splits(Collection<Rate> rates, Asked asked, Collection<UnitCode> known,
                UnitCode viewer) {
            return splits(rates, asked, figures(rates, asked), known, viewer);
        }

        /** The same where the whole is known already. */
        Map<Rate, Split> splits(Collection<Rate> rates, Asked asked, Map<Rate, Figure> whole,
                Collection<UnitCode> known, UnitCode viewer) {
            Map<UnitCode, Map<Rate, Figure>> children = new TreeMap<>(Comparator.comparing(UnitCode::value));
            Level level = asked.unit().level();
            if (level != Level.VILLAGE) {
                known.forEach(child -> children.put(child, new HashMap<>()));
                Level below = Level.values()[level.ordinal() + 1];
                for (Cohort cohort : cohorts(rates)) {
                    for (Counted counted : count(cohort, asked, below, false)) {
                        if (children.containsKey(counted.unit())) {
                            Map<Rate, Figure> figures = children.get(counted.unit());
                            rates.forEach(rate -> figures.putIfAbsent(rate, Figure.none(rate)));
                            add(figures, counted);
                        }
                    }
                }
            }
            Map<Rate, Split> splits = new LinkedHashMap<>();
            for (Rate rate : rates) {
                List<Split.Child> all = children.entrySet().stream()
                        .map(child -> new Split.Child(child.getKey(),
                                child.getValue().getOrDefault(rate, Figure.none(rate))))
                        .toList();
                splits.put(rate, Suppression.split(whole.get(rate), all, viewer));
            }
            return splits;
        }

        /**
         * The lines behind a number, newest first.
         *
         * @param marks which of the rate's marks: those of a part, or fewer
         * @param own   only what is the unit's own and of none below it
         */
        List<Line> lines(Rate rate, Asked asked, boolean own, Set<Mark> marks, Cursor after, int limit,
                UnitCode viewer) {
            if (marks.isEmpty()) {
                return List.of();
            }
            List<Line> lines = new ArrayList<>();
            for (RateCounts.Source source : RateCounts.sources(rate.cohort())) {
                lines.addAll(lines(source, rate.cohort(), asked, own, marks, after, limit));
            }
            lines.sort(Comparator.comparing(Line::day).thenComparing(Line::item).reversed());
            List<Line> page = lines.subList(0, Math.min(limit, lines.size()));
            return merged(page, rate, asked, viewer);
        }

        /** Whether the viewer may not see the number of the unit: a village's, told by itself or by what is left of its town. */
        boolean hides(Rate rate, Asked asked, UnitCode viewer) {
            return Suppression.concerns(asked.unit(), viewer)
                    && hidden(rate, asked, Set.of(asked.unit()), viewer).contains(asked.unit());
        }

        /**
         * A village whose number may not be shown is not named in a longer list either: its lines and the town's own bear the
         * town's name alike.
         */
        private List<Line> merged(List<Line> page, Rate rate, Asked asked, UnitCode viewer) {
            if (asked.unit().level() == Level.VILLAGE) {
                return page;
            }
            Set<UnitCode> hidden = hidden(rate, asked, page.stream().map(Line::unit)
                    .filter(unit -> !unit.level().above(Level.TOWNSHIP)).collect(Collectors.toSet()), viewer);
            Set<UnitCode> towns = hidden.stream().map(village -> village.at(Level.TOWNSHIP))
                    .collect(Collectors.toSet());
            return page.stream()
                    .map(line -> hidden.contains(line.unit()) || towns.contains(line.unit())
                            ? line.under(line.unit().at(Level.TOWNSHIP))
                            : line)
                    .toList();
        }

        /** The hidden among all villages of these towns, or of the towns that these villages lie in. */
        private Set<UnitCode> hidden(Rate rate, Asked asked, Set<UnitCode> units, UnitCode viewer) {
            Map<UnitCode, Map<UnitCode, Figure>> towns = new HashMap<>();
            for (UnitCode unit : units) {
                Map<UnitCode, Figure> town = towns.computeIfAbsent(unit.at(Level.TOWNSHIP), _ -> new HashMap<>());
                if (unit.level() == Level.VILLAGE) {
                    town.put(unit, Figure.none(rate));
                }
            }
            if (towns.isEmpty()) {
                return Set.of();
            }
            String[] prefixes = towns.keySet().stream().map(UnitCode::prefix).toArray(String[]::new);
            for (RateCounts.Source source : RateCounts.sources(rate.cohort())) {
                counted(jdbc.sql("""
                        select %1$s_unit as unit, %2$s as mark, count(*) as n
                        from unnest(:towns) town (prefix)
                        join %3$s on %1$s_unit >= prefix and %1$s_unit < prefix || ':'
                        where %1$s_on between :from and :to group by 1, 2
                        """.formatted(source.cohort(), mark(rate.cohort()), source.table()))
                        .param("towns", prefixes).param("from", asked.from()).param("to", asked.to()), rate.cohort())
                        .query(row -> {
                            UnitCode unit = new UnitCode(row.getString("unit"));
                            if (unit.level() == Level.VILLAGE) {
                                towns.get(unit.at(Level.TOWNSHIP)).merge(unit, new Figure(rate,
                                        Map.of(Mark.valueOf(row.getString("mark")), row.getLong("n")), 0),
                                        Figure::plus);
                            }
                        });
            }
            Set<UnitCode> hidden = new HashSet<>();
            towns.values().forEach(town -> hidden.addAll(Suppression.hidden(town.entrySet().stream()
                    .map(village -> new Split.Child(village.getKey(), village.getValue())).toList(), viewer)));
            return hidden;
        }

        /** The mark as it is today, which for a time limit that runs is not the stored one. */
        private String mark(Cohort cohort) {
            return cohort == Cohort.DECIDED
                    ? "case when due_on >= :today and decided in (:maturing) then 'DECIDED_NOT_YET_DUE' else decided end"
                    : cohort.name().toLowerCase(Locale.ROOT);
        }

        private JdbcClient.StatementSpec counted(JdbcClient.StatementSpec sql, Cohort cohort) {
            return cohort == Cohort.DECIDED
                    ? sql.param("today", today).param("maturing", RateCounts.MATURING)
                    : sql;
        }

        private List<Line> lines(RateCounts.Source source, Cohort cohort, Asked asked, boolean own, Set<Mark> marks,
                Cursor after, int limit) {
            String of = source.cohort();
            String mark = mark(cohort);
            String columns = switch (source.table()) {
                case "rates_contact" -> """
                        contact_id as item, case_id, contact_id, (select number from rates_case c where
                        c.case_id = rates_contact.case_id) as number, arrived_on as begun_on, null::date as ended_on""";
                case "rates_case" -> """
                        case_id as item, case_id, null::uuid as contact_id, number,
                        %s_on as begun_on, closed_on as ended_on""".formatted(of);
                default -> """
                        mediation_id as item, case_id, null::uuid as contact_id, number, received_on as begun_on,
                        ended_on""";
            };
            String from = source.table().equals("rates_mediation")
                    ? "rates_mediation join (select case_id, number, sub_category from rates_case) c using (case_id)"
                    : source.table();
            String item = switch (source.table()) {
                case "rates_contact" -> "contact_id";
                case "rates_case" -> "case_id";
                default -> "mediation_id";
            };
            var sql = jdbc.sql("""
                    select %1$s, %2$s_unit as unit, sub_category, %2$s_on as day, %3$s as mark, %2$s_position as position,
                           synthetic
                    from %4$s
                    where %2$s_unit >= :low and %2$s_unit < :high and %2$s_on between :from and :to
                      and %3$s in (:marks) and (%2$s_on, %5$s) < (:day, :item)
                    order by %2$s_on desc, %5$s desc limit :limit
                    """.formatted(columns, of, mark, from, item))
                    .param("low", own ? asked.unit().value() : asked.unit().prefix())
                    .param("high", own ? asked.unit().value() + ':' : RateCounts.above(asked.unit()))
                    .param("from", asked.from()).param("to", asked.to())
                    .param("marks", marks.stream().map(Mark::name).toList())
                    .param("day", after.day()).param("item", after.item()).param("limit", limit);
            return counted(sql, cohort).query((row, _) -> line(row)).list();
        }

        /** The months in which anything stands for the unit, or for the county that it lies in; null when nothing does. */
        public Asked extent(UnitCode unit) {
            UnitCode counted = MonthlyCounts.LOWEST.above(unit.level()) ? unit.at(MonthlyCounts.LOWEST) : unit;
            return jdbc.sql("""
                    select min(month), (max(month) + interval '1 month - 1 day')::date
                    from (select month from rates_month where level = :level and unit = :unit union all
                          select month from rates_contact_month where level = :level and unit = :unit) months""")
                    .param("level", counted.level().ordinal()).param("unit", counted.value())
                    .query((row, _) -> row.getObject(1) == null
                            ? null
                            : new Asked(unit, row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)))
                    .optional().orElse(null);
        }

        public LocalDate today() {
            return today;
        }

        private List<Counted> count(Cohort cohort, Asked asked, Level group, boolean monthly) {
            RateCounts counts = new RateCounts(cohort, asked, group, monthly, today);
            return jdbc.sql(counts.sql()).params(counts.params()).query((row, _) -> RateCounts.read(row)).list();
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        UUID caseId = row.getObject("case_id", UUID.class);
        UUID contactId = row.getObject("contact_id", UUID.class);
        return new Line(row.getString("item"), caseId == null ? null : new CaseId(caseId.toString()),
                contactId == null ? null : new ContactId(contactId.toString()), row.getString("number"),
                new UnitCode(row.getString("unit")), false, row.getString("sub_category"),
                row.getObject("day", LocalDate.class), Mark.valueOf(row.getString("mark")),
                row.getObject("begun_on", LocalDate.class), row.getObject("ended_on", LocalDate.class),
                row.getLong("position"), row.getBoolean("synthetic"));
    }

    private static Set<Cohort> cohorts(Collection<Rate> rates) {
        return rates.stream().map(Rate::cohort).collect(Collectors.toCollection(() -> EnumSet.noneOf(Cohort.class)));
    }

    private static void add(Map<Rate, Figure> figures, Counted counted) {
        figures.replaceAll((rate, figure) -> rate.cohort() == counted.mark().cohort()
                ? figure.plus(new Figure(rate, new EnumMap<>(Map.of(counted.mark(), counted.n())), counted.synthetic()))
                : figure);
    }
}
