package org.halfsky.query.network;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.StationKind;

/** What a program gets of the network. */
final class NetworkAnswer {

    private NetworkAnswer() {}

    record Share(Level level, long numerator, long denominator, BigDecimal rate) {

        static Share of(Coverage coverage, Level level) {
            Coverage.Count count = coverage.at(level);
            return new Share(level, count.numerator(), count.denominator(), count.ratio());
        }

        static List<Share> all(Coverage coverage) {
            return Coverage.FOUR.stream().map(level -> of(coverage, level)).toList();
        }

        static Share lowest(Coverage coverage) {
            return coverage.lowest().map(level -> of(coverage, level)).orElse(null);
        }
    }

    record Row(UnitCode unit, String name, Level level, LocalDate on, boolean covered, List<String> lacks,
            long mediators, LocalDate activeOn, List<Share> coverage, Share minimum, long units, List<Row> children) {

        static Row of(NetworkRow row, LocalDate on, List<NetworkRow> children) {
            NetworkUnit unit = row.unit();
            return new Row(unit.unit(), unit.name(), unit.level(), on, unit.coveredOn(on),
                    unit.lacks(on).stream().map(Enum::name).toList(), row.mediators(), unit.activeOn(),
                    Share.all(row.coverage()), Share.lowest(row.coverage()), row.children(),
                    children.stream().map(child -> of(child, on, List.of())).toList());
        }
    }

    record Mediator(StaffId mediator, String name, boolean trained, LocalDate from, LocalDate until,
            boolean inOffice) {}

    record Unit(UnitCode unit, String name, Level level, UnitCode parent, StationKind station, String hours,
            LocalDate openedOn, List<CommitteeMember> committee, LocalDate formedOn, LocalDate termEndsOn,
            List<Mediator> mediators, LocalDate activeOn, boolean covered, List<String> lacks, List<Share> coverage,
            Share minimum, long version, long position) {

        static Unit of(NetworkRow row, LocalDate on, Map<StaffId, String> names, long position) {
            NetworkUnit unit = row.unit();
            return new Unit(unit.unit(), unit.name(), unit.level(), unit.parent(), unit.station(), unit.hours(),
                    unit.openedOn(), unit.committee(), unit.formedOn(), unit.termEndsOn(),
                    unit.mediators().stream().map(each -> new Mediator(each.mediator(),
                            names.getOrDefault(each.mediator(), each.mediator().value()), each.trained(), each.from(),
                            each.until(), each.on(on))).toList(),
                    unit.activeOn(), unit.coveredOn(on), unit.lacks(on).stream().map(Enum::name).toList(),
                    Share.all(row.coverage()), Share.lowest(row.coverage()), unit.version(), position);
        }
    }
}
