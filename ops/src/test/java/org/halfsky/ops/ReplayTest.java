package org.halfsky.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.contact.ContactCommand.DismissContact;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.NetworkEvent;
import org.halfsky.events.network.NetworkEvent.UnitRenamed;
import org.halfsky.ops.ledger.LedgerImport;
import org.halfsky.ops.ledger.LedgerImports;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.Progress;
import org.halfsky.query.projection.View;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Every processor, told to forget and to read again, ends where it was; automations act on nothing twice. */
@HouseTest
@Import(ReplayTest.Handlers.class)
class ReplayTest {

    private static final UnitCode HUNAN = new UnitCode("430000000000");
    private static final UnitCode YIYANG = new UnitCode("430900000000");

    @Autowired
    CommandGateway commands;

    @Autowired
    EventProcessingConfiguration processing;

    @Autowired
    EventStore store;

    @Autowired
    @Qualifier("view")
    JdbcTemplate views;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    BulkRebuild rebuild;

    @Autowired
    List<View> all;

    @Autowired
    LedgerImports ledgers;

    @Autowired
    Told told;

    @Autowired
    Once once;

    @Test
    void every_view_ends_where_it_was_and_no_automation_acts_again() throws IOException {
        UnderLoad.rename(commands, HUNAN, "湖南省");
        UnderLoad.rename(commands, YIYANG, "益阳");
        for (int n = 0; n < 50; n++) {
            UnderLoad.rename(commands, YIYANG, "益阳市" + n);
        }
        casesAndCalls();
        streaming().forEach(this::awaitCaughtUp);
        List<Object> before = List.copyOf(told.events);
        int done = once.events.size();
        Map<String, List<Map<String, Object>>> tables = tables();
        assertThat(before).hasSizeGreaterThanOrEqualTo(52);
        assertThat(done).isGreaterThanOrEqualTo(50);
        assertThat(List.of("case_file", "contact_log", "rates_case", "rates_mediation", "rates_month", "network_unit"))
                .allSatisfy(table -> assertThat(tables.get(table)).as(table).isNotEmpty());
        List<Map<String, Object>> decided = decided();

        streaming().forEach(processor -> {
            processor.shutDown();
            assertThat(processor.supportsReset()).as(processor.getName())
                    .isEqualTo(processor.getName().startsWith("view."));
            if (processor.supportsReset()) {
                processor.resetTokens();
            }
            processor.start();
        });
        streaming().forEach(this::awaitCaughtUp);

        assertThat(told.resets).isEqualTo(1);
        assertThat(told.events).isEqualTo(before);
        assertThat(tables()).isEqualTo(tables);
        assertThat(once.events).hasSize(done);
        assertThat(decided()).as("nothing was decided again").isEqualTo(decided);
        // and goes on after it
        UnderLoad.rename(commands, YIYANG, "益阳市");
        streaming().forEach(this::awaitCaughtUp);
        assertThat(told.events).hasSize(before.size() + 1);
        assertThat(once.events).hasSize(done + 1);
    }

    @Test
    void a_rebuild_beside_the_old_tables_gives_the_same_and_the_views_go_on() {
        UnitCode guangxi = new UnitCode("450000000000");
        UnderLoad.rename(commands, guangxi, "广西");
        streaming().forEach(this::awaitCaughtUp);
        Map<String, List<Map<String, Object>>> live = tables();

        BulkRebuild.Rebuilt rebuilt = rebuild.run(all, Progress.NONE);

        assertThat(tables()).isEqualTo(live);
        assertThat(rebuilt.position()).isEqualTo(store.createHeadToken().position().orElseThrow());
        UnderLoad.rename(commands, guangxi, "广西壮族自治区");
        streaming().forEach(this::awaitCaughtUp);
        assertThat(tables()).isNotEqualTo(live);
    }

    @Test
    void what_an_automation_cannot_do_is_parked_and_a_view_tries_again() {
        UnitCode hubei = new UnitCode("420000000000");
        UnderLoad.rename(commands, hubei, "湖北");
        streaming().forEach(this::awaitCaughtUp);
        once.refuses = true;
        told.failures = 1;
        UnderLoad.rename(commands, hubei, "湖北省");

        await(() -> jdbc.queryForObject(
                "select count(*) from command.dead_letter_entry where processing_group = 'automation.test'",
                Integer.class) == 1);
        await(() -> told.events.stream()
                .anyMatch(event -> event instanceof UnitRenamed renamed && renamed.unit().equals(hubei)));
        assertThat(told.failures).isZero();
        assertThat(jdbc.queryForObject("select payload_type from command.dead_letter_entry", String.class))
                .isEqualTo("unit.renamed");

        once.refuses = false;
        assertThat(processing.sequencedDeadLetterProcessor("automation.test").orElseThrow().processAny()).isTrue();
        assertThat(jdbc.queryForObject("select count(*) from command.dead_letter_entry", Integer.class)).isZero();
        assertThat(once.events).anyMatch(renamed -> renamed.unit().equals(hubei));
    }

    /** Three disputes of a ledger with their mediations, and a call. */
    private void casesAndCalls() throws IOException {
        List.of("430903000000 赫山区", "430922000000 桃江县", "430922104000 灰山港镇", "430922101000 修山镇", "430922101202 连盆嘴村委会")
                .forEach(unit -> UnderLoad.rename(commands, new UnitCode(unit.substring(0, 12)), unit.substring(13)));
        LedgerImport taken = ledgers.run(new Actor(new StaffId("head"), Role.RIGHTS_HEAD, YIYANG), "example.csv",
                Files.readAllBytes(Path.of("docs", "ledger-example.csv")), _ -> {
                });
        assertThat(taken.imported() + taken.already()).isEqualTo(3);
        commands.sendAndWait(new GenericCommandMessage<>(
                new DismissContact(new ContactId("0198b1f0-0000-7000-8000-000000000001"), Channel.CALL, YIYANG,
                        NonData.SILENT),
                MetaData.with(Meta.ACTOR, "operator").and(Meta.ROLE, Role.OPERATOR.name()).and(Meta.UNIT,
                        YIYANG.value())));
    }

    private List<Map<String, Object>> decided() {
        return jdbc.queryForList("select global_index, payload_type from events.domain_event order by 1");
    }

    private List<StreamingEventProcessor> streaming() {
        List<StreamingEventProcessor> found = new ArrayList<>();
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                found.add(streaming);
            }
        });
        return found;
    }

    private void awaitCaughtUp(StreamingEventProcessor processor) {
        long head = store.createHeadToken().position().orElse(-1);
        await(() -> processor.processingStatus().values().stream()
                .anyMatch(status -> status.getCurrentPosition().orElse(-1) >= head));
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** All rows of all views, but for how far they have read. */
    private Map<String, List<Map<String, Object>>> tables() {
        Map<String, List<Map<String, Object>>> rows = new TreeMap<>();
        for (String table : views.queryForList("""
                select tablename from pg_tables where schemaname = 'view'
                and tablename not in ('token_entry', 'flyway_schema_history')""", String.class)) {
            rows.put(table, views.queryForList("select to_jsonb(t)::text as row from view." + table + " t order by 1"));
        }
        return rows;
    }

    @TestConfiguration
    static class Handlers {

        @Bean
        Told told() {
            return new Told();
        }

        @Bean
        Once once() {
            return new Once();
        }
    }

    /** A view in memory. */
    @ProcessingGroup("view.test")
    static class Told {

        final List<Object> events = new CopyOnWriteArrayList<>();
        volatile int resets;
        volatile int failures;

        @EventHandler
        void on(NetworkEvent event) {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("a view that fails once");
            }
            events.add(event);
        }

        @ResetHandler
        void reset() {
            resets++;
            events.clear();
        }
    }

    /** An automation that counts what it did. */
    @DisallowReplay
    @ProcessingGroup("automation.test")
    static class Once {

        final List<UnitRenamed> events = new CopyOnWriteArrayList<>();
        volatile boolean refuses;

        @EventHandler
        void on(UnitRenamed event) {
            if (refuses) {
                throw new IllegalStateException("an automation that cannot");
            }
            events.add(event);
        }
    }
}
