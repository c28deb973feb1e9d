package org.halfsky.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

import org.axonframework.messaging.MetaData;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.wire.EventSerializer;
import org.halfsky.events.wire.EventType;
import org.halfsky.query.projection.Happened;
import org.halfsky.query.projection.LiveViews;
import org.halfsky.query.projection.Recorded;
import org.halfsky.query.projection.StoredEvents;
import org.halfsky.query.projection.View;
import org.halfsky.testkit.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database with the tables of the views and an event table written by hand,
 * for tests of one view.
 */
public final class ViewDatabase {

    private static final EventSerializer SERIALIZER = new EventSerializer();
    private static TestDatabase template;

    private final DataSource source;
    private final JdbcTemplate jdbc;
    private final Map<String, Long> versions = new HashMap<>();

    private ViewDatabase(DataSource source) {
        this.source = source;
        this.jdbc = new JdbcTemplate(source);
    }

    /** A fresh one with all migrations of the views done. */
    public static synchronized ViewDatabase fresh() {
        if (template == null) {
            template = TestDatabase.fresh();
            migrate(template);
        }
        return new ViewDatabase(pointedAtViews(TestDatabase.copyOf(template)));
    }

    public DataSource source() {
        return source;
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public JdbcClient client() {
        return JdbcClient.create(jdbc);
    }

    public JdbcTransactionManager transactions() {
        return new JdbcTransactionManager(source);
    }

    public StoredEvents stored() {
        return new StoredEvents(jdbc);
    }

    /** Appends events to their streams, each in a transaction of its own. */
    public Happened append(String stream, Actor by, Instant at, Object event) {
        return append(stream, by, at, at, Meta.LIVE, event);
    }

    public Happened append(String stream, Actor by, Instant at, Instant happenedAt, String origin, Object event) {
        return append(stream, by, at, happenedAt, origin, null, event);
    }

    public Happened append(String stream, Actor by, Instant at, Instant happenedAt, String origin, String source,
            Object event) {
        long version = versions.merge(stream, 0L, (before, _) -> before + 1);
        Map<String, Object> meta = new HashMap<>(Map.of(Meta.ACTOR, by.staff().value(), Meta.ROLE, by.role().name(),
                Meta.UNIT, by.unit().value(), Meta.HAPPENED_AT, happenedAt.toString(), Meta.ORIGIN, origin));
        if (source != null) {
            meta.put(Meta.SOURCE, source);
        }
        EventType type = event.getClass().getAnnotation(EventType.class);
        // The house's clock ticks in microseconds, as the table keeps them.
        Instant kept = at.truncatedTo(ChronoUnit.MICROS);
        long position = jdbc.queryForObject("""
                insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                    time_stamp, payload_type, payload_revision, payload, meta_data)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning global_index""", Long.class,
                UUID.randomUUID().toString(), stream, version, "Test", Timestamp.from(kept), type.value(),
                type.revision(),
                SERIALIZER.serialize(event, byte[].class).getData(),
                SERIALIZER.serialize(MetaData.from(meta), byte[].class).getData());
        return new Happened(event, Recorded.of(position, stream, version, kept, meta));
    }

    /** Folds what happened into the view as its processor would, in one transaction. */
    public void live(View view, List<Happened> batch) {
        new TransactionTemplate(transactions()).executeWithoutResult(_ -> new LiveViews(jdbc).write(view, batch));
    }

    private static DataSource pointedAtViews(TestDatabase database) {
        PGSimpleDataSource source = (PGSimpleDataSource) database.dataSource();
        source.setCurrentSchema("view");
        return source;
    }

    private static void migrate(TestDatabase database) {
        JdbcTemplate admin = new JdbcTemplate(database.dataSource());
        admin.execute("create schema events");
        admin.execute("create schema view");
        admin.execute("create schema command");
        admin.execute("""
                create table command.lookup (token text primary key, staff text not null, purpose text not null,
                    at timestamptz not null, kind text not null, person_ids uuid[] not null)""");
        admin.execute("""
                create table events.domain_event (
                    xact xid8 not null default pg_current_xact_id(),
                    global_index bigint generated always as identity primary key,
                    event_identifier text not null unique,
                    aggregate_identifier text not null,
                    sequence_number bigint not null,
                    type text, time_stamp timestamptz not null,
                    payload_type text not null, payload_revision text,
                    payload bytea not null, meta_data bytea,
                    unique (aggregate_identifier, sequence_number))""");
        ResourceDatabasePopulator scripts = new ResourceDatabasePopulator(scripts());
        SingleConnectionDataSource source = new SingleConnectionDataSource();
        source.setUrl(database.url());
        source.setUsername(database.user());
        source.setPassword(database.password());
        try {
            new JdbcTemplate(source).execute("set search_path = view");
            source.setSuppressClose(true);
            scripts.execute(source);
        } finally {
            source.destroy();
        }
    }

    private static Resource[] scripts() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:db/view/V*.sql");
            Arrays.sort(found, Comparator.comparingInt(ViewDatabase::version));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Resource script) {
        String name = script.getFilename();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
