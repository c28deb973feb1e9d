package org.halfsky.ops;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.command.stream.Done;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.wire.UnknownEventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Commands, transactions and rows, as they meet in the database. */
@HouseTest
class EventStoreTest {

    private static final AtomicInteger UNITS = new AtomicInteger(10);

    @Autowired
    CommandGateway commands;

    @Autowired
    EventStore store;

    @Autowired
    Cache cache;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    @Qualifier("view")
    JdbcTemplate views;

    @Autowired
    @Qualifier("vault")
    JdbcTemplate vault;

    @Autowired
    TransactionTemplate transactions;

    /** A province of its own for each test. */
    private final UnitCode unit = new UnitCode(UNITS.getAndIncrement() + "0000000000");

    @Test
    void a_row_tells_what_happened_and_names_no_class() {
        rename("甲");

        var row = jdbc.queryForMap("select * from events.domain_event where aggregate_identifier = ?", unit.value());
        String payload = new String((byte[]) row.get("payload"), StandardCharsets.UTF_8);
        String meta = new String((byte[]) row.get("meta_data"), StandardCharsets.UTF_8);

        assertThat(row).containsEntry("payload_type", "unit.registered").containsEntry("payload_revision", "1")
                .containsEntry("sequence_number", 0L);
        assertThat(payload).contains("\"name\":\"甲\"").doesNotContain("org.halfsky");
        assertThat(meta).contains("\"actor\":\"system\"", "\"role\":\"SYSTEM\"", "\"happenedAt\":\"")
                .doesNotContain("org.");
        assertThat(row.get("xact")).isNotNull();
        assertThat(store.readEvents(unit.value()).next().getTimestamp())
                .isEqualTo(((java.sql.Timestamp) row.get("time_stamp")).toInstant());
    }

    @Test
    void a_lost_race_is_decided_again_from_what_the_other_process_wrote() {
        rename("甲");
        elsewhere(1, "乙");

        Done done = rename("丙");

        assertThat(done.version()).isEqualTo(2);
        assertThat(names()).containsExactly("甲", "乙", "丙");
        // 乙 is known now: had the stale root been kept, this would be one more event
        assertThat(rename("丙").version()).isEqualTo(2);
    }

    @Test
    void a_command_that_took_its_stream_for_a_new_one_is_decided_again_on_what_is_there() {
        rename("甲");
        cache.removeAll();

        assertThat(rename("乙").version()).isEqualTo(1);
        cache.removeAll();
        assertThat(rename("乙").version()).as("a repeated request").isEqualTo(1);
        assertThat(names()).containsExactly("甲", "乙");
    }

    @Test
    void a_refusal_on_a_stream_taken_for_new_stands_only_if_it_holds_on_what_is_there() {
        UnitCode city = new UnitCode(unit.value().substring(0, 2) + "0100000000");
        rename("甲");
        UnderLoad.rename(commands, city, "市");
        jdbc.update("delete from unit_register where unit = ?", unit.value());
        cache.removeAll();

        // a new city would be refused, because its province is not in the register; this one is there
        assertThat(UnderLoad.rename(commands, city, "新市").version()).isEqualTo(1);
    }

    @Test
    void a_refused_command_takes_back_its_own_and_nothing_else() {
        transactions.executeWithoutResult(_ -> {
            rename("甲");
            UnitCode orphan = new UnitCode(unit.value().substring(0, 2) + "9911000000");
            assertThatThrownBy(() -> UnderLoad.rename(commands, orphan, "无上级")).isInstanceOf(RuleBroken.class);
            rename("乙");
        });

        assertThat(names()).containsExactly("甲", "乙");
    }

    @Test
    void a_race_lost_within_a_callers_transaction_is_decided_again_too() {
        rename("甲");
        elsewhere(1, "乙");

        transactions.executeWithoutResult(_ -> {
            rename("丙");
            rename("丁");
        });

        assertThat(names()).containsExactly("甲", "乙", "丙", "丁");
    }

    @Test
    void what_was_rolled_back_is_forgotten() {
        rename("甲");
        transactions.executeWithoutResult(status -> {
            rename("乙");
            status.setRollbackOnly();
        });
        assertThat(names()).containsExactly("甲");

        assertThat(rename("乙").version()).isEqualTo(1);
        assertThat(names()).containsExactly("甲", "乙");
    }

    @Test
    void what_is_not_committed_is_seen_by_nobody_else() throws InterruptedException {
        rename("甲");
        List<Long> versions = new java.util.concurrent.CopyOnWriteArrayList<>();
        Thread other = Thread.ofVirtual().unstarted(() -> versions.add(rename("丙").version()));
        transactions.executeWithoutResult(status -> {
            rename("乙");
            other.start();
            waitForALock();
            status.setRollbackOnly();
        });
        other.join(Duration.ofSeconds(30));

        assertThat(versions).containsExactly(1L);
        assertThat(names()).containsExactly("甲", "丙");
    }

    @Test
    void a_long_stream_is_read_from_its_snapshot_if_this_code_wrote_it() throws InterruptedException {
        rename("名");
        insert(1, "mediator.appointed", """
                {"unit":"%s","mediator":"li","trained":true,"appointedOn":"2026-01-01","termEndsOn":"2029-01-01"}"""
                .formatted(unit));
        cache.removeAll();
        IntStream.rangeClosed(2, 122).forEach(n -> rename("名" + n));
        for (int tries = 0; snapshots() == 0 && tries < 300; tries++) {
            Thread.sleep(100);
        }
        assertThat(snapshots()).isOne();
        cache.removeAll();
        long version = rename("后").version();
        assertThat(version).isEqualTo(123);

        jdbc.update(
                "update events.snapshot_event set payload_revision = 'other code', payload = 'nonsense'::bytea where aggregate_identifier = ?",
                unit.value());
        cache.removeAll();
        assertThat(rename("再").version()).isEqualTo(124);
    }

    @Test
    void an_event_nobody_knows_stops_the_command() {
        rename("甲");
        transactions.executeWithoutResult(status -> {
            cache.removeAll();
            insert(1, "unit.never-heard-of", "{}");
            assertThatThrownBy(() -> rename("乙")).isInstanceOf(UnknownEventType.class);
            status.setRollbackOnly();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"command | update events.domain_event set payload = payload",
            "command | delete from events.domain_event", "command | truncate events.domain_event",
            "command | drop table events.domain_event", "command | alter table events.domain_event disable trigger all",
            "command | create rule r as on insert to events.domain_event do instead nothing",
            "command | set role halfsky_owner",
            "command | select * from vault.person_key", "command | select * from view.token_entry",
            "view | update events.domain_event set payload = payload", "view | delete from events.domain_event",
            "view | truncate events.domain_event",
            "view | insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, time_stamp, payload_type, payload, meta_data) values ('x', 'x', 0, now(), 'x', '', '')",
            "view | delete from events.snapshot_event", "view | set role halfsky_owner",
            "view | select * from vault.person_key", "view | select * from command.token_entry",
            "view | select password from account.account", "view | select * from command.draft",
            "command | copy events.domain_event to program 'cat'",
            "command | alter table events.domain_event owner to halfsky_command",
            "command | create trigger t before insert on events.domain_event for each row execute function suppress_redundant_updates_trigger()",
            "command | insert into events.domain_event (global_index, event_identifier, aggregate_identifier, sequence_number, time_stamp, payload_type, payload, meta_data) overriding system value select global_index, 'x', 'x', 0, now(), 'x', '', '' from events.domain_event on conflict (global_index) do update set payload = excluded.payload",
            "command | select setval('events.domain_event_global_index_seq', 1)",
            "command | select * from vault.opening", "vault | select * from events.domain_event",
            "vault | select * from account.account", "vault | select * from view.case_file",
            "vault | set role halfsky_owner"})
    void the_applications_roles_cannot_change_what_happened(String role, String sql) {
        rename("甲");
        JdbcTemplate who = switch (role) {
            case "command" -> jdbc;
            case "view" -> views;
            case "vault" -> vault;
            default -> throw new IllegalArgumentException(role);
        };

        assertThatThrownBy(() -> who.execute(sql)).isInstanceOf(DataAccessException.class)
                .rootCause().hasMessageMatching("(?s).*(permission denied|must be owner).*");
        assertThat(jdbc.queryForObject("select count(*) from events.domain_event where aggregate_identifier = ?",
                Long.class,
                unit.value())).isOne();
    }

    private Done rename(String name) {
        return UnderLoad.rename(commands, unit, name);
    }

    private void elsewhere(long version, String name) {
        insert(version, "unit.renamed", "{\"unit\":\"%s\",\"name\":\"%s\"}".formatted(unit, name));
    }

    /** As another process writes it. */
    private void insert(long version, String type, String payload) {
        jdbc.update("""
                insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                    payload_type, payload_revision, payload, meta_data)
                select 'elsewhere', aggregate_identifier, ?, type, now(), ?, '1', ?, meta_data
                from events.domain_event where aggregate_identifier = ? and sequence_number = 0""", version, type,
                payload.getBytes(StandardCharsets.UTF_8), unit.value());
    }

    private List<String> names() {
        return jdbc.queryForList("""
                select convert_from(payload, 'UTF8')::jsonb ->> 'name' from events.domain_event
                where aggregate_identifier = ? order by sequence_number""", String.class, unit.value());
    }

    private int snapshots() {
        return jdbc.queryForObject("select count(*) from events.snapshot_event where aggregate_identifier = ?",
                Integer.class,
                unit.value());
    }

    private void waitForALock() {
        for (int tries = 0; tries < 300; tries++) {
            if (Boolean.TRUE.equals(
                    views.queryForObject("select exists (select 1 from pg_locks where not granted)", Boolean.class))) {
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("The other command did not wait for this transaction");
    }
}
