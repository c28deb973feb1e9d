package org.halfsky.query.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.UnitNames;
import org.halfsky.query.projection.ViewPositions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything anyone asks about units: what they are called, what lies below them, how well they are covered. */
@Component
public class NetworkReader implements UnitNames {

    /** Names change once in years; a page that shows an old one for a minute harms nobody. */
    private static final Duration NAMES_KEPT = Duration.ofMinutes(1);
    private static final String RANGE = "unit >= :low and unit < :high and name is not null";
    private static final String TRAINED = """
            case when mediators = '[]' then 0 else
                (select count(*) from jsonb_to_recordset(mediators) m ("trained" boolean, "from" date, "until" date)
                 where m.trained and m."from" <= :on and m."until" > :on) end""";

    private final JdbcClient jdbc;
    private final ViewPositions positions;
    private final Clock clock;
    private final Map<UnitCode, Kept> names = new ConcurrentHashMap<>();

    public NetworkReader(@Qualifier("view") JdbcClient jdbc, ViewPositions positions, Clock clock) {
        this.jdbc = jdbc;
        this.positions = positions;
        this.clock = clock;
    }

    private record Kept(String name, Instant until) {}

    @Override
    public Map<UnitCode, String> of(Collection<UnitCode> units) {
        Instant now = clock.instant();
        Map<UnitCode, String> known = new HashMap<>();
        List<String> asked = new ArrayList<>();
        for (UnitCode unit : units) {
            Kept kept = names.get(unit);
            if (kept != null && now.isBefore(kept.until)) {
                known.put(unit, kept.name);
            } else if (unit != null) {
                asked.add(unit.value());
            }
        }
        if (!asked.isEmpty()) {
            jdbc.sql("select unit, name from network_unit where unit in (:units) and name is not null")
                    .param("units", asked).query(row -> {
                        UnitCode unit = new UnitCode(row.getString(1));
                        names.put(unit, new Kept(row.getString(2), now.plus(NAMES_KEPT)));
                        known.put(unit, row.getString(2));
                    });
        }
        return known;
    }

    public String nameOf(UnitCode unit) {
        return of(List.of(unit)).getOrDefault(unit, unit.value());
    }

    public boolean exists(UnitCode unit) {
        return of(List.of(unit)).containsKey(unit);
    }

    /** The unit's superiors from the given one down, and itself last. */
    public List<Named> path(UnitCode from, UnitCode unit) {
        List<UnitCode> upwards = Stream
                .iterate(Optional.of(unit), Optional::isPresent, below -> below.flatMap(UnitCode::parent))
                .map(Optional::orElseThrow).filter(from::covers).toList();
        Map<UnitCode, String> called = of(upwards);
        return upwards.reversed().stream()
                .map(each -> new Named(each, called.getOrDefault(each, each.value()), each.level())).toList();
    }

    /** The units right below, by code. */
    public List<Named> children(UnitCode unit) {
        return jdbc.sql("""
                select unit, name, level from network_unit where parent = :unit and name is not null order by unit""")
                .param("unit", unit.value()).query((row, _) -> new Named(new UnitCode(row.getString(1)),
                        row.getString(2), Level.valueOf(row.getString(3))))
                .list();
    }

    public Optional<NetworkUnit> unit(UnitCode unit) {
        return jdbc.sql("select " + NetworkUnits.COLUMNS + " from network_unit where unit = :unit and name is not null")
                .param("unit", unit.value()).query((row, _) -> NetworkUnits.unit(row)).optional();
    }

    /** The version of the unit's stream that the view has seen; -1 for none. */
    public long version(UnitCode unit) {
        return jdbc.sql("select version from network_unit where unit = :unit").param("unit", unit.value())
                .query(Long.class).optional().orElse(-1L);
    }

    public long position() {
        return positions.of(NetworkView.PROCESSOR);
    }

    public Coverage coverage(UnitCode unit, LocalDate on) {
        return coverages(unit, unit.level(), on).getOrDefault(unit, new Coverage(Map.of()));
    }

    /** Coverage told apart by the units of a level; what lies above that level stands under the unit itself. */
    public Map<UnitCode, Coverage> coverages(UnitCode unit, Level by, LocalDate on) {
        Map<UnitCode, Map<Level, Coverage.Count>> counts = new LinkedHashMap<>();
        jdbc.sql("""
                select left(unit, :digits) as part, level, count(*) filter (where covered @> :on), count(*)
                from network_unit where %s group by 1, 2 order by 1""".formatted(RANGE))
                .param("digits", by.digits()).param("on", on).param("low", unit.prefix()).param("high", above(unit))
                .query(row -> {
                    counts.computeIfAbsent(padded(row.getString(1)), _ -> new EnumMap<>(Level.class))
                            .put(Level.valueOf(row.getString(2)), new Coverage.Count(row.getLong(3), row.getLong(4)));
                });
        Map<UnitCode, Coverage> coverages = new LinkedHashMap<>();
        counts.forEach((part, levels) -> coverages.put(part, new Coverage(levels)));
        return coverages;
    }

    /** The unit as a line of the network. */
    public Optional<NetworkRow> row(UnitCode unit, LocalDate on) {
        return unit(unit).map(own -> rows(List.of(own), unit, unit.level(), on).getFirst());
    }

    /** The units right below as lines of the network. */
    public List<NetworkRow> rows(UnitCode parent, LocalDate on) {
        List<NetworkUnit> children = jdbc.sql("select " + NetworkUnits.COLUMNS
                + " from network_unit where parent = :unit and name is not null order by unit")
                .param("unit", parent.value()).query((row, _) -> NetworkUnits.unit(row)).list();
        return children.isEmpty() ? List.of() : rows(children, parent, children.getFirst().level(), on);
    }

    private List<NetworkRow> rows(List<NetworkUnit> units, UnitCode scope, Level level, LocalDate on) {
        Map<UnitCode, Coverage> coverages = coverages(scope, level, on);
        Map<UnitCode, Long> mediators = new HashMap<>();
        Map<UnitCode, Long> children = new HashMap<>();
        jdbc.sql("select left(unit, :digits), sum(" + TRAINED + ") from network_unit where " + RANGE + " group by 1")
                .param("digits", level.digits()).param("on", on).param("low", scope.prefix())
                .param("high", above(scope)).query(row -> {
                    mediators.put(padded(row.getString(1)), row.getLong(2));
                });
        jdbc.sql("select parent, count(*) from network_unit where parent in (:units) and name is not null group by 1")
                .param("units", units.stream().map(unit -> unit.unit().value()).toList()).query(row -> {
                    children.put(new UnitCode(row.getString(1)), row.getLong(2));
                });
        return units.stream()
                .map(unit -> new NetworkRow(unit, coverages.getOrDefault(unit.unit(), new Coverage(Map.of())),
                        mediators.getOrDefault(unit.unit(), 0L), children.getOrDefault(unit.unit(), 0L)))
                .toList();
    }

    /** Units whose code begins with what was typed or whose name holds it, those from above first. */
    public List<Named> search(String text, UnitCode scope, int limit) {
        String typed = text.strip();
        if (typed.isEmpty()) {
            return List.of();
        }
        String escaped = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        boolean code = typed.chars().allMatch(Character::isDigit);
        return jdbc.sql("""
                select unit, name, level from network_unit
                where %s and %s
                order by name <> :exact, length(rtrim(unit, '0')), unit limit :limit"""
                .formatted(RANGE, code ? "unit like :text" : "name like :text"))
                .param("low", scope.prefix()).param("high", above(scope))
                .param("text", code ? escaped + "%" : "%" + escaped + "%").param("exact", typed).param("limit", limit)
                .query((row, _) -> new Named(new UnitCode(row.getString(1)), row.getString(2),
                        Level.valueOf(row.getString(3))))
                .list();
    }

    /**
     * Units of one level below a unit, by code.
     *
     * @param covered whether they count as covered on the day, or null for all
     * @param after   the last one of the page before, or null
     */
    public List<NetworkUnit> units(UnitCode unit, Level level, Boolean covered, LocalDate on, UnitCode after,
            int limit) {
        return jdbc.sql("select " + NetworkUnits.COLUMNS + " from network_unit where " + RANGE + """
                 and level = :level and (:any or (covered @> :on) = :covered) and unit > :after
                order by unit limit :limit""")
                .param("low", unit.prefix()).param("high", above(unit)).param("level", level.name())
                .param("any", covered == null).param("covered", Boolean.TRUE.equals(covered)).param("on", on)
                .param("after", after == null ? "" : after.value()).param("limit", limit)
                .query((row, _) -> NetworkUnits.unit(row)).list();
    }

    private static String above(UnitCode unit) {
        return unit.prefix() + ":";
    }

    private static UnitCode padded(String part) {
        return new UnitCode((part + "000000000000").substring(0, 12));
    }
}
