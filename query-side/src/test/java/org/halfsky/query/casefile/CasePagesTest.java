package org.halfsky.query.casefile;

import java.util.ArrayList;
import java.util.List;

import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Direction;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.Side;
import org.halfsky.query.Browser;
import org.halfsky.query.CaseStory;
import org.halfsky.query.Offices;
import org.halfsky.query.TestVault;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.access.MayRead;
import org.halfsky.testkit.PageWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.query.CaseStory.ADMINISTRATOR;
import static org.halfsky.query.CaseStory.AUDITOR;
import static org.halfsky.query.CaseStory.HEAD;
import static org.halfsky.query.CaseStory.HESHAN;
import static org.halfsky.query.CaseStory.LANXI;
import static org.halfsky.query.CaseStory.LEADER;
import static org.halfsky.query.CaseStory.MEDIATOR;
import static org.halfsky.query.CaseStory.NANXIAN;
import static org.halfsky.query.CaseStory.OFFICER;
import static org.halfsky.query.CaseStory.OPERATOR;
import static org.halfsky.query.CaseStory.YIYANG;
import static org.halfsky.query.CaseStory.actor;

@SpringBootTest(classes = PageWorld.class, properties = {PageWorld.MESSAGES,
        "spring.messages.fallback-to-system-locale=false", "spring.main.banner-mode=off"})
class CasePagesTest {

    private static final Actor STRANGER = actor("wu", Role.STATION_OFFICER, NANXIAN);

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
        database.jdbc().execute("truncate case_file");
        vault.openings.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void shows_everything_that_can_happen_to_a_case(String lang) throws Exception {
        written(aCase.everything());
        String page = page(HEAD, lang);
        assertThat(page).contains("赫妇维〔2026〕0417", "李秀蓝", "139****1111", "更正后的陈述", "赫山区妇联", "兰溪镇妇联")
                .doesNotContain("13900001111", "YYYNNNYNNNN");
        assertThat(page).contains(lang.equals("zh") ? "重开" : "Reopen");
    }

    @Test
    void whoever_reads_content_is_logged_once_per_page_and_sees_only_masked_phones() throws Exception {
        written(aCase.opened());
        String page = page(OFFICER, "zh");
        assertThat(page).contains("李秀兰", "丈夫酒后持刀砍门", "138****6217").doesNotContain("13800006217");
        assertThat(vault.openings).singleElement().satisfies(opening -> {
            assertThat(opening.getKey().who()).isEqualTo(OFFICER.staff());
            assertThat(opening.getKey().purpose()).isEqualTo("case.view");
            assertThat(opening.getKey().about()).isEqualTo(aCase.id.value());
        });
        String phone = browser.page(OFFICER, "zh", "/cases/{id}/parties/{person}/phone", aCase.id, aCase.she);
        assertThat(phone).contains("13800006217");
        assertThat(vault.openings.getLast().getKey().purpose()).isEqualTo("case.phone");
    }

    @Test
    void harm_to_a_minor_told_by_a_contact_stands_on_the_cases_page_for_whoever_reads_its_content() throws Exception {
        written(aCase.opened());
        database.jdbc().update(
                """
                insert into contact_log (contact_id, unit, channel, arrived_at, registered_by, state, violence, minor,
                    self_harm, anonymous, void_proposed, version, position, entry)
                values (?::uuid, ?, 'CALL', now(), 'zhou', 'OPENED_CASE', false, true, false, true, false, 1, 1, '{}')""",
                aCase.contact.value(), HESHAN.value());
        assertThat(page(OFFICER, "zh")).contains("未成年人受侵害").doesNotContain("自伤自杀");
        assertThat(page(HEAD, "en")).contains("Harm to a minor");
        assertThat(page(AUDITOR, "zh")).doesNotContain("未成年人受侵害").contains("/contacts/" + aCase.contact);
        assertThat(page(LEADER, "zh")).as("whoever reads no contacts finds no dead link").contains("第 1 次接触")
                .doesNotContain("/contacts/" + aCase.contact);
    }

    @Test
    void metadata_is_all_that_operator_leader_auditor_and_a_superior_see() throws Exception {
        written(aCase.opened());
        for (Actor actor : List.of(OPERATOR, LEADER, AUDITOR, actor("city", Role.RIGHTS_HEAD, YIYANG))) {
            String page = page(actor, "zh");
            assertThat(page).as(actor.toString()).contains("赫妇维〔2026〕0417", "只显示基本信息")
                    .doesNotContain("李秀兰", "砍门", "****6217", "13800006217");
            assertThat(browser.json(actor, "/cases/{id}", aCase.id).getContentAsString())
                    .contains("\"subCategory\":\"F05\"")
                    .doesNotContain("李秀兰", "砍门", "****6217", "13800006217", "ciphertext");
            assertThat(browser.answer(actor, "zh", "/cases/{id}/parties/{person}/phone", aCase.id, aCase.she)
                    .getStatus()).isEqualTo(403);
        }
        assertThat(vault.openings).isEmpty();
    }

    @Test
    void a_case_out_of_scope_is_as_unknown_as_one_that_does_not_exist() throws Exception {
        written(aCase.opened());
        assertThat(browser.answer(STRANGER, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(404);
        assertThat(browser.answer(MEDIATOR, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(404);
        assertThat(browser.answer(OFFICER, "zh", "/cases/{id}", aCase.she).getStatus()).isEqualTo(404);
        assertThat(browser.answer(OFFICER, "zh", "/cases/nonsense").getStatus()).isEqualTo(404);
        assertThat(browser.answer(ADMINISTRATOR, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(403);
        assertThat(browser.answer(ADMINISTRATOR, "zh", "/cases").getStatus()).isEqualTo(403);
    }

    @Test
    void a_mediator_sees_her_own_cases_only_and_the_level_without_the_score() throws Exception {
        written(aCase.opened().flagged(DvForm.PHYS).assessed(DangerLevel.LOW, 2).accepted().received()
                .consented(Side.A, Side.B).started().mediated(MEDIATOR));
        Offices.appointed(database, MEDIATOR, HESHAN);
        String page = page(MEDIATOR, "zh");
        assertThat(page).contains("李秀兰", "低危", "data-dialog=\"act-session\"").doesNotContain("2/9",
                "data-dialog=\"act-closing\"", "data-dialog=\"act-danger\"");
        assertThat(page(OFFICER, "zh")).contains("2/9");
        assertThat(browser.page(MEDIATOR, "zh", "/cases")).contains("赫妇维〔2026〕0417");
        assertThat(browser.page(actor("other", Role.MEDIATOR, LANXI), "zh", "/cases")).doesNotContain("0417");
    }

    @Test
    void high_danger_forbids_mediation_and_says_why() throws Exception {
        written(aCase.opened().accepted().flagged(DvForm.PHYS));
        assertThat(page(OFFICER, "zh")).contains("MED-07", "须先完成危险评估").doesNotContain("data-dialog=\"act-mediation\"");
        written(aCase.assessed(DangerLevel.HIGH, 7));
        assertThat(page(OFFICER, "en")).contains("MED-06", "must not be mediated", "HAN-08",
                "House rule, built on 《妇联组织受理家庭暴力投诉工作规程》第11条")
                .doesNotContain(">本系统规则", "data-dialog=\"act-mediation\"", "data-dialog=\"act-closing\"");
        written(aCase.safe());
        assertThat(page(HEAD, "zh")).contains("data-dialog=\"act-closing\"");
        assertThat(page(OFFICER, "zh")).contains("高危案件由权益部负责人结案");
    }

    @Test
    void a_time_limit_names_its_article_and_the_course_counts_what_can_be_shown_of_it() throws Exception {
        written(aCase.opened().noticeOwed(CaseStory.MONDAY.plusSeconds(15 * 86_400)).accepted());
        assertThat(page(OFFICER, "zh")).contains("ACC-01", "信访工作条例 第 23 条第 2 款，15 日")
                .containsPattern("全部</span> <span class=\"n\">3<").containsPattern("人做的</span> <span class=\"n\">2<")
                .containsPattern("期限</span> <span class=\"n\">1<").doesNotContain("谁看过");
        assertThat(page(AUDITOR, "en")).contains("Petition Work Regulations art. 23 para. 2, 15 days")
                .containsPattern("Who read it</span> <span class=\"n\">1<");
    }

    @Test
    void a_handed_over_case_stays_readable_to_the_sender_as_metadata() throws Exception {
        written(aCase.opened(LANXI, SubCategory.F09).accepted().handed(LANXI, HESHAN, Direction.UP));
        Actor town = actor("town", Role.STATION_OFFICER, LANXI);
        assertThat(page(town, "zh")).contains("李秀兰", "待 赫山区妇联 接收");
        assertThat(page(OFFICER, "zh")).contains("data-dialog=\"act-receiving\"", "就近办理");
        written(aCase.received(HESHAN));
        assertThat(page(town, "zh")).contains("只显示基本信息").doesNotContain("李秀兰");
        assertThat(browser.page(town, "zh", "/cases?where=HANDED_OVER")).contains("赫妇维〔2026〕0417");
        assertThat(browser.page(town, "zh", "/cases")).doesNotContain("0417");
    }

    @Test
    void what_was_the_senders_then_is_not_opened_for_the_sender_now() throws Exception {
        written(aCase.opened(LANXI, SubCategory.F09).accepted());
        long then = aCase.all().getLast().recorded().position();
        Actor town = actor("town", Role.STATION_OFFICER, LANXI);
        assertThat(browser.page(town, "zh", "/cases/{id}?at={at}", aCase.id, then)).contains("李秀兰");

        written(aCase.handed(LANXI, HESHAN, Direction.UP).received(HESHAN));
        vault.openings.clear();
        assertThat(browser.page(town, "zh", "/cases/{id}?at={at}", aCase.id, then)).contains("只显示基本信息")
                .doesNotContain("李秀兰");
        assertThat(browser.json(town, "/cases/{id}?at={at}", aCase.id, then).getContentAsString())
                .contains("\"unit\":\"" + LANXI + "\"").doesNotContain("李秀兰", "砍门");
        assertThat(vault.openings).isEmpty();
        assertThat(browser.page(OFFICER, "zh", "/cases/{id}?at={at}", aCase.id, then)).contains("李秀兰");
    }

    @Test
    void a_mediator_has_the_case_while_she_is_in_office_for_it() throws Exception {
        Actor mediator = actor("xia", Role.MEDIATOR, HESHAN);
        Offices.appointed(database, mediator, HESHAN);
        written(aCase.opened().accepted().received().consented(Side.A, Side.B).started().mediated(mediator));
        assertThat(page(mediator, "zh")).contains("李秀兰");
        written(aCase.sat(1).failed());
        assertThat(page(mediator, "zh")).contains("李秀兰");
        written(aCase.handed(HESHAN, NANXIAN, Direction.ACROSS).received(NANXIAN));
        assertThat(browser.answer(mediator, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(404);
    }

    @Test
    void a_mediator_who_was_moved_elsewhere_has_it_no_longer() throws Exception {
        Actor mediator = actor("xia", Role.MEDIATOR, HESHAN);
        Offices.appointed(database, mediator, HESHAN);
        written(aCase.opened().accepted().received().consented(Side.A, Side.B).started().mediated(mediator));
        Actor moved = actor("xia", Role.MEDIATOR, NANXIAN);
        assertThat(browser.answer(moved, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(404);
        assertThat(browser.page(moved, "zh", "/cases")).doesNotContain("0417");
        assertThat(browser.page(actor("xia", Role.MEDIATOR, HESHAN.parent().orElseThrow()), "zh", "/cases"))
                .contains("0417");
    }

    @Test
    void a_dismissed_mediator_has_it_no_longer() throws Exception {
        Actor mediator = actor("xia", Role.MEDIATOR, HESHAN);
        Offices.appointed(database, mediator, HESHAN);
        written(aCase.opened().accepted().received().consented(Side.A, Side.B).started().mediated(mediator));
        assertThat(browser.page(mediator, "zh", "/cases")).contains("0417");

        Offices.dismissed(database, mediator.staff(), HESHAN);
        assertThat(browser.answer(mediator, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(404);
        assertThat(browser.page(mediator, "zh", "/cases")).doesNotContain("0417");
    }

    @Test
    void a_superior_reads_the_content_of_what_she_mediates_while_she_is_in_office() throws Exception {
        Actor superior = actor("xin", Role.STATION_OFFICER, YIYANG);
        Offices.appointed(database, superior, YIYANG);
        written(aCase.opened().accepted().received().consented(Side.A, Side.B).started().mediated(superior));
        assertThat(page(superior, "zh")).contains("李秀兰", "data-dialog=\"act-session\"");

        Offices.dismissed(database, superior.staff(), YIYANG);
        assertThat(page(superior, "zh")).contains("只显示基本信息").doesNotContain("李秀兰");
        assertThat(browser.answer(superior, "zh", "/cases/{id}/parties/{person}/phone", aCase.id, aCase.she)
                .getStatus()).isEqualTo(403);
    }

    @Test
    void an_officer_below_reads_and_lists_what_she_mediates_for_the_unit_above() throws Exception {
        Actor officer = actor("yun", Role.STATION_OFFICER, LANXI);
        Offices.appointed(database, officer, HESHAN);
        written(aCase.opened().accepted().received().consented(Side.A, Side.B).started().mediated(officer));
        assertThat(page(officer, "zh")).contains("李秀兰");
        assertThat(browser.page(officer, "zh", "/cases?where=MINE")).contains("0417");

        Offices.dismissed(database, officer.staff(), HESHAN);
        assertThat(browser.answer(officer, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(404);
    }

    @Test
    void a_handler_who_was_moved_elsewhere_has_it_no_longer() throws Exception {
        Actor handler = actor("xu", Role.STATION_OFFICER, LANXI);
        written(aCase.opened().accepted().assigned(handler));
        assertThat(page(handler, "zh")).contains("李秀兰");

        Actor moved = actor("xu", Role.STATION_OFFICER, NANXIAN);
        assertThat(browser.answer(moved, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(404);
        assertThat(browser.page(moved, "zh", "/cases?where=MINE")).doesNotContain("0417");
        written(aCase.handed(HESHAN, NANXIAN, Direction.ACROSS).returned(NANXIAN));
        assertThat(browser.answer(moved, "zh", "/cases/{id}", aCase.id).getStatus()).isEqualTo(404);
    }

    @Test
    void a_handler_who_got_a_role_that_handles_nothing_has_it_no_longer() throws Exception {
        written(aCase.opened().accepted().assigned(actor("xu", Role.STATION_OFFICER, LANXI)));
        for (Role role : List.of(Role.OPERATOR, Role.LEADER, Role.AUDITOR)) {
            Actor now = actor("xu", role, LANXI);
            for (String page : List.of("/cases/{id}", "/cases/{id}/timeline", "/cases/{id}/replay")) {
                assertThat(browser.answer(now, "zh", page, aCase.id).getStatus()).as(role + page).isNotEqualTo(200);
            }
            assertThat(browser.page(now, "zh", "/cases")).doesNotContain("0417");
        }
    }

    @Test
    void a_village_reads_the_content_of_its_own_tasks_and_grades_no_danger() throws Exception {
        Actor villager = actor("village", Role.STATION_OFFICER, new UnitCode("430903104201"));
        written(aCase.opened(villager.unit(), SubCategory.F05).accepted());
        assertThat(page(villager, "zh")).contains("只显示基本信息").doesNotContain("李秀兰");
        assertThat(page(actor("town", Role.STATION_OFFICER, new UnitCode("430903104000")), "zh")).contains("李秀兰",
                "data-dialog=\"act-danger\"");
        written(aCase.assigned(villager));
        assertThat(page(villager, "zh")).contains("李秀兰").doesNotContain("data-dialog=\"act-danger\"");
    }

    @Test
    void whoever_reads_up_learns_the_level_without_the_score() throws Exception {
        written(aCase.opened().flagged(DvForm.PHYS).assessed(DangerLevel.LOW, 2));
        Actor city = actor("city", Role.RIGHTS_HEAD, YIYANG);
        assertThat(page(city, "zh")).contains("低危").doesNotContain("2/9");
        assertThat(browser.json(city, "/cases/{id}", aCase.id).getContentAsString()).contains("\"level\":\"LOW\"")
                .doesNotContain("\"score\"");
        assertThat(browser.json(OFFICER, "/cases/{id}", aCase.id).getContentAsString()).contains("\"score\":2");
    }

    @Test
    void the_case_as_it_stood_comes_from_the_same_fold() throws Exception {
        written(aCase.opened().accepted().corrected(CaseField.SUB_CATEGORY, null, "F02", null));
        long position = aCase.all().get(1).recorded().position();
        String then = browser.page(OFFICER, "zh", "/cases/{id}?at={at}", aCase.id, position);
        assertThat(then).contains("F05", "当时的卷宗").doesNotContain("data-act");
        assertThat(browser.json(OFFICER, "/cases/{id}?at={at}", aCase.id, position).getContentAsString())
                .contains("\"subCategory\":\"F05\"", "\"version\":1");
        assertThat(browser.json(OFFICER, "/cases/{id}?at={at}", aCase.id,
                aCase.all().getFirst().recorded().at().toString()).getContentAsString())
                .contains("\"stage\":\"ACCEPTANCE_PENDING\"", "\"version\":0");
        assertThat(browser.answer(OFFICER, "zh", "/cases/{id}?at=0", aCase.id).getStatus()).isEqualTo(404);
        assertThat(browser.answer(OFFICER, "zh", "/cases/{id}?at=soon", aCase.id).getStatus()).isEqualTo(400);
    }

    @Test
    void the_tag_is_the_version_and_a_page_waits_for_it() throws Exception {
        written(aCase.opened().accepted());
        assertThat(browser.json(OFFICER, "/cases/{id}?atLeast=1", aCase.id).getHeader("ETag")).isEqualTo("\"1\"");
        assertThat(page(OFFICER, "zh")).contains("name=\"_version\" value=\"1\"");
        long before = System.nanoTime();
        String late = browser.page(OFFICER, "zh", "/cases/{id}?atLeast=9", aCase.id);
        assertThat(late).contains("这一页还没有赶上");
        assertThat(System.nanoTime() - before).isBetween(1_900_000_000L, 6_000_000_000L);
    }

    @Test
    void lists_are_narrowed_and_paged_without_a_gap() throws Exception {
        for (int i = 0; i < 120; i++) {
            written(CaseStory.in(database, "赫妇维〔2026〕%04d".formatted(i), CaseStory.MONDAY.plusSeconds(i / 2 * 60L))
                    .opened(i % 3 == 0 ? LANXI : HESHAN, i % 2 == 0 ? SubCategory.F01 : SubCategory.L03));
        }
        List<String> numbers = new ArrayList<>();
        String after = null;
        do {
            String answer = browser.json(OFFICER, "/cases?category=F" + (after == null ? "" : "&after={after}"),
                    after == null ? new Object[0] : new Object[]{after}).getContentAsString();
            var tree = CaseFileTable.JSON.readTree(answer);
            tree.get("cases").forEach(line -> numbers.add(line.get("number").asString()));
            after = tree.get("after") == null || tree.get("after").isNull() ? null : tree.get("after").asString();
        } while (after != null);
        assertThat(numbers).hasSize(60).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(browser.page(OFFICER, "en", "/cases?unit={unit}&state=OPEN", LANXI)).contains("40 cases");
        assertThat(browser.page(OFFICER, "zh", "/cases")).contains("120 件", "更早");
        assertThat(browser.answer(OFFICER, "zh", "/cases?unit={unit}", NANXIAN).getStatus()).isEqualTo(403);
        assertThat(browser.answer(OFFICER, "zh", "/cases?danger=FEARFUL").getStatus()).isEqualTo(400);
        assertThat(browser.page(OFFICER, "zh", "/cases?number={n}", "赫妇维〔2026〕001%")).contains("没有这样的个案");
    }

    @Test
    void what_can_be_done_follows_the_life_of_the_case() {
        assertThat(acts(aCase.opened(HESHAN, SubCategory.F09), HEAD)).contains(Possible.Act.ACCEPTANCE)
                .doesNotContain(Possible.Act.HANDLER, Possible.Act.CLOSING);
        assertThat(acts(aCase.accepted(), HEAD)).contains(Possible.Act.HANDLER, Possible.Act.MEDIATION,
                Possible.Act.CLOSING);
        assertThat(acts(aCase.received(), HEAD)).contains(Possible.Act.CONSENT, Possible.Act.NOT_STARTED)
                .doesNotContain(Possible.Act.MEDIATION, Possible.Act.RIGHTS_NOTICE, Possible.Act.CLOSING);
        assertThat(acts(aCase.consented(Side.A, Side.B), HEAD)).contains(Possible.Act.RIGHTS_NOTICE);
        assertThat(acts(aCase.started(), HEAD)).contains(Possible.Act.MEDIATOR).doesNotContain(Possible.Act.SESSION);
        assertThat(acts(aCase.mediated(MEDIATOR), HEAD)).contains(Possible.Act.SESSION)
                .doesNotContain(Possible.Act.AGREEMENT);
        assertThat(acts(aCase.sat(1), HEAD)).contains(Possible.Act.AGREEMENT, Possible.Act.RECONCILIATION,
                Possible.Act.FAILURE, Possible.Act.STOP);
        assertThat(acts(aCase.reconciled(), HEAD)).contains(Possible.Act.CLOSING);
        assertThat(acts(aCase.closed(Outcome.RECONCILED), HEAD)).contains(Possible.Act.REOPENING)
                .doesNotContain(Possible.Act.ACTIONS);
        assertThat(acts(aCase, OPERATOR)).isEmpty();
    }

    @Test
    void a_mediation_that_a_ledger_started_asks_for_consents_and_notice_before_a_session() {
        assertThat(acts(aCase.opened(HESHAN, SubCategory.F09).accepted().received().startedInALedger()
                .mediated(MEDIATOR), HEAD)).contains(Possible.Act.CONSENT, Possible.Act.FAILURE, Possible.Act.STOP)
                .doesNotContain(Possible.Act.SESSION, Possible.Act.RIGHTS_NOTICE);
        assertThat(acts(aCase.consented(Side.A, Side.B), HEAD))
                .contains(Possible.Act.RIGHTS_NOTICE, Possible.Act.FAILURE)
                .doesNotContain(Possible.Act.SESSION, Possible.Act.NOT_STARTED);
        assertThat(acts(aCase.noticed(), HEAD)).contains(Possible.Act.SESSION).doesNotContain(Possible.Act.CONSENT);
    }

    private List<Possible.Act> acts(CaseStory story, Actor actor) {
        CaseFile file = null;
        for (var happened : story.all()) {
            file = CaseFolding.after(file, happened.event(), happened.recorded());
        }
        return Possible.of(file, MayRead.of(actor)).acts();
    }

    private void written(CaseStory story) {
        database.live(view, story.news());
    }

    private String page(Actor actor, String lang) throws Exception {
        return browser.page(actor, lang, "/cases/{id}", aCase.id);
    }
}
