package org.halfsky.query.rates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;

/**
 * The SQL that counts a cohort. Whole months of counties and above come from the monthly counts, everything else from an index
 * over the rows: so it costs about the same for a village and for the province.
 */
final class RateCounts {

    /** Where the members of a cohort lie: the table, and the prefix of the four columns that tell how they stand. */
    record Source(String table, String months, String cohort) {}

    private static final Map<Cohort, List<Source>> SOURCES = new EnumMap<>(Map.of(
            Cohort.ARRIVED, List.of(new Source("rates_contact", "rates_contact_month", "arrived"),
                    new Source("rates_case", "rates_month", "arrived")),
            Cohort.DECIDED, List.of(new Source("rates_case", "rates_month", "decided")),
            Cohort.RECEIVED, List.of(new Source("rates_mediation", "rates_month", "received")),
            Cohort.ENDED, List.of(new Source("rates_mediation", "rates_month", "ended"))));

    /** Marks that become {@link Mark#DECIDED_NOT_YET_DUE} while the time limit runs. */
    static final List<String> MATURING = List.of(Mark.DECIDED_OPEN.name(), Mark.DECIDED_CLOSED.name());

    private final List<String> branches = new ArrayList<>();
    private final Map<String, Object> params = new LinkedHashMap<>();
    private final boolean monthly;

    /**
     * @param group   the level whose units are told apart: that of the unit itself, or the one below
     * @param monthly whether months are told apart
     * @param today   the day by which time limits have run out or not
     */
    RateCounts(Cohort cohort, Asked asked, Level group, boolean monthly, LocalDate today) {
        this.monthly = monthly;
        params.put("low", asked.unit().prefix());
        params.put("high", above(asked.unit()));
        params.put("digits", group.digits());
        params.put("level", group.ordinal());
        params.put("from", asked.from());
        params.put("to", asked.to());
        params.put("marks", Mark.of(cohort).stream().map(Mark::name).toList());
        for (Source source : SOURCES.get(cohort)) {
            months(source, asked, group);
        }
        if (cohort == Cohort.DECIDED) {
            params.put("today", today);
            params.put("maturing", MATURING);
            branches.add("""
                    select left(decided_unit, :digits) as part, decided_on as day, moved.mark as mark, moved.n as n,
                           synthetic
                    from rates_case cross join lateral (values (decided, -1), ('DECIDED_NOT_YET_DUE', 1)) moved (mark, n)
                    where due_on >= :today and decided_on between :from and :to
                      and decided_unit >= :low and decided_unit < :high and decided in (:maturing)
                    """);
        }
    }

    static List<Source> sources(Cohort cohort) {
        return SOURCES.get(cohort);
    }

    /** The first code, by bytes, that no unit of the subtree reaches. */
    static String above(UnitCode unit) {
        return unit.prefix() + ":";
    }

    String sql() {
        return "select part, " + (monthly ? "date_trunc('month', day)::date" : "null::date")
                + " as month, mark, sum(n)::bigint as n, coalesce(sum(n) filter (where synthetic), 0)::bigint as synthetic"
                + " from (" + String.join(" union all ", branches)
                + ") counted group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3";
    }

    Map<String, Object> params() {
        return params;
    }

    static Counted read(ResultSet row) throws SQLException {
        return new Counted(new UnitCode((row.getString("part") + "000000000000").substring(0, 12)),
                row.getObject("month", LocalDate.class), Mark.valueOf(row.getString("mark")), row.getLong("n"),
                row.getLong("synthetic"));
    }

    private void months(Source source, Asked asked, Level group) {
        LocalDate first = asked.from().getDayOfMonth() == 1
                ? asked.from()
                : asked.from().withDayOfMonth(1).plusMonths(1);
        LocalDate after = asked.to().plusDays(1).withDayOfMonth(1);
        if (MonthlyCounts.LOWEST.above(group) || !first.isBefore(after)) {
            rows(source, "from", "to");
            return;
        }
        params.put("firstMonth", first);
        params.put("afterMonths", after);
        branches.add("""
                select left(unit, :digits) as part, month as day, mark, n, synthetic
                from %s
                where level = :level and unit >= :low and unit < :high and mark in (:marks)
                  and month >= :firstMonth and month < :afterMonths
                """.formatted(source.months()));
        if (asked.from().isBefore(first)) {
            params.put("beforeMonths", first.minusDays(1));
            rows(source, "from", "beforeMonths");
        }
        if (!asked.to().isBefore(after)) {
            rows(source, "afterMonths", "to");
        }
    }

    private void rows(Source source, String from, String to) {
        branches.add("""
                select left(%2$s_unit, :digits) as part, %2$s_on as day, %2$s as mark, 1 as n, synthetic
                from %1$s
                where %2$s_unit >= :low and %2$s_unit < :high and %2$s_on between :%3$s and :%4$s
                """.formatted(source.table(), source.cohort(), from, to));
    }
}
