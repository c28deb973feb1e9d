package org.halfsky.ops.journeys;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.assertj.core.api.Assertions;
import org.halfsky.events.ids.Role;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;

/** From a call to a rate as people do it: six of them, each at an own screen, clicking and typing, in both languages. */
@Journey
class MainJobInTheBrowserTest {

    private static RunningHalfsky house;
    private static Visitor operator;
    private static Visitor head;
    private static Visitor officer;
    private static Visitor mediator;
    private static Visitor leader;
    private static Visitor auditor;

    @BeforeAll
    static void six_people_in_heshan() {
        house = RunningHalfsky.get();
        operator = house.as(Role.OPERATOR, HESHAN);
        head = house.as(Role.RIGHTS_HEAD, HESHAN);
        officer = house.as(Role.STATION_OFFICER, HESHAN);
        mediator = house.as(Role.MEDIATOR, HESHAN);
        leader = house.as(Role.LEADER, HESHAN);
        auditor = house.as(Role.AUDITOR, HESHAN);
        MainJobTest.appointTheMediator(house);
    }

    @ParameterizedTest
    @CsvSource({"zh, 1280, 13873705511", "en, 390, 13873705512"})
    void a_call_becomes_a_case_is_mediated_and_closed_and_a_leader_opens_the_rate_down_to_the_event(String lang,
            int width, String phone) {
        Words words = new Words(lang);
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        try (Visit desk = visit(operator, lang, width);
                Visit office = visit(head, lang, width);
                Visit room = visit(mediator, lang, width);
                Visit above = visit(leader, lang, width);
                Visit audit = visit(auditor, lang, width)) {
            String rates = "/rates?unit=" + HESHAN + "&from=" + today + "&to=" + today;
            int before = mediated(above.open(rates));

            String caseId = call(desk, words, "F09", phone);
            String number = text(desk.page().locator("h1 .no"));

            fromTheWorkList(office, "STATION", number);
            Page at = office.page();
            assertThat(at.locator("#act-acceptance")).isVisible();
            at.selectOption("#acceptance-basis", "MEDIATE");
            send(office, words, "acceptance");
            open(office, "h", "handler");
            at.selectOption("#handler-handler", mediator.username());
            send(office, words, "handler");

            room.open("/worklist");
            room.page().locator("tr", has(number)).locator("a").first().click();
            room.ready();
            open(room, "y", "parties");
            room.page().selectOption("#parties-role", "RESPONDENT");
            room.page().fill("#parties-name", "王强");
            room.page().fill("#parties-phone", "13973700042");
            send(room, words, "parties");
            assertThat(room.page().locator("aside")).containsText("王强");
            assertThat(room.page().locator("aside")).containsText("139****0042");
            open(room, "m", "mediation");
            send(room, words, "mediation");
            for (int side = 0; side < 2; side++) {
                open(room, "m", "consent");
                send(room, words, "consent");
            }
            assertThat(refusal(room, words, "session")).containsText("MED-04");
            open(room, "m", "rights-notice");
            room.page().selectOption("#rights-notice-form", "WRITTEN");
            send(room, words, "rights-notice");
            assertThat(refusal(room, words, "session")).containsText("MED-08");

            office.open("/cases/" + caseId);
            at.locator("[data-dialog=act-mediator]").click();
            at.selectOption("#mediator-mediator", mediator.username());
            send(office, words, "mediator");

            room.open("/cases/" + caseId);
            open(room, "m", "session");
            room.page().fill("#session-note", "双方到场，各自陈述。");
            send(room, words, "session");
            open(room, "t", "reconciliation");
            room.page().fill("#reconciliation-note", "和好");
            send(room, words, "reconciliation");

            office.open("/cases/" + caseId);
            open(office, "b", "closing");
            at.selectOption("#closing-outcome", "RECONCILED");
            send(office, words, "closing");
            assertThat(at.locator(".casehead .facts")).containsText(words.of("codes", "outcome.RECONCILED"));
            office.shot("case-closed-" + lang + "-" + width).fits().accessible();

            RunningHalfsky.within(java.time.Duration.ofSeconds(20), () -> mediated(above.open(rates)) == before + 1,
                    "the leader sees the rate move");
            above.page().locator("#tile-mediation .frac a").first().click();
            above.page().locator("#lines a.no", new Page.LocatorOptions().setHasText(number)).click();
            assertThat(above.page().locator("h1")).containsText(number);
            assertThat(above.page().locator("main")).not().containsText("王强");
            // a phone has no room for positions and goes by the button
            above.page().locator(width == Browser.WIDE ? "#course a.pos" : ".page-head a[href$='/replay']").first()
                    .click();
            assertThat(above.page().locator("dl.kv")).containsText(words.of("codes", "role.RIGHTS_HEAD"));

            audit.open("/replay");
            audit.page().fill("#number", number);
            audit.page().locator("#number").press("Enter");
            audit.page().locator("tbody a", new Page.LocatorOptions().setHasText(number)).click();
            audit.ready();
            assertThat(audit.page().locator("pre.raw")).containsText("case.closed");
            String latest = audit.page().url();
            audit.page().keyboard().press("ArrowLeft");
            assertThat(audit.page()).not().hasURL(latest);
            assertThat(audit.page().locator("table.file"))
                    .containsText(words.of("casefile", "mediationStage.RECONCILED"));
            for (Visit each : new Visit[]{office, room, above, audit}) {
                each.withoutComplaint();
            }
            desk.withoutComplaint("/drafts/");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, 1280", "en, 390"})
    void a_marker_of_violence_bars_mediation_until_eleven_answers_and_high_danger_bars_it_for_good(String lang,
            int width) {
        Words words = new Words(lang);
        String caseId = MainJobTest.callThatBecomesACase(operator, "F05", true);
        MainJobTest.opened(head, caseId, true);
        try (Visit office = visit(head, lang, width)) {
            office.open("/cases/" + caseId + "#act-acceptance");
            Page at = office.page();
            at.selectOption("#acceptance-basis", "MEDIATE");
            send(office, words, "acceptance");

            assertThat(refusal(office, words, "mediation")).containsText("MED-07");
            assertThat(refusal(office, words, "mediation")).containsText("《妇联组织受理家庭暴力投诉工作规程》第6条");
            assertThat(refusal(office, words, "mediation")).containsText(words.of("casefile", "opens.MED-DVASSESS"));
            open(office, "d", "danger");
            for (String question : new String[]{"q1", "q2", "q3"}) {
                at.locator("#form-danger [name=" + question + "][value=true]").press("Space");
            }
            at.locator("#form-danger [name=q3]").first().press("Control+Enter");
            assertThat(at.locator("#form-danger .act-errors")).isFocused();
            assertThat(at.locator("#form-danger .act-errors")).containsText("DV-03");
            assertThat(at.locator("#form-danger .act-errors a").first()).containsText("Q4");
            assertThat(at.locator("#form-danger [data-field=q4] .err")).containsText("DV-03");
            assertThat(at.locator("#form-danger [data-field=q3] .err")).hasCount(0);
            office.shot("danger-unanswered-" + lang + "-" + width).accessible();
            for (int question = 4; question <= 9; question++) {
                at.locator("#form-danger [name=q" + question + "][value=false]").press("Space");
            }
            at.locator("#form-danger [name=s1][value=true]").press("Space");
            at.locator("#form-danger [name=s2][value=false]").press("Space");
            send(office, words, "danger");
            assertThat(at.locator(".casehead .bdg.high")).isVisible();
            assertThat(refusal(office, words, "mediation")).containsText("MED-06");
            assertThat(refusal(office, words, "mediation")).containsText("《妇联组织受理家庭暴力投诉工作规程》第11条");
            assertThat(refusal(office, words, "closing")).containsText("HAN-08");
            office.shot("case-barred-" + lang + "-" + width).fits().accessible();
            office.withoutComplaint("422", "409");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, 1280", "en, 390"})
    void who_was_overtaken_sees_both_versions_side_by_side_and_keeps_what_was_typed(String lang, int width) {
        Words words = new Words(lang);
        String caseId = MainJobTest.callThatBecomesACase(operator, "F04", false);
        MainJobTest.opened(head, caseId, false);
        try (Visit mine = visit(head, lang, width); Visit other = visit(head, lang, width)) {
            mine.open("/cases/" + caseId);
            open(mine, "r", "actions");
            mine.page().fill("#actions-note", "她说先不起诉，想再谈一次。");
            other.open("/cases/" + caseId + "#act-acceptance");
            other.page().selectOption("#acceptance-basis", "HELP");
            send(other, words, "acceptance");

            mine.page().locator("#actions-note").press("Control+Enter");
            Locator told = mine.page().locator("#form-actions .act-errors");
            assertThat(told).isFocused();
            assertThat(told.locator(".versions > div").first()).containsText("她说先不起诉");
            assertThat(told.locator(".versions > div").last()).containsText(words.of("casefile", "stage.ACCEPTED"));
            assertThat(mine.page().locator("#actions-note")).hasValue("她说先不起诉，想再谈一次。");
            mine.shot("changed-meanwhile-" + lang + "-" + width).accessible();
            told.locator("button").click();
            assertThat(mine.page().locator(".toast")).containsText(words.of("casefile", "done.actions"));
            assertThat(mine.page().locator("#course")).containsText("她说先不起诉");
            mine.withoutComplaint("412");
        }
    }

    @Test
    void an_act_is_sent_once_and_whoever_stops_the_next_page_can_go_on_where_she_is() {
        Words words = new Words("zh");
        String caseId = MainJobTest.callThatBecomesACase(operator, "F04", false);
        MainJobTest.opened(head, caseId, false);
        try (Visit office = visit(head, "zh", Browser.WIDE)) {
            office.open("/cases/" + caseId);
            open(office, "r", "actions");
            Page page = office.page();
            page.fill("#actions-note", "与她约好周四来站。");
            List<String> sent = new CopyOnWriteArrayList<>();
            page.onRequest(request -> {
                if (request.url().endsWith("/actions")) {
                    sent.add(request.method());
                }
            });
            // while the next page is on its way she presses once more, and then stops it
            page.route(Pattern.compile("/cases/.*atLeast="), never -> {
            });
            Object busy = page.evaluate("""
                    () => new Promise(told => {
                        const note = document.querySelector('#actions-note');
                        const press = () => note.dispatchEvent(
                            new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
                        navigation.addEventListener('navigate', () => setTimeout(() => {
                            press();
                            const before = note.form.dataset.busy;
                            window.stop();
                            setTimeout(() => told(before + ' ' + note.form.dataset.busy), 100);
                        }, 100), { once: true });
                        press();
                        press();
                    })""");
            Assertions.assertThat(busy).isEqualTo("leaving undefined");
            Assertions.assertThat(sent).hasSize(1);
            page.locator("#actions-note").press("Control+Enter");
            assertThat(page.locator("#form-actions .act-errors .versions")).containsText("与她约好周四来站");
            office.withoutComplaint("412");
        }
    }

    @Test
    void an_act_whose_answer_is_lost_is_sent_again_and_done_once() {
        Words words = new Words("zh");
        String caseId = MainJobTest.callThatBecomesACase(operator, "F04", false);
        MainJobTest.opened(head, caseId, false);
        try (Visit office = visit(head, "zh", Browser.WIDE)) {
            office.open("/cases/" + caseId);
            open(office, "r", "actions");
            Page page = office.page();
            page.fill("#actions-note", "她说周五再来。");
            page.route("**/actions", lost -> {
                lost.fetch();
                lost.abort();
            });
            page.locator("#actions-note").press("Control+Enter");
            assertThat(page.locator("#form-actions .act-errors")).containsText(words.of("shell", "act.offline"));
            page.unroute("**/actions");
            send(office, words, "actions");
            assertThat(page.locator("#course blockquote", has("她说周五再来。"))).hasCount(1);
            office.withoutComplaint("ERR_FAILED");
        }
    }

    @Test
    void what_was_typed_and_not_sent_is_asked_about_and_not_there_for_whoever_comes_back() {
        Words words = new Words("zh");
        String caseId = MainJobTest.callThatBecomesACase(operator, "F04", false);
        MainJobTest.opened(head, caseId, false);
        try (Visit office = visit(head, "zh", Browser.WIDE)) {
            office.open("/cases/" + caseId);
            open(office, "r", "actions");
            Page page = office.page();
            page.locator("#actions-note").pressSequentially("没有交的话");
            page.keyboard().press("Escape");
            List<String> asked = new CopyOnWriteArrayList<>();
            page.onDialog(question -> {
                asked.add(question.type());
                question.accept();
            });
            office.open("/worklist");
            Assertions.assertThat(asked).containsExactly("beforeunload");
            page.goBack();
            office.ready();
            assertThat(page.locator("#actions-note")).hasValue("");
            office.open("/worklist");
            Assertions.assertThat(asked).hasSize(1);
        }
    }

    @Test
    void when_the_sign_in_has_ended_what_is_typed_stays_and_nothing_goes_out_in_another_name() {
        Words words = new Words("zh");
        String caseId = MainJobTest.callThatBecomesACase(operator, "F04", false);
        MainJobTest.opened(head, caseId, false);
        try (Visit office = visit(head, "zh", Browser.WIDE)) {
            office.open("/cases/" + caseId);
            open(office, "r", "actions");
            Page page = office.page();
            page.locator("#actions-note").pressSequentially("只能由她本人交");
            page.keyboard().press("Escape");
            page.context().clearCookies();
            page.locator("#course nav.seg a").last().click();
            assertThat(page.locator(".toast.bad")).containsText(words.of("shell", "act.expired.here"));
            assertThat(page.locator(".toast.bad a")).hasAttribute("href", "/sign-in");
            assertThat(page.locator("#actions-note")).hasValue("只能由她本人交");

            Page other = page.context().newPage();
            other.navigate("/sign-in");
            other.fill("[name=username]", officer.username());
            other.fill("[name=password]", officer.password());
            other.click("form button[type=submit]");
            other.waitForURL(url -> !url.contains("/sign-in"));
            open(office, "r", "actions");
            page.locator("#actions-note").press("Control+Enter");
            assertThat(page.locator("#form-actions .act-errors")).containsText(words.of("shell", "act.other"));
            assertThat(page.locator("#actions-note")).hasValue("只能由她本人交");
            Assertions.assertThat(head.get("/cases/" + caseId).in(200).body()).doesNotContain("ActionRecorded");
            office.withoutComplaint("401", "403");
        }
    }

    @Test
    void the_form_that_was_open_when_danger_was_marked_is_refused_with_the_article() {
        Words words = new Words("zh");
        String caseId = MainJobTest.callThatBecomesACase(operator, "F04", false);
        MainJobTest.opened(head, caseId, false);
        try (Visit office = visit(head, "zh", Browser.WIDE)) {
            office.open("/cases/" + caseId + "#act-acceptance");
            office.page().selectOption("#acceptance-basis", "MEDIATE");
            send(office, words, "acceptance");
            open(office, "m", "mediation");
            long seen = head.get("/cases/" + caseId).in(200).version();
            head.post("/cases/" + caseId + "/dv-flag", Map.of("forms", List.of("PHYS")), seen).in(200);

            office.page().locator("#mediation-source").press("Control+Enter");
            assertThat(office.page().locator("#form-mediation .act-errors")).isFocused();
            assertThat(office.page().locator("#form-mediation .act-errors")).containsText("MED-07");
            office.page().keyboard().press("Escape");
            assertThat(office.page().locator("#act-mediation")).not().isVisible();
            assertThat(office.page().locator("main .sheet")).isVisible();
            office.withoutComplaint("409");
        }
    }

    /** By keyboard alone; the answer is the new case's id. */
    private static String call(Visit desk, Words words, String category, String phone) {
        Page page = desk.page();
        desk.open("/desk");
        page.locator("#call").focus();
        page.keyboard().type("李秀");
        page.keyboard().press("Tab");
        page.keyboard().type(phone);
        page.keyboard().press("Alt+s");
        page.keyboard().type("婆婆与她争吵多年，想请妇联调解。");
        page.locator("[name=nature][value=MEDIATE]").press("Space");
        page.keyboard().press("Alt+c");
        page.keyboard().type(category);
        page.keyboard().press("Enter");
        page.locator("#t-case").press("Space");
        page.locator("#t-case").press("Control+Enter");
        assertThat(page.locator(".toast").first()).containsText(words.of("desk", "registered"));
        page.locator(".toast a").click();
        page.locator(".casehead .facts a.no").click();
        desk.ready();
        Matcher id = Pattern.compile("/cases/([0-9a-f-]{36})").matcher(page.url());
        Assertions.assertThat(id.find()).as(page.url()).isTrue();
        return id.group(1);
    }

    /** Down the list with J, then E. */
    private static void fromTheWorkList(Visit visit, String tab, String number) {
        visit.open("/worklist?tab=" + tab);
        Page page = visit.page();
        Locator row = page.locator("tr[aria-selected=true]", has(number));
        for (int rows = page.locator("table.work tbody tr").count(); rows > 0 && row.count() == 0; rows--) {
            page.keyboard().press("j");
        }
        page.keyboard().press("e");
        page.waitForURL(Pattern.compile("/cases/"));
        visit.ready();
    }

    /** Presses the key again where the part that answers it was just being exchanged, as a person would. */
    private static void open(Visit visit, String key, String act) {
        Locator dialog = visit.page().locator("#act-" + act);
        for (int tries = 0; tries < 5 && !dialog.isVisible(); tries++) {
            visit.page().keyboard().press(key);
            for (int wait = 0; wait < 10 && !dialog.isVisible(); wait++) {
                visit.page().waitForTimeout(50);
            }
        }
        assertThat(dialog).isVisible();
    }

    /** Sends the dialog that is open, by its key, and waits until the page tells that it is done. */
    private static void send(Visit visit, Words words, String act) {
        visit.page().locator("#act-" + act + " :is(select, input:not([type=hidden]), textarea, button)").first()
                .press("Control+Enter");
        assertThat(visit.page().locator(".toast")).containsText(words.of("casefile", "done." + act));
        visit.ready();
    }

    /** Why an act cannot be done now, as the page tells it. */
    private static Locator refusal(Visit visit, Words words, String act) {
        return visit.page().locator(".refuse",
                new Page.LocatorOptions().setHasText(words.of("casefile", "act." + act)));
    }

    private static int mediated(Visit visit) {
        Locator numerator = visit.page().locator("#tile-mediation .frac a").first();
        return numerator.count() == 0 ? 0 : Integer.parseInt(text(numerator).replace(",", ""));
    }

    private static String text(Locator part) {
        return part.first().textContent().strip();
    }

    private static Page.LocatorOptions has(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static Visit visit(Visitor visitor, String lang, int width) {
        return Browser.visit(house.address().toString(), lang, width).enter(visitor);
    }

    /** The words of the pages, as the reader's bundles have them. */
    private record Words(Locale locale) {

        Words(String lang) {
            this(lang.equals("en") ? Locale.ENGLISH : Locale.ROOT);
        }

        /** @param key with the bundle's own name left out, where its keys begin with that */
        String of(String bundle, String key) {
            ResourceBundle words = ResourceBundle.getBundle("messages/" + bundle, locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            return words.getString(words.containsKey(bundle + "." + key) ? bundle + "." + key : key);
        }
    }
}
