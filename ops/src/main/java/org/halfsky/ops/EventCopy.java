package org.halfsky.ops;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;

/**
 * Brings what Axon Server keeps into the event table: each payload byte for byte, all in their order. One process at a time does
 * it; where it stopped stands beside the rows, in their transaction.
 */
final class EventCopy implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventCopy.class);
    private static final int TOGETHER = 500;
    private static final int AHEAD = 2_000;
    private static final long PAUSE_MILLIS = 2_000;
    /** Key of the lock that lets one process at a time copy. */
    private static final long COPYING = 0x636f707965764cL;
    private static final long BEFORE_THE_FIRST = -1;

    private final AxonServerConnectionManager connections;
    private final DataSource source;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Serializer serializer;
    private final GrpcMetaDataConverter metaData;
    private volatile Thread thread;

    /** @param source connections of the role that may add events */
    EventCopy(AxonServerConnectionManager connections, DataSource source, PlatformTransactionManager transactions,
            Serializer events) {
        this.connections = connections;
        this.source = source;
        this.jdbc = new JdbcTemplate(source);
        this.transactions = new TransactionTemplate(transactions);
        this.serializer = events;
        this.metaData = new GrpcMetaDataConverter(events);
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("event-copy").daemon().start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        running.interrupt();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try {
                copyWhileItIsOurs();
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopped) {
                return;
            } catch (SQLException | RuntimeException failed) {
                LOG.warn("Events are not copied at the moment, and are tried again: {}", failed.toString());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyWhileItIsOurs() throws SQLException, InterruptedException {
        try (Connection claim = source.getConnection(); Statement statement = claim.createStatement()) {
            if (!answer(statement, "select pg_try_advisory_lock(" + COPYING + ")")) {
                return;
            }
            try (EventStream events = connections.getConnection().eventChannel().openStream(last(), AHEAD)) {
                copy(events, claim);
            } finally {
                answer(statement, "select pg_advisory_unlock(" + COPYING + ")");
            }
        }
    }

    private void copy(EventStream events, Connection claim) throws SQLException, InterruptedException {
        while (isRunning() && !events.isClosed() && claim.isValid(1)) {
            EventWithToken first = events.nextIfAvailable(1, TimeUnit.SECONDS);
            if (first != null) {
                List<EventWithToken> batch = new ArrayList<>(List.of(first));
                for (EventWithToken next = null; batch.size() < TOGETHER
                        && (next = events.nextIfAvailable()) != null;) {
                    batch.add(next);
                }
                write(batch);
            }
        }
    }

    /** The token of the last event that was copied. */
    long last() {
        return jdbc.queryForObject("select coalesce(max(token), " + BEFORE_THE_FIRST + ") from command.event_copy",
                Long.class);
    }

    /** In one transaction; an event that is there already has no second row. */
    void write(List<EventWithToken> batch) {
        transactions.executeWithoutResult(_ -> {
            jdbc.batchUpdate(
                    """
                    insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                        time_stamp, payload_type, payload_revision, payload, meta_data)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (aggregate_identifier, sequence_number) do nothing""",
                    batch, TOGETHER, (insert, copied) -> {
                        Event event = copied.getEvent();
                        insert.setString(1, event.getMessageIdentifier());
                        insert.setString(2, event.getAggregateIdentifier());
                        insert.setLong(3, event.getAggregateSequenceNumber());
                        insert.setString(4, event.getAggregateType());
                        insert.setObject(5, Instant.ofEpochMilli(event.getTimestamp()).atOffset(ZoneOffset.UTC));
                        insert.setString(6, event.getPayload().getType());
                        insert.setString(7, event.getPayload().getRevision());
                        insert.setBytes(8, event.getPayload().getData().toByteArray());
                        insert.setBytes(9, serializer.serialize(metaData.convert(event.getMetaDataMap()), byte[].class)
                                .getData());
                    });
            jdbc.update("""
                    insert into command.event_copy as old (one, token) values (true, ?)
                    on conflict (one) do update set token = greatest(old.token, excluded.token)""",
                    batch.getLast().getToken());
        });
    }

    private static boolean answer(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
