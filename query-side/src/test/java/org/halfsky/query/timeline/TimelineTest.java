package org.halfsky.query.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import org.halfsky.events.EventFamilies;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.mediation.MediationEvent.ConsentGiven;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.wire.EventType;
import org.halfsky.query.Browser;
import org.halfsky.query.CaseStory;
import org.halfsky.query.TestVault;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.casefile.CaseFileView;
import org.halfsky.query.projection.Happened;
import org.halfsky.query.projection.Recorded;
import org.halfsky.testkit.PageWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.query.CaseStory.AUDITOR;
import static org.halfsky.query.CaseStory.HEAD;
import static org.halfsky.query.CaseStory.LEADER;
import static org.halfsky.query.CaseStory.MEDIATOR;
import static org.halfsky.query.CaseStory.OFFICER;
import static org.halfsky.query.CaseStory.OPERATOR;

@SpringBootTest(classes = PageWorld.class, properties = {PageWorld.MESSAGES,
        "spring.messages.fallback-to-system-locale=false", "spring.main.banner-mode=off"})
class TimelineTest {

    @Autowired
    WebApplicationContext context;
    @Autowired
    ViewDatabase database;
    @Autowired
    TestVault vault;
    @Autowired
    CaseFileView view;

    private Browser browser;
    private CaseStory aCase;

    @BeforeEach
    void open() {
        browser = new Browser(context);
        aCase = CaseStory.in(database);
        vault.openings.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void tells_every_event_of_a_case_in_words(String lang) throws Exception {
        written(aCase.everything());
        String page = browser.page(HEAD, lang, "/cases/{id}/timeline", aCase.id);
        assertThat(page.split("<li class=\"ev")).hasSize(aCase.all().size() + 1);
        assertThat(page).contains("<del>李秀兰</del>", "<ins>李秀蓝</ins>", "138****6217", "139****1111", "登记时听错")
                .doesNotContain("13800006217", "YYYNNNYNNNN");
    }

    @Test
    void has_a_sentence_in_both_languages_for_every_kind_of_event() {
        for (Locale locale : List.of(Locale.ROOT, Locale.ENGLISH)) {
            ResourceBundle words = ResourceBundle.getBundle("messages/timeline", locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
            EventFamilies.events().forEach(event -> assertThat(words.containsKey(
                    "timeline." + event.getAnnotation(EventType.class).value()))
                    .as(event.getSimpleName() + " in " + locale).isTrue());
        }
    }

    @Test
    void a_corrected_note_says_which_and_shows_the_old_words_beside_the_new() throws Exception {
        aCase.opened().acted();
        long action = aCase.version();
        aCase.received().consented(Side.A, Side.B).started().mediated(MEDIATOR).sat(1);
        written(aCase.corrected(CaseField.MEDIATION_NOTE, aCase.version(), "只有一方陈述")
                .corrected(CaseField.ACTION_NOTE, action, "电话没有接通").corrected(CaseField.ACTION_NOTE, action, "电话占线"));
        assertThat(browser.page(OFFICER, "zh", "/cases/{id}/timeline", aCase.id)).contains("更正第 2 条的办理记录")
                .contains("更正第 9 条的调解记录", "双方各自陈述", "只有一方陈述")
                .contains("<del>双方各自陈述</del>", "<del>电话没有接通</del>", "<del>电话联系，情绪稳定</del>");
        assertThat(browser.page(OFFICER, "en", "/cases/{id}/timeline", aCase.id))
                .contains("corrected no. 2: Action note");
    }

    @Test
    void shows_no_content_to_whoever_may_not_read_it() throws Exception {
        written(aCase.opened().acted().corrected(CaseField.PARTY_NAME, aCase.she, null, "李秀蓝"));
        for (Actor actor : List.of(OPERATOR, LEADER, AUDITOR)) {
            assertThat(browser.page(actor, "zh", "/cases/{id}/timeline", aCase.id)).contains("内容已密封", "更正姓名")
                    .doesNotContain("李秀", "情绪稳定", "砍门");
        }
        assertThat(vault.openings).isEmpty();
        assertThat(browser.json(OFFICER, "/cases/{id}/timeline", aCase.id).getContentAsString())
                .doesNotContain("李秀", "ciphertext").contains("\"type\":\"case.corrected\"");
        assertThat(browser.json(AUDITOR, "/cases/{id}/timeline", aCase.id).getContentAsString())
                .contains("ciphertext").doesNotContain("李秀");
        assertThat(browser.answer(MEDIATOR, "zh", "/cases/{id}/timeline", aCase.id).getStatus()).isEqualTo(404);
    }

    @Test
    void the_auditor_sees_who_read_the_case_and_nobody_else_does() throws Exception {
        written(aCase.opened());
        browser.page(OFFICER, "zh", "/cases/{id}", aCase.id);
        assertThat(browser.page(AUDITOR, "zh", "/cases/{id}/timeline?show=READERS", aCase.id)).contains("陈某", "查看个案");
        assertThat(browser.answer(OFFICER, "zh", "/cases/{id}/timeline?show=READERS", aCase.id).getStatus())
                .isEqualTo(403);
        assertThat(browser.page(AUDITOR, "zh", "/cases/{id}/timeline?show=CLOCKS", aCase.id)).contains("没有这类事件");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void steps_through_a_case_and_marks_what_each_event_changed(String lang) throws Exception {
        written(aCase.everything());
        int count = aCase.all().size();
        for (int step = 1; step <= count; step++) {
            String page = browser.page(AUDITOR, lang, "/cases/{id}/replay?step={n}", aCase.id, step);
            assertThat(page).contains("#" + aCase.all().get(step - 1).recorded().position());
            if (aCase.all().get(step - 1).event() instanceof ConsentGiven) {
                assertThat(page).as("a consent changes the file").contains("class=\"chg\"");
            }
        }
        assertThat(browser.page(AUDITOR, lang, "/cases/{id}/replay", aCase.id)).doesNotContain("李秀");
    }

    @Test
    void a_step_shows_the_old_and_the_new_and_the_raw_event_only_to_the_auditor() throws Exception {
        written(aCase.opened().accepted());
        String auditor = browser.page(AUDITOR, "zh", "/cases/{id}/replay?step=2", aCase.id);
        assertThat(auditor).contains("<del>待受理</del>", "<ins>已受理</ins>", "case.accepted", "OWN_POWER_31_6",
                "&quot;actor&quot;");
        assertThat(browser.page(LEADER, "zh", "/cases/{id}/replay?step=2", aCase.id)).contains("原始事件只供督查查看")
                .doesNotContain("OWN_POWER_31_6");
        assertThat(browser.page(HEAD, "zh", "/cases/{id}/replay?step=1", aCase.id)).contains("李秀兰");
        assertThat(browser.answer(OFFICER, "zh", "/cases/{id}/replay", aCase.id).getStatus()).isEqualTo(403);
        assertThat(browser.page(AUDITOR, "zh", "/cases/{id}/replay?at=2026-11-23", aCase.id)).contains("第 2 条，共 2 条");
        assertThat(browser.page(AUDITOR, "zh", "/replay?number={n}", "赫妇维")).contains("赫妇维〔2026〕0417");
        assertThat(browser.page(AUDITOR, "en", "/replay?number={n}", "无此号")).contains("No such case number");
        assertThat(browser.answer(OFFICER, "zh", "/replay").getStatus()).isEqualTo(403);
    }

    @Test
    void what_the_system_did_has_no_role_and_no_unit() throws Exception {
        written(aCase.opened().noticeOwed(Instant.parse("2026-12-09T15:59:59Z")));
        assertThat(browser.page(AUDITOR, "zh", "/cases/{id}/replay?step=1", aCase.id)).contains("<dt>角色</dt>",
                "<dt>单位</dt>");
        assertThat(browser.page(AUDITOR, "zh", "/cases/{id}/replay?step=2", aCase.id)).contains("<dd>系统</dd>")
                .doesNotContain("<dt>角色</dt>", "<dt>单位</dt>");
        JsonNode told = new JsonMapper().readTree(
                browser.json(AUDITOR, "/cases/{id}/timeline", aCase.id).getContentAsString()).get("events").get(1);
        assertThat(List.of(told.get("actor"), told.get("role"), told.get("unit"))).allMatch(JsonNode::isNull);
    }

    @Test
    void the_replay_ends_where_the_view_stands() throws Exception {
        written(aCase.everything());
        String last = browser.json(AUDITOR, "/cases/{id}?at={at}", aCase.id,
                aCase.all().getLast().recorded().position()).getContentAsString();
        String now = browser.json(AUDITOR, "/cases/{id}", aCase.id).getContentAsString();
        JsonMapper json = new JsonMapper();
        assertThat(json.readTree(last)).isEqualTo(json.readTree(now));
    }

    @Test
    void the_file_as_it_stood_is_what_the_view_showed_when_that_event_was_the_last() throws Exception {
        JsonMapper json = new JsonMapper();
        List<JsonNode> shown = new ArrayList<>();
        aCase.everything();
        for (Happened event : aCase.news()) {
            database.live(view, List.of(event));
            shown.add(json.readTree(browser.json(AUDITOR, "/cases/{id}", aCase.id).getContentAsString()));
        }
        for (int n = 0; n < shown.size(); n++) {
            Recorded recorded = aCase.all().get(n).recorded();
            assertThat(json.readTree(browser.json(AUDITOR, "/cases/{id}?at={position}", aCase.id, recorded.position())
                    .getContentAsString())).as("event %d", n + 1).isEqualTo(shown.get(n));
        }
        JsonNode byInstant = json.readTree(browser.json(AUDITOR, "/cases/{id}?at={instant}", aCase.id,
                aCase.all().getLast().recorded().at()).getContentAsString());
        assertThat(byInstant).isEqualTo(shown.getLast());
    }

    @Test
    void a_day_before_the_case_shows_that_there_was_none() throws Exception {
        written(aCase.opened().accepted());
        assertThat(browser.page(AUDITOR, "zh", "/cases/{id}/replay?at=2020-01-01", aCase.id)).contains("那一天还没有这件个案",
                "第 1 条，共 2 条");
        assertThat(browser.page(AUDITOR, "zh", "/cases/{id}/replay?at={at}", aCase.id,
                aCase.all().getFirst().recorded().position())).contains("第 1 条，共 2 条").doesNotContain("那一天还没有这件个案");
        assertThat(browser.answer(AUDITOR, "zh", "/cases/{id}?at=2020-01-01", aCase.id).getStatus()).isEqualTo(404);
    }

    @Test
    void a_mediator_reads_the_course_of_her_own_case() throws Exception {
        written(aCase.opened().assigned(CaseStory.actor("long", Role.MEDIATOR, CaseStory.HESHAN)));
        assertThat(browser.page(MEDIATOR, "zh", "/cases/{id}/timeline", aCase.id)).contains("丈夫酒后持刀砍门");
    }

    private void written(CaseStory story) {
        database.live(view, story.news());
    }
}
