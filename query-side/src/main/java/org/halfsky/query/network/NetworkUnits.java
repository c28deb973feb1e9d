package org.halfsky.query.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediatorAssigned;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.NetworkEvent;
import org.halfsky.events.network.StationKind;
import org.halfsky.query.projection.Column;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.Recorded;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code network_unit}. */
final class NetworkUnits extends FoldedTable<NetworkUnit> {

    static final String COLUMNS = """
            unit, name, level, parent, station, hours, opened_on, open_days, committee, formed_on, term_ends_on, mediators,
            active_days, active_on, covered, version, position""";
    private static final JsonMapper JSON = new JsonMapper();

    private final ZoneId zone;

    NetworkUnits(ZoneId zone) {
        super("network_unit", List.of(new Column("unit", "text"), new Column("name", "text"),
                new Column("level", "text"), new Column("parent", "text"), new Column("station", "text"),
                new Column("hours", "text"), new Column("opened_on", "date"),
                new Column("open_days", "datemultirange"), new Column("committee", "jsonb"),
                new Column("formed_on", "date"), new Column("term_ends_on", "date"), new Column("mediators", "jsonb"),
                new Column("active_days", "datemultirange"), new Column("active_on", "date"),
                new Column("covered", "datemultirange"), new Column("version", "bigint"),
                new Column("position", "bigint")));
        this.zone = zone;
    }

    @Override
    public List<String> keysOf(Object event) {
        return switch (event) {
            case NetworkEvent of -> List.of(of.unit().value());
            case DisputeReceived received -> List.of(received.unit().value());
            case MediatorAssigned assigned when assigned.appointedAt() != null ->
                List.of(assigned.appointedAt().value());
            default -> List.of();
        };
    }

    @Override
    public NetworkUnit after(String key, NetworkUnit before, Object event, Recorded recorded) {
        return NetworkUnit.after(new UnitCode(key), before, event, recorded, zone);
    }

    @Override
    protected Object[] values(NetworkUnit row) {
        return new Object[]{row.unit(), row.name(), row.level(), row.parent(), row.station(), row.hours(),
                row.openedOn(), row.openDays(), JSON.writeValueAsString(row.committee()), row.formedOn(),
                row.termEndsOn(), JSON.writeValueAsString(row.mediators()), row.activeDays(), row.activeOn(),
                row.covered(), row.version(), row.position()};
    }

    @Override
    protected NetworkUnit read(ResultSet row) throws SQLException {
        return unit(row);
    }

    static NetworkUnit unit(ResultSet row) throws SQLException {
        String parent = row.getString("parent");
        String station = row.getString("station");
        return new NetworkUnit(new UnitCode(row.getString("unit")), row.getString("name"),
                Level.valueOf(row.getString("level")), parent == null ? null : new UnitCode(parent),
                station == null ? null : StationKind.valueOf(station), row.getString("hours"),
                row.getObject("opened_on", LocalDate.class), Days.parse(row.getString("open_days")),
                JSON.readValue(row.getString("committee"), new TypeReference<List<CommitteeMember>>() {
                }),
                row.getObject("formed_on", LocalDate.class), row.getObject("term_ends_on", LocalDate.class),
                JSON.readValue(row.getString("mediators"), new TypeReference<List<Appointment>>() {
                }),
                Days.parse(row.getString("active_days")), row.getObject("active_on", LocalDate.class),
                Days.parse(row.getString("covered")), row.getLong("version"), row.getLong("position"));
    }
}
