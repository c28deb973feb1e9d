package org.halfsky.query.projection;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.halfsky.events.EventFamilies;
import org.halfsky.events.wire.EventSerializer;
import org.halfsky.events.wire.EventType;
import org.halfsky.events.wire.upcasters.Upcasters;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the event table itself: a whole stream for the timeline and the time
 * machine, all of it for a rebuild.
 */
@Component
public class StoredEvents {

    private static final String COLUMNS = """
            select global_index, event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                   payload_type, payload_revision, payload, meta_data
            from events.domain_event
            """;
    private static final int FETCH = 5_000;
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final long POLL_MILLIS = 10;

    private final JdbcTemplate jdbc;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    /** Found last; null before the first time. */
    private Long safe;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Class<?>> current = new HashMap<>();

    @Autowired
    public StoredEvents(@Qualifier("view") JdbcTemplate jdbc) {
        this(jdbc, new EventSerializer(), Upcasters.chain());
    }

    StoredEvents(JdbcTemplate jdbc, Serializer serializer, EventUpcaster upcasters) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.upcasters = upcasters;
        EventFamilies.events().forEach(event -> {
            EventType type = event.getAnnotation(EventType.class);
            current.put(type.value() + "/" + type.revision(), event);
        });
    }

    /** The stream's events in order, with their raw JSON; empty for a stream that does not exist. */
    public List<Told> ofStream(String stream) {
        return jdbc.query(COLUMNS + " where aggregate_identifier = ? order by sequence_number",
                (row, _) -> stored(row), stream).stream()
                .flatMap(stored -> decode(stored).stream().map(happened -> new Told(happened, stored.type(),
                        stored.revision(), new String(stored.payload(), StandardCharsets.UTF_8),
                        new String(stored.meta(), StandardCharsets.UTF_8))))
                .toList();
    }

    /**
     * The highest position known to be safe: below it no event can still appear; -1
     * for an empty store. A position is drawn before its transaction commits, and
     * transactions overlap, so neither the highest visible one is safe nor the
     * highest that a finished transaction wrote. Safe is what had been drawn when a
     * moment was marked, once every transaction that had begun before the mark has
     * ended. Where one stays open, the answer is the one found before.
     */
    public synchronized long safePosition() {
        DataSource source = jdbc.getDataSource();
        // not the caller's transaction: it would wait for itself
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
            long drawn = number(connection, """
                    select case when is_called then last_value else 0 end
                    from events.domain_event_global_index_seq""");
            long mark = number(connection, "select pg_current_xact_id()::text::bigint");
            long patience = System.nanoTime() + PATIENCE_NANOS;
            while (number(connection, "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint") <= mark) {
                if (safe != null && System.nanoTime() > patience) {
                    return safe;
                }
                Thread.sleep(POLL_MILLIS);
            }
            safe = number(connection, "select coalesce(max(global_index), -1) from events.domain_event"
                    + " where global_index <= " + drawn);
            return safe;
        } catch (SQLException e) {
            throw new IllegalStateException("the safe position could not be found", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the safe position was looked for", e);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The highest position that can be seen now. */
    public OptionalLong lastPosition() {
        Long position = jdbc.queryForObject("select max(global_index) from events.domain_event", Long.class);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** Streams the events up to a position in their order, in chunks as the cursor brings them. */
    void upTo(long position, Consumer<List<Stored>> chunks) throws SQLException {
        DataSource source = jdbc.getDataSource();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement events = connection
                    .prepareStatement(COLUMNS + " where global_index <= ? order by global_index")) {
                events.setFetchSize(FETCH);
                events.setLong(1, position);
                try (ResultSet rows = events.executeQuery()) {
                    List<Stored> chunk = new ArrayList<>(FETCH);
                    while (rows.next()) {
                        chunk.add(stored(rows));
                        if (chunk.size() == FETCH) {
                            chunks.accept(chunk);
                            chunk = new ArrayList<>(FETCH);
                        }
                    }
                    chunks.accept(chunk);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Whether an event as stored can be of a kind that is wanted: an older shape always can. */
    boolean mayBe(Stored stored, Predicate<Class<?>> wanted) {
        Class<?> type = current.get(stored.type() + "/" + stored.revision());
        return type == null || wanted.test(type);
    }

    /** The event in its current shape; an older shape may have become several or none. */
    List<Happened> decode(Stored stored) {
        Recorded recorded = Recorded.of(stored.position(), stored.stream(), stored.version(), stored.at(),
                json.readValue(stored.meta(), new TypeReference<Map<String, Object>>() {
                }));
        if (current.containsKey(stored.type() + "/" + stored.revision())) {
            return List.of(new Happened(serializer.deserialize(new SimpleSerializedObject<>(stored.payload(),
                    byte[].class, stored.type(), stored.revision())), recorded));
        }
        return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(entry(stored)), serializer, upcasters)
                .<Happened>map(message -> new Happened(message.getPayload(), recorded))
                .toList();
    }

    private static TrackedDomainEventData<byte[]> entry(Stored stored) {
        return new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(stored.position()),
                new GenericDomainEventEntry<>(stored.aggregateType(), stored.stream(), stored.version(), stored.id(),
                        stored.at(), stored.type(), stored.revision(), stored.payload(), stored.meta()));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(), row.getString(7), row.getString(8), row.getBytes(9),
                row.getBytes(10));
    }

    /** An event as it lies in the store. */
    record Stored(long position, String id, String stream, long version, String aggregateType, Instant at, String type,
            String revision, byte[] payload, byte[] meta) {}

    /** An event with its stored name and its raw JSON, as an auditor wants to see it. */
    public record Told(Happened happened, String type, String revision, String payload, String meta) {

        public Object event() {
            return happened.event();
        }

        public Recorded recorded() {
            return happened.recorded();
        }
    }
}
