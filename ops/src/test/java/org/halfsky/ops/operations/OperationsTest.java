package org.halfsky.ops.operations;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.halfsky.command.http.Commands;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.contact.ContactEvent.ContactBecameCase;
import org.halfsky.events.contact.ContactEvent.ContactVoided;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.TestHome;
import org.halfsky.ops.accounts.Accounts;
import org.halfsky.query.projection.ViewTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** What an administrator, a probe and a gauge learn about the machinery, and what can be done about a parked event. */
@SpringBootTest(classes = StandaloneApplication.class, properties = "halfsky.mode=production")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {

    private static final UnitCode PROVINCE = new UnitCode("430000000000");
    private static final String AUTOMATION = "automation.contact";

    @Autowired
    ViewTokens tokens;
    @Autowired
    private WebApplicationContext context;
    @Autowired
    private EventProcessingConfiguration processing;
    @Autowired
    private Accounts accounts;
    @Autowired
    private Commands commands;
    @Autowired
    private JdbcTemplate jdbc;
    @Autowired
    private Machinery machinery;
    @Autowired
    @Qualifier("view")
    private JdbcClient views;

    private MockMvc web;
    private String admin;
    private String officer;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        TestHome.on(registry);
    }

    @BeforeAll
    void people() {
        web = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
        admin = accounts.provide(new StaffId("ops-admin"), "管理员", Role.ADMINISTRATOR, PROVINCE, false).orElseThrow();
        officer = accounts.provide(new StaffId("ops-officer"), "干事", Role.STATION_OFFICER, PROVINCE, false)
                .orElseThrow();
        commands.send(new Actor(StaffId.SYSTEM, Role.SYSTEM, PROVINCE), new RegisterUnit(PROVINCE, "湖南省"));
    }

    @BeforeEach
    void nothingParked() {
        jdbc.update("delete from command.dead_letter_entry");
    }

    @Test
    void tells_how_far_each_processor_is_in_both_languages() throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> machinery.processors().stream()
                .allMatch(ProcessorState::caughtUp));
        List<String> names = processing.eventProcessors().keySet().stream().sorted().toList();

        MockHttpServletResponse page = answer(as("ops-admin", admin, get("/operations").accept(MediaType.TEXT_HTML)));
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(text(page)).contains("处理器", "就绪", "没有搁置的事件").contains(names).doesNotContain("??");
        assertThat(text(answer(as("ops-admin", admin, get("/operations?lang=en").accept(MediaType.TEXT_HTML)))))
                .contains("Processors", "Readiness", "No parked events").doesNotContain("??");

        MockHttpServletResponse json = answer(
                as("ops-admin", admin, get("/operations").accept(MediaType.APPLICATION_JSON)));
        assertThat(text(json)).contains("\"liveness\":\"UP\"", "\"readiness\":\"UP\"", "\"behind\":0",
                "\"kind\":\"VIEW\"", "\"kind\":\"AUTOMATION\"", "\"kind\":\"REGISTER\"");
    }

    @Test
    void is_nobody_elses() throws Exception {
        for (String url : List.of("/operations", "/actuator", "/actuator/metrics", "/actuator/prometheus",
                "/actuator/metrics/halfsky.processor.lag")) {
            assertThat(answer(as("ops-officer", officer, get(url).accept(MediaType.APPLICATION_JSON))).getStatus())
                    .as(url).isEqualTo(403);
            assertThat(answer(get(url).accept(MediaType.APPLICATION_JSON)).getStatus()).as(url).isEqualTo(401);
            assertThat(answer(as("ops-admin", admin, get(url))).getStatus()).as(url).isEqualTo(200);
        }
        String letter = park("她来电");
        for (String act : List.of("retry", "discarding")) {
            assertThat(answer(as("ops-officer", officer, post("/operations/dead-letters/" + letter + "/" + act))
                    .param("reason", "no")).getStatus()).isEqualTo(403);
        }
        assertThat(parked()).isEqualTo(1);
    }

    @Test
    void probes_need_nobody_and_say_no_more_than_up_or_down() throws Exception {
        for (String probe : List.of("liveness", "readiness")) {
            MockHttpServletResponse answer = answer(get("/actuator/health/" + probe));
            assertThat(answer.getStatus()).as(probe).isEqualTo(200);
            assertThat(text(answer)).isEqualTo("{\"status\":\"UP\"}");
        }
        assertThat(text(answer(as("ops-admin", admin, get("/actuator/health/readiness"))))).contains("eventProcessors",
                "db");
    }

    @Test
    void a_processor_that_stands_still_makes_the_process_not_ready_and_not_dead() throws Exception {
        processing.eventProcessor("view.casefile").orElseThrow().shutDown();
        try {
            assertThat(answer(get("/actuator/health/readiness")).getStatus()).isEqualTo(503);
            assertThat(answer(get("/actuator/health/liveness")).getStatus()).isEqualTo(200);
            assertThat(text(answer(as("ops-admin", admin, get("/operations").accept(MediaType.TEXT_HTML)))))
                    .contains("已停", "不正常");
        } finally {
            processing.eventProcessor("view.casefile").orElseThrow().start();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> answer(get("/actuator/health/readiness")).getStatus() == 200);
    }

    @Test
    void a_view_that_stumbles_over_an_event_again_and_again_makes_the_process_not_ready() throws Exception {
        views.sql("alter table network_unit add constraint stumbling check (false) not valid").update();
        try {
            commands.send(new Actor(StaffId.SYSTEM, Role.SYSTEM, PROVINCE),
                    new RegisterUnit(new UnitCode("430100000000"), "长沙市"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> answer(get("/actuator/health/readiness")).getStatus() == 503);
            for (int look = 0; look < 20; look++) {
                assertThat(answer(get("/actuator/health/readiness")).getStatus()).as("between two tries too")
                        .isEqualTo(503);
                Thread.sleep(50);
            }
            ProcessorState state = machinery.processor("view.network").orElseThrow();
            assertThat(state.trouble()).isNotBlank();
            assertThat(state.here()).as("no other process reads it").isTrue();
        } finally {
            views.sql("alter table network_unit drop constraint stumbling").update();
        }
        await().atMost(Duration.ofSeconds(90))
                .until(() -> answer(get("/actuator/health/readiness")).getStatus() == 200);
    }

    @Test
    void while_a_rebuild_makes_a_view_anew_the_process_goes_on_answering() throws Exception {
        tokens.pause(List.of("view.casefile"));
        try {
            assertThat(answer(get("/actuator/health/readiness")).getStatus()).isEqualTo(200);
        } finally {
            tokens.resume(List.of("view.casefile"));
        }
        assertThat(tokens.paused("view.casefile")).isFalse();
        assertThat(answer(get("/actuator/health/readiness")).getStatus()).isEqualTo(200);
    }

    @Test
    void gauges_watch_what_must_not_grow_unseen() throws Exception {
        park("她来电");
        String scraped = text(answer(as("ops-admin", admin, get("/actuator/prometheus"))));

        assertThat(scraped).contains("halfsky_processor_lag_seconds{processor=\"view.casefile\"}",
                "halfsky_processor_behind_events{processor=\"" + AUTOMATION + "\"}",
                "halfsky_deadletters{processor=\"" + AUTOMATION + "\"} 1.0", "halfsky_deadlines_due_unfired 0.0");
    }

    @Test
    void a_parked_event_is_shown_tried_again_and_discarded_with_a_reason() throws Exception {
        String letter = park("她来电");
        park("同一来电的下一事");

        assertThat(text(answer(as("ops-admin", admin, get("/operations").accept(MediaType.TEXT_HTML)))))
                .contains(AUTOMATION, "contact.became-case", "IllegalStateException", letter + "/retry");

        MockHttpServletResponse failed = answer(
                as("ops-admin", admin, post("/operations/dead-letters/" + letter + "/retry")));
        assertThat(failed.getStatus()).isEqualTo(409);
        assertThat(text(failed)).contains("HOUSE-DEADLETTER", "仍未办成");

        MockHttpServletResponse without = answer(
                as("ops-admin", admin, post("/operations/dead-letters/" + letter + "/discarding")));
        assertThat(without.getStatus()).isEqualTo(422);
        assertThat(text(without)).contains("\"field\":\"reason\"");
        assertThat(parked()).isEqualTo(2);

        MockHttpServletResponse discarded = answer(
                as("ops-admin", admin, post("/operations/dead-letters/" + letter + "/discarding"))
                        .param("reason", "已由李主任人工立案"));
        assertThat(discarded.getStatus()).as(text(discarded)).isEqualTo(200);
        assertThat(parked()).as("the next of the stream is now the first").isEqualTo(1);

        assertThat(
                jdbc.queryForList("select act || ' ' || worked || ' ' || who from command.dead_letter_act order by id",
                        String.class))
                .endsWith("RETRIED false ops-admin", "DISCARDED true ops-admin");
        assertThat(jdbc.queryForObject("select string_agg(a::text, '') from command.dead_letter_act a", String.class))
                .doesNotContain("李主任");
        String page = text(answer(as("ops-admin", admin, get("/operations").accept(MediaType.TEXT_HTML))));
        assertThat(page).contains("再试，未成", "放弃", "管理员").doesNotContain("李主任");
        assertThat(text(answer(as("ops-admin", admin, get("/operations?reasons=true").accept(MediaType.TEXT_HTML)))))
                .contains("已由李主任人工立案");
    }

    @Test
    void an_event_that_does_no_harm_any_more_is_gone_after_a_retry_and_the_retry_is_told() throws Exception {
        ContactId contact = new ContactId("0192aaaa-0000-7000-8000-000000000002");
        String letter = park(contact, new ContactVoided(contact), "断了一刻");

        MockHttpServletResponse retried = answer(
                as("ops-admin", admin, post("/operations/dead-letters/" + letter + "/retry")));
        assertThat(retried.getStatus()).as(text(retried)).isEqualTo(200);
        assertThat(parked()).isZero();
        assertThat(text(answer(as("ops-admin", admin, get("/operations").accept(MediaType.TEXT_HTML)))))
                .contains("没有搁置的事件", "再试，办成");
    }

    @Test
    void the_machinery_goes_to_whoever_stands_highest_and_back_when_that_account_is_closed() {
        Actor city = administrator("run-city", "440100000000");
        assertThat(accounts.operates(city)).as("nobody above").isTrue();
        Actor county = administrator("run-county", "440103000000");
        assertThat(accounts.operates(county)).as("below the city's").isFalse();
        assertThat(accounts.operates(city)).as("with one below").isTrue();
        assertThat(accounts.operates(administrator("run-beside", "440300000000"))).as("beside the city's").isTrue();
        assertThat(accounts.operates(new Actor(new StaffId("run-head"), Role.RIGHTS_HEAD, city.unit())))
                .as("in another role").isFalse();

        jdbc.update("update account.account set closed_at = now() where staff_id = 'run-city'");
        assertThat(accounts.operates(county)).as("the city's account is closed").isTrue();
    }

    private Actor administrator(String name, String unit) {
        Actor actor = new Actor(new StaffId(name), Role.ADMINISTRATOR, new UnitCode(unit));
        accounts.provide(actor.staff(), "管理员", actor.role(), actor.unit(), false);
        return actor;
    }

    @Test
    void what_is_not_there_is_not_known() throws Exception {
        assertThat(answer(as("ops-admin", admin, post("/operations/dead-letters/nothing/retry"))).getStatus())
                .isEqualTo(404);
    }

    /** An event that the automation can do nothing about: of a contact that never was. */
    private String park(String why) {
        ContactId contact = new ContactId("0192aaaa-0000-7000-8000-000000000001");
        return park(contact, new ContactBecameCase(contact, new CaseId(UUID.randomUUID().toString())), why);
    }

    private String park(ContactId contact, ContactEvent happened, String why) {
        SequencedDeadLetterQueue<EventMessage<?>> queue = processing.deadLetterQueue(AUTOMATION).orElseThrow();
        assertThat(queue).isInstanceOf(JdbcSequencedDeadLetterQueue.class);
        EventMessage<?> event = new GenericDomainEventMessage<>("contact", contact.value(), parked(), happened,
                MetaData.with(Meta.ACTOR, "ops-operator").and(Meta.ROLE, "OPERATOR").and(Meta.UNIT, PROVINCE.value())
                        .and(Meta.HAPPENED_AT, "2026-11-22T01:00:00Z"));
        queue.enqueue(contact.value(), new GenericDeadLetter<>(contact.value(), event, new IllegalStateException(why)));
        return jdbc.queryForObject(
                "select dead_letter_identifier from command.dead_letter_entry order by sequence_index limit 1",
                String.class);
    }

    private int parked() {
        return jdbc.queryForObject("select count(*) from command.dead_letter_entry", Integer.class);
    }

    private MockHttpServletRequestBuilder as(String who, String password, MockHttpServletRequestBuilder asked) {
        return asked.with(httpBasic(who, password)).header("Accept-Language", "zh-CN");
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder asked) throws Exception {
        return web.perform(asked).andReturn().getResponse();
    }

    private static String text(MockHttpServletResponse answer) {
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
