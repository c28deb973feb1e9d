package org.halfsky.query.projection;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseNotAccepted;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.ViewDatabase;
import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProjectionTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T01:00:00.123456Z");
    private static final Actor OFFICER = new Actor(new StaffId("chen"), Role.STATION_OFFICER,
            new UnitCode("430903000000"));
    private static final View SKETCH = new Sketch();

    private final ViewDatabase database = ViewDatabase.fresh();
    private final NoProcessors processors = new NoProcessors();
    private final BulkRebuild rebuild = new BulkRebuild(database.stored(), database.jdbc(), database.transactions(),
            processors);

    @BeforeEach
    void tables() {
        database.jdbc().execute("""
                create table sketch (case_id uuid primary key, unit text not null, stage text not null,
                    opened_at timestamptz not null, note text, tags text[] not null, version bigint not null)""");
        database.jdbc().execute("create index sketch_unit on sketch (unit text_pattern_ops)");
        database.jdbc().execute("""
                create table sketch_count (unit text not null, stage text not null, cases bigint not null,
                    primary key (unit, stage))""");
    }

    @Test
    void live_batches_and_rebuild_give_identical_tables() {
        Random random = new Random(7);
        List<Happened> all = lives(random, 60);
        for (int from = 0; from < all.size();) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(9));
            database.live(SKETCH, all.subList(from, to));
            from = to;
        }
        ViewsCompared live = ViewsCompared.of(database.jdbc(), List.of(SKETCH));
        assertThat(live.digests().get("sketch")).doesNotStartWith("0 rows");
        assertThat(live.digests().get("sketch_count")).doesNotStartWith("0 rows");

        BulkRebuild.Rebuilt rebuilt = rebuild.run(List.of(SKETCH), Progress.NONE);

        assertThat(ViewsCompared.of(database.jdbc(), List.of(SKETCH)).differingFrom(live)).isEmpty();
        assertThat(rebuilt.events()).isEqualTo(all.size());
        assertThat(processors.told).containsExactly("pause [view.sketch]",
                "view.sketch after " + rebuilt.position() + " but []", "resume [view.sketch]");
    }

    @Test
    void comparison_sees_one_changed_value() {
        database.live(SKETCH, lives(new Random(1), 5));
        ViewsCompared before = ViewsCompared.of(database.jdbc(), List.of(SKETCH));
        database.jdbc().execute(
                "update sketch set note = 'changed' where case_id = (select min(case_id::text)::uuid from sketch)");

        assertThat(ViewsCompared.of(database.jdbc(), List.of(SKETCH)).differingFrom(before)).containsExactly("sketch");
    }

    @Test
    void the_new_table_has_indexes_key_and_grants_of_the_old() {
        database.jdbc().execute("do $$ begin create role looker; exception when duplicate_object then null; end $$");
        database.jdbc().execute("grant select on sketch to looker");
        List<Map<String, Object>> before = shape();
        lives(new Random(2), 10);

        rebuild.run(List.of(SKETCH), Progress.NONE);
        rebuild.run(List.of(SKETCH), Progress.NONE);

        assertThat(shape()).isEqualTo(before).hasSizeGreaterThan(2);
        assertThat(database.jdbc().queryForObject("select has_table_privilege('looker', 'view.sketch', 'select')",
                Boolean.class)).isTrue();
        assertThat(database.jdbc().queryForList("select tablename from pg_tables where tablename like '%\\_\\_new'"))
                .isEmpty();
    }

    @Test
    void a_rebuild_expects_late_events_where_positions_are_missing() {
        List<Happened> all = lives(new Random(3), 4);
        long missing = all.get(all.size() - 2).recorded().position();
        database.jdbc().update("delete from events.domain_event where global_index = ?", missing);

        long position = rebuild.run(List.of(SKETCH), Progress.NONE).position();

        assertThat(processors.told).contains("view.sketch after " + position + " but [" + missing + "]");
    }

    @Test
    void an_event_for_a_row_that_should_exist_fails_loudly_and_leaves_nothing() {
        CaseId unknown = new CaseId(UUID.randomUUID().toString());
        Happened accepted = database.append(unknown.value(), OFFICER, MONDAY,
                new CaseAccepted(unknown, HandlingBasis.HELP));

        assertThatThrownBy(() -> database.live(SKETCH, List.of(accepted))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rebuild.run(List.of(SKETCH), Progress.NONE))
                .isInstanceOf(IllegalStateException.class);
        assertThat(processors.told).contains("resume [view.sketch]");
        assertThat(database.jdbc().queryForObject("select count(*) from sketch", Long.class)).isZero();
    }

    @Test
    void a_units_of_work_events_are_written_once_when_it_prepares_to_commit() {
        List<Happened> all = lives(new Random(5), 3);
        LiveViews live = new LiveViews(database.jdbc());
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(new GenericMessage<>("batch"));
        all.forEach(happened -> live.fold(SKETCH, happened.event(), happened.recorded()));
        assertThat(database.jdbc().queryForObject("select count(*) from sketch", Long.class)).isZero();
        work.commit();

        ViewsCompared written = ViewsCompared.of(database.jdbc(), List.of(SKETCH));
        rebuild.run(List.of(SKETCH), Progress.NONE);
        assertThat(written.differingFrom(ViewsCompared.of(database.jdbc(), List.of(SKETCH)))).isEmpty();
        live.reset(SKETCH);
        assertThat(database.jdbc().queryForObject("select count(*) from sketch_count", Long.class)).isZero();
    }

    @Test
    void positions_of_running_transactions_are_not_safe() throws SQLException {
        lives(new Random(6), 2);
        StoredEvents stored = database.stored();
        long safe = stored.safePosition();
        try (var running = database.source().getConnection()) {
            running.setAutoCommit(false);
            running.createStatement().execute("select pg_current_xact_id()");
            lives(new Random(8), 2);
            assertThat(stored.safePosition()).isEqualTo(safe);
            assertThat(stored.lastPosition().orElseThrow()).isGreaterThan(safe);
            running.rollback();
        }
        assertThat(stored.safePosition()).isGreaterThan(safe);
    }

    @Test
    void a_position_that_a_longer_transaction_drew_earlier_is_not_passed_over() throws SQLException {
        lives(new Random(7), 1);
        StoredEvents stored = database.stored();
        long safe = stored.safePosition();
        try (var first = database.source().getConnection(); var second = database.source().getConnection()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            first.createStatement().execute("select pg_current_xact_id()");
            insert(second, "drawn first, by the younger transaction");
            insert(first, "drawn second, by the older one");
            first.commit();

            assertThat(stored.lastPosition().orElseThrow()).isEqualTo(safe + 2);
            assertThat(stored.safePosition()).isEqualTo(safe);
            second.commit();
        }
        assertThat(stored.safePosition()).isEqualTo(safe + 2);
    }

    @Test
    void a_view_waits_for_a_position_that_is_missing_until_it_must_have_been_given_up() throws SQLException {
        TestClock clock = TestClock.at("2026-11-23T01:00:00Z");
        ViewPositions positions = new ViewPositions(database.client(), clock);
        assertThat(positions.of("view.sketch")).isEqualTo(-1);
        long missing = drawnInVain();
        try (var other = database.source().getConnection()) {
            insert(other, "recorded just now");
        }
        long last = database.stored().lastPosition().orElseThrow();
        database.jdbc().update("insert into token_entry (processor_name, segment, token) values ('view.sketch', 0, ?)",
                "{\"index\":%d,\"gaps\":[%d]}".formatted(last, missing).getBytes(StandardCharsets.UTF_8));
        assertThat(positions.of("view.sketch")).isEqualTo(missing - 1);

        clock.advance(ViewPositions.GIVEN_UP_AFTER);
        assertThat(positions.of("view.sketch")).isEqualTo(last);
        database.jdbc().update("delete from token_entry");
    }

    /** The position of an event whose transaction was rolled back. */
    private long drawnInVain() throws SQLException {
        try (var rolledBack = database.source().getConnection()) {
            rolledBack.setAutoCommit(false);
            insert(rolledBack, "rolled back");
            long drawn = database.jdbc().queryForObject(
                    "select last_value from events.domain_event_global_index_seq", Long.class);
            rolledBack.rollback();
            return drawn;
        }
    }

    private static void insert(Connection connection, String stream) throws SQLException {
        connection.createStatement().execute("""
                insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, time_stamp,
                    payload_type, payload, meta_data)
                values (gen_random_uuid()::text, '%s', 0, '2026-11-23T01:00:00Z', 'unit.renamed', '{}', '{}')"""
                .formatted(stream));
    }

    @Test
    void texts_with_everything_awkward_come_through_both_ways() {
        CaseId id = new CaseId(UUID.randomUUID().toString());
        Happened opened = database.append(id.value(), OFFICER, MONDAY,
                new CaseOpened(id, "a\tb\\c\nd\re\"f{},'g 〔2026〕", OFFICER.unit(), null, SubCategory.F01, List.of(),
                        null, List.of(), null));
        database.live(SKETCH, List.of(opened));
        ViewsCompared live = ViewsCompared.of(database.jdbc(), List.of(SKETCH));
        rebuild.run(List.of(SKETCH), Progress.NONE);
        assertThat(ViewsCompared.of(database.jdbc(), List.of(SKETCH)).differingFrom(live)).isEmpty();
        assertThat(database.jdbc().queryForObject("select note from sketch", String.class))
                .isEqualTo("a\tb\\c\nd\re\"f{},'g 〔2026〕");
    }

    private List<Map<String, Object>> shape() {
        return database.jdbc().queryForList("""
                select indexname, indexdef from pg_indexes where schemaname = 'view' and tablename like 'sketch%'
                order by 1""");
    }

    private List<Happened> lives(Random random, int cases) {
        List<Happened> all = new ArrayList<>();
        List<CaseId> open = new ArrayList<>();
        Instant at = MONDAY;
        for (int i = 0; i < cases * 4; i++) {
            at = at.plus(Duration.ofSeconds(random.nextInt(3_000)).plusNanos(1_000L * random.nextInt(1_000)));
            if (i % 4 == 0) {
                CaseId id = new CaseId(new UUID(random.nextLong(), random.nextLong()).toString());
                open.add(id);
                all.add(database.append(id.value(), OFFICER, at,
                        new CaseOpened(id, "赫妇维〔2026〕" + i,
                                new UnitCode("43090" + (1 + random.nextInt(3)) + "000000"), null, SubCategory.F01,
                                List.of(SubCategory.F05), null, List.of(), null)));
            } else {
                CaseId id = open.get(random.nextInt(open.size()));
                all.add(database.append(id.value(), OFFICER, at, switch (random.nextInt(4)) {
                    case 0 -> new CaseAccepted(id, HandlingBasis.HELP);
                    case 1 -> new CaseClosed(id, Outcome.RESOLVED, null);
                    case 2 -> new CaseReopened(id, ReopenGround.NEW_FACT, null);
                    default -> {
                        open.remove(id);
                        if (open.isEmpty()) {
                            open.add(id);
                            yield new CaseAccepted(id, HandlingBasis.HELP);
                        }
                        yield new CaseNotAccepted(id, Destination.COURT, null);
                    }
                }));
            }
        }
        return all;
    }

    /** A small view: a row per case that goes away when the case is not accepted, and a count by unit and stage. */
    private static final class Sketch implements View {

        @Override
        public String processor() {
            return "view.sketch";
        }

        @Override
        public Set<Class<?>> families() {
            return Set.of(CaseEvent.class);
        }

        @Override
        public List<FoldedTable<?>> tables() {
            return List.of(new SketchTable());
        }
    }

    private record Line(String id, String unit, String stage, Instant openedAt, String note, List<String> tags,
            long version) {

        Line in(String next, Recorded recorded) {
            return new Line(id, unit, next, openedAt, note, tags, recorded.version());
        }
    }

    private static final class SketchTable extends FoldedTable<Line> {

        SketchTable() {
            super("sketch", List.of(new Column("case_id", "uuid"), new Column("unit", "text"),
                    new Column("stage", "text"), new Column("opened_at", "timestamptz"), new Column("note", "text"),
                    new Column("tags", "text[]"), new Column("version", "bigint")));
        }

        @Override
        public List<String> keysOf(Object event) {
            return event instanceof CaseEvent told ? List.of(told.caseId().value()) : List.of();
        }

        @Override
        public Line after(String key, Line before, Object event, Recorded recorded) {
            if (before == null && !(event instanceof CaseOpened)) {
                throw new IllegalStateException("no row for " + key);
            }
            return switch ((CaseEvent) event) {
                case CaseOpened opened -> new Line(key, opened.unit().value(), "OPEN", recorded.at(), opened.number(),
                        opened.also().stream().map(Enum::name).toList(), recorded.version());
                case CaseAccepted _ -> before.in("ACCEPTED", recorded);
                case CaseClosed _ -> before.in("CLOSED", recorded);
                case CaseReopened _ -> before.in("OPEN", recorded);
                case CaseNotAccepted _ -> null;
                default -> before.in(before.stage(), recorded);
            };
        }

        @Override
        protected Object[] values(Line row) {
            return new Object[]{row.id(), row.unit(), row.stage(), row.openedAt(), row.note(), row.tags(),
                    row.version()};
        }

        @Override
        protected Line read(ResultSet row) throws SQLException {
            return new Line(row.getString("case_id"), row.getString("unit"), row.getString("stage"),
                    row.getTimestamp("opened_at").toInstant(), row.getString("note"),
                    List.of((String[]) row.getArray("tags").getArray()), row.getLong("version"));
        }

        @Override
        protected List<CountedTable<Line>> counts() {
            return List.of(new CountedTable<>("sketch_count",
                    List.of(new Column("unit", "text"), new Column("stage", "text")), List.of("cases")) {
                @Override
                public void contribute(Line row, Tally tally) {
                    tally.add(List.of(row.unit(), row.stage()), 1);
                }
            });
        }
    }
}
