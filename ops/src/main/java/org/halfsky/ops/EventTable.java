package org.halfsky.ops;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;

/** The event store on our own tables (see {@code db/events}). */
final class EventTable extends JdbcEventStorageEngine {

    static final EventSchema SCHEMA = EventSchema.builder().eventTable("events.domain_event")
            .snapshotTable("events.snapshot_event").globalIndexColumn("global_index").timestampColumn("time_stamp")
            .eventIdentifierColumn("event_identifier").aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number").typeColumn("type").payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision").payloadColumn("payload").metaDataColumn("meta_data").build();

    private static final String REPLACE_SNAPSHOT = """
            insert into events.snapshot_event as old (event_identifier, aggregate_identifier, sequence_number, type,
                time_stamp, payload_type, payload_revision, payload, meta_data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (aggregate_identifier) do update set event_identifier = excluded.event_identifier,
                sequence_number = excluded.sequence_number, type = excluded.type, time_stamp = excluded.time_stamp,
                payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
                payload = excluded.payload, meta_data = excluded.meta_data
            where old.sequence_number <= excluded.sequence_number""";

    /** @param builder complete but for the schema */
    EventTable(Builder builder) {
        super(builder.schema(SCHEMA).createTokenAt((connection, _, instant) -> {
            PreparedStatement first = connection.prepareStatement(
                    "select min(global_index) - 1 from events.domain_event where time_stamp >= ?");
            first.setObject(1, utc(instant));
            return first;
        }).appendSnapshot((connection, _, dataType, snapshot, serializer, _) -> {
            SerializedObject<?> payload = snapshot.serializePayload(serializer, dataType);
            PreparedStatement insert = connection.prepareStatement(REPLACE_SNAPSHOT);
            insert.setString(1, snapshot.getIdentifier());
            insert.setString(2, snapshot.getAggregateIdentifier());
            insert.setLong(3, snapshot.getSequenceNumber());
            insert.setString(4, snapshot.getType());
            insert.setObject(5, utc(snapshot.getTimestamp()));
            insert.setString(6, payload.getType().getName());
            insert.setString(7, payload.getType().getRevision());
            insert.setObject(8, payload.getData());
            insert.setObject(9, snapshot.serializeMetaData(serializer, dataType).getData());
            return insert;
        }));
    }

    @Override
    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int position, Instant timestamp) throws SQLException {
        statement.setObject(position, utc(timestamp));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
