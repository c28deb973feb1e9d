package org.halfsky.ops.journeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import org.assertj.core.api.Assertions;
import org.halfsky.events.ids.Role;
import org.halfsky.events.wire.TimeOrderedIds;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;

import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;

/** The desk as an operator uses it: by keyboard, with a caller on the line. */
@Journey
class DeskInTheBrowserTest {

    private static final Pattern REGISTERING = Pattern.compile("/contacts/[-0-9a-f]{36}\\?");
    private static final Pattern SAVING = Pattern.compile("/drafts/[-0-9a-f]{36}\\?");

    private static final String LATE = """
            (() => {
              const [url, options] = JSON.parse(sessionStorage.getItem('late'));
              return fetch(url, options);
            })()""";

    private static RunningHalfsky house;
    private static Visitor operator;

    @BeforeAll
    static void an_operator_in_heshan() {
        house = RunningHalfsky.get();
        operator = house.as(Role.OPERATOR, HESHAN);
    }

    @Test
    void a_call_is_written_down_survives_a_reload_and_is_registered() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            visit.shot("desk-empty");
            page.fill("#call", "李女士");
            page.locator("#place").fill("兰溪");
            assertThat(page.locator("#places")).containsText("兰溪镇");
            page.keyboard().press("Enter");
            assertThat(page.locator("[name=unit][type=hidden]").last()).hasValue("430903111000");
            page.keyboard().press("Alt+s");
            page.keyboard().type("丈夫昨晚酒后砸门，问能不能不离婚先让他不准靠近。");
            page.check("[name=nature][value=HELP]");
            page.keyboard().press("Alt+c");
            page.keyboard().type("jb");
            page.keyboard().press("Enter");
            page.keyboard().type("离婚咨询");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-main]")).hasText("F05 家庭暴力");
            assertThat(page.locator("[data-also]")).hasText("F01 离婚咨询");
            assertThat(page.locator("[name=dvMarker]")).isChecked();
            assertThat(page.locator("#t-answer")).isDisabled();
            assertThat(page.locator("#w-answer")).containsText("ACC-07");
            page.check("[name=urgency][value=U1]");
            assertThat(page.locator("[data-u1]")).containsText("REG-06");
            assertThat(page.locator("[data-saved-text]")).containsText("已自动保存");
            visit.shot("desk-filled").fits().accessible();

            page.reload();
            visit.ready();
            assertThat(page.locator("#story")).hasValue("丈夫昨晚酒后砸门，问能不能不离婚先让他不准靠近。");
            assertThat(page.locator("[data-main]")).hasText("F05 家庭暴力");
            assertThat(page.locator("#call")).hasValue("李女士");
            assertThat(page.locator("#place")).hasValue("兰溪镇");
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator(".toast").first()).containsText("已登记");
            assertThat(page.locator("#story")).hasValue("");
            assertThat(page.locator("#arrived[data-set]")).hasCount(0); // the next call arrives when it arrives
            visit.withoutComplaint("404");
        }
    }

    @Test
    void what_could_not_be_saved_is_not_put_away() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            page.fill("#story", "打到一半断了网。");
            page.context().setOffline(true);
            page.locator("[data-later]").click();
            assertThat(page.locator(".toast.bad")).containsText("没有存上");
            assertThat(page.locator("#story")).hasValue("打到一半断了网。");
            page.context().setOffline(false);
            page.locator("[data-later]").click();
            assertThat(page.locator("#story")).hasValue("");

            page.context().setOffline(true);
            page.fill("#story", "又断了。");
            page.locator("[data-list] button").first().click();
            assertThat(page.locator(".toast.bad")).hasCount(2);
            assertThat(page.locator("#story")).hasValue("又断了。");
            page.context().setOffline(false);
            page.locator("[data-list] button").first().click();
            assertThat(page.locator("#story")).hasValue("打到一半断了网。");

            List<Route> underWay = new CopyOnWriteArrayList<>();
            page.route("**/drafts/*", route -> {
                if (underWay.isEmpty()) {
                    underWay.add(route);
                } else {
                    route.abort();
                }
            });
            page.waitForRequest("**/drafts/*", () -> page.fill("#story", "正在存的时候断了。"));
            page.locator("[data-later]").click();
            assertThat(page.locator("[data-later]")).hasAttribute("aria-busy", "true");
            assertThat(page.locator("#story")).hasValue("正在存的时候断了。");
            underWay.getFirst().abort();
            assertThat(page.locator(".toast.bad")).hasCount(3);
            assertThat(page.locator("#story")).hasValue("正在存的时候断了。");
            page.unroute("**/drafts/*");

            visit.open("/desk?channel=VISIT");
            page.fill("#story", "上门来的。");
            assertThat(page.locator("[data-saved-text]")).containsText("已自动保存");
            page.reload();
            visit.ready();
            assertThat(page.locator("#story")).hasValue("上门来的。");
            assertThat(page.locator("[name=channel][value=VISIT]")).isChecked();
            visit.withoutComplaint("404", "ERR_INTERNET_DISCONNECTED", "ERR_FAILED");
        }
    }

    @Test
    void what_is_being_sent_is_held_and_what_another_window_registered_goes_on_as_a_new_contact() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            page.fill("#story", "问抚养费。");
            page.check("[name=nature][value=HELP]");
            page.locator("#cs").pressSequentially("抚养费");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-saved-text]")).containsText("已自动保存");
            operator.put("/contacts/" + page.evaluate("localStorage.getItem('halfsky.contact')"),
                    MainJobTest.call("F01", false)).in(201);
            List<Route> sent = new ArrayList<>();
            page.route(REGISTERING, sent::add);
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator("[data-sending]")).isVisible();
            assertThat(page.locator("#contact[inert]")).hasCount(1);
            page.keyboard().type("1n");
            page.unroute(REGISTERING);
            sent.getFirst().resume();
            assertThat(page.locator("[data-elsewhere]")).isVisible();
            assertThat(page.locator("#contact[inert]")).hasCount(0);
            assertThat(page.locator("#story")).hasValue("问抚养费。");
            visit.shot("desk-elsewhere").fits().accessible();
            page.locator("[data-as-new]").click();
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator(".toast").first()).containsText("已登记");
            Assertions.assertThat(sent).hasSize(1);
            visit.withoutComplaint("404", "409");
        }
    }

    @Test
    void a_contact_is_written_on_in_one_window_at_a_time() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            write(page, "甲窗写的。");
            Page other = another(visit);
            assertThat(other.locator("[data-list] button")).not().hasCount(0);
            assertThat(other.locator("#story")).hasValue("");
            other.locator("[data-list] button").first().click();
            assertThat(other.locator(".toast.bad")).containsText("正在另一个窗口里记");
            assertThat(other.locator("#story")).hasValue("");
            write(other, "乙窗写的。");
            for (Page each : List.of(other, page)) {
                each.reload();
            }
            assertThat(page.locator("#story")).hasValue("甲窗写的。");
            assertThat(other.locator("#story")).hasValue("乙窗写的。");
            page.close();

            Page afterACrash = another(visit);
            assertThat(afterACrash.locator("#story")).hasValue("甲窗写的。");
            visit.withoutComplaint("404");
        }
    }

    @Test
    void where_a_browser_cannot_tell_of_its_windows_neither_writes_over_the_other() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            visit.page().context().addInitScript("delete Navigator.prototype.locks");
            Page page = visit.open("/desk").page();
            write(page, "甲段。");
            Page other = another(visit);
            assertThat(other.locator("#story")).hasValue("甲段。");
            write(other, "甲段。乙段。");
            page.fill("#story", "甲段。丙段。");
            assertThat(page.locator("[data-elsewhere]")).containsText("在另一个窗口改过");
            assertThat(page.locator("[data-elsewhere] a")).isHidden();
            assertThat(page.locator("#story")).hasValue("甲段。丙段。");
            visit.shot("desk-overtaken").fits().accessible();
            page.locator("[data-later]").click();
            assertThat(page.locator("#story")).hasValue("");
            Assertions.assertThat(drafts(page)).contains("甲段。乙段。", "甲段。丙段。");

            kept(page, "subCategory", () -> fillIn(page, "问抚养费。"));
            Page third = another(visit);
            assertThat(third.locator("#story")).hasValue("问抚养费。");
            write(third, "问抚养费。又说对方动手。");
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator(".toast").last()).containsText("已登记");
            third.locator("[data-later]").click();
            assertThat(third.locator("#story")).hasValue("");
            third.reload(); // the list is asked for again
            third.locator("[data-list] button").first().click();
            assertThat(third.locator("#story")).hasValue("问抚养费。又说对方动手。");
            assertThat(third.locator("[data-elsewhere]")).containsText("已登记过");
            third.locator("[data-as-new]").click();
            third.locator("#story").press("Control+Enter");
            assertThat(third.locator(".toast").last()).containsText("已登记");
            RunningHalfsky.within(Duration.ofSeconds(10), () -> !drafts(page).contains("又说对方动手"),
                    "what went on as a new contact is gone with it");
            Assertions.assertThat(drafts(page)).contains("甲段。乙段。");
            visit.withoutComplaint("404", "412");
        }
    }

    @Test
    void what_is_typed_just_before_a_reload_comes_back_though_it_arrives_late_or_after_a_second_one() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            write(page, "先写的。");
            sendLate(page, "先写的。后写的。");
            assertThat(page.locator(".toast")).containsText("正在取回");
            page.waitForTimeout(800);
            assertThat(page.locator("#story")).hasValue("");
            page.reload();
            visit.ready();
            page.evaluate(LATE);
            assertThat(page.locator("#story")).hasValue("先写的。后写的。");

            sendLate(page, "先写的。后写的。到得太晚的。");
            assertThat(page.locator("#story")).hasValue("先写的。后写的。");
            page.evaluate(LATE);
            page.locator("#story").press("End");
            page.keyboard().type("接着写的。");
            assertThat(page.locator("[data-elsewhere]")).containsText("在另一个窗口改过");
            page.locator("[data-as-new]").click();
            assertThat(page.locator("span[data-saved]")).isVisible();
            Assertions.assertThat(drafts(page)).contains("先写的。后写的。到得太晚的。", "先写的。后写的。接着写的。");
            visit.withoutComplaint("404", "412");
        }
    }

    @Test
    void a_second_reload_before_the_draft_is_back_brings_it_all_the_same() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            write(page, "刷新两次。");
            held(page, Pattern.compile("/drafts$"), page::reload);
            page.reload();
            assertThat(page.locator("#story")).hasValue("刷新两次。");
            visit.withoutComplaint("404");
        }
    }

    @Test
    void what_is_written_without_a_pause_is_saved_while_it_is_written() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            List<String> saved = new CopyOnWriteArrayList<>();
            page.onRequest(request -> {
                if (SAVING.matcher(request.url()).find()) {
                    saved.add(request.postData());
                }
            });
            page.locator("#story").pressSequentially("她".repeat(20),
                    new Locator.PressSequentiallyOptions().setDelay(250));
            Assertions.assertThat(saved).isNotEmpty();
            visit.withoutComplaint("404");
        }
    }

    @Test
    void an_answer_that_was_lost_is_no_other_window() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            page.route(SAVING, route -> {
                route.fetch();
                route.abort();
            }, new Page.RouteOptions().setTimes(1));
            page.fill("#story", "存上了，答复丢了。");
            assertThat(page.locator("[data-unsaved]")).isVisible();
            page.fill("#story", "存上了，答复丢了。接着写。");
            assertThat(page.locator("span[data-saved]")).isVisible();
            Assertions.assertThat(drafts(page)).contains("存上了，答复丢了。接着写。");
            visit.withoutComplaint("404", "ERR_FAILED");
        }
    }

    @Test
    void danger_that_shows_while_a_contact_is_on_its_way_is_answered_at_once_and_stays_marked() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            listenToTheLine(page);
            fillIn(page, "门外有人砸门。");
            Route refused = held(page, REGISTERING, () -> page.locator("#story").press("Control+Enter"));
            assertThat(page.locator("[data-sending]")).isVisible();
            page.keyboard().press("F8");
            assertThat(page.locator("[data-sos]")).isVisible();
            Assertions.assertThat(page.evaluate("dialled")).isEqualTo("tel:110");
            refused.fulfill(new Route.FulfillOptions().setStatus(503));
            assertThat(page.locator(".act-errors")).isVisible();
            assertThat(page.locator("[name=urgency][value=U1]")).isChecked();
            assertThat(page.locator("[data-sos]")).isVisible();
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator(".toast").last()).containsText("已登记");
            assertThat(page.locator(".toast.bad")).hasCount(0);
            visit.withoutComplaint("404", "503");
        }
    }

    @Test
    void a_contact_that_was_registered_without_the_danger_just_marked_is_said_to_be() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            listenToTheLine(page);
            fillIn(page, "又有人打来。");
            Route registered = held(page, REGISTERING, () -> page.locator("#story").press("Control+Enter"));
            page.keyboard().press("F9");
            assertThat(page.locator("[data-sos]")).isVisible();
            Assertions.assertThat(page.evaluate("dialled")).isEqualTo("tel:120");
            registered.resume();
            assertThat(page.locator(".toast.bad")).containsText("没有记上刚标的危险");
            assertThat(page.locator("#story")).hasValue("");
            page.locator(".toast.bad a").click();
            assertThat(page.locator("main")).containsText("又有人打来。");
            visit.withoutComplaint("404");
        }
    }

    @Test
    void danger_that_shows_while_a_contact_is_put_aside_keeps_it_here() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            listenToTheLine(page);
            page.fill("#story", "先放着的。");
            Route saving = held(page, SAVING, () -> page.locator("[data-later]").click());
            page.keyboard().press("F8");
            saving.resume();
            assertThat(page.locator("[data-later][aria-busy]")).hasCount(0);
            assertThat(page.locator("span[data-saved]")).isVisible();
            assertThat(page.locator("#story")).hasValue("先放着的。");
            assertThat(page.locator("[name=urgency][value=U1]")).isChecked();
            assertThat(page.locator("[data-sos]")).isVisible();
            assertThat(page.locator(".toast.bad")).hasCount(0);
            visit.withoutComplaint("404");
        }
    }

    @Test
    void what_is_typed_while_the_form_waits_for_something_else_stays_in_it() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            fillIn(page, "问抚养费，先放着又登记了。");
            Route saving = held(page, SAVING, () -> page.locator("[data-later]").click());
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator(".toast").first()).containsText("已登记");
            page.fill("#story", "下一位。");
            saving.resume();
            page.unroute(SAVING);
            page.waitForTimeout(300);
            assertThat(page.locator("#story")).hasValue("下一位。");
            page.locator("[data-later]").click();
            assertThat(page.locator("#story")).hasValue("");

            Route opening = held(page, Pattern.compile("/drafts/[-0-9a-f]{36}$"),
                    () -> page.locator("[data-list] button").first().click());
            write(page, "又一位。");
            opening.resume();
            page.waitForTimeout(300);
            assertThat(page.locator("#story")).hasValue("又一位。");
            visit.withoutComplaint("404", "409");
        }
    }

    @Test
    void who_signs_out_while_writing_is_heard_to_the_end() {
        try (Visit visit = Browser.visit(house.address().toString(), "zh", Browser.WIDE)
                .signIn(operator.username(), operator.password()).open("/desk")) {
            Page page = visit.page();
            page.route(SAVING, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)),
                    new Page.RouteOptions().setTimes(1));
            page.fill("#story", "她说丈夫今晚要来。");
            assertThat(page.locator("[data-unsaved]")).isVisible();
            page.locator("#story").press("End");
            page.keyboard().type("她带着孩子。");
            page.locator(".me > summary").click();
            page.locator("form[action='/sign-out'] button").click();
            page.waitForURL("**/sign-in*");
            visit.signIn(operator.username(), operator.password()).open("/desk");
            Assertions.assertThat(drafts(page)).contains("她说丈夫今晚要来。她带着孩子。");
            visit.withoutComplaint("404", "503");
        }
    }

    @Test
    void what_is_too_long_to_be_sent_as_the_page_is_left_is_asked_about() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            List<String> asked = new ArrayList<>();
            page.onDialog(dialog -> {
                asked.add(dialog.type());
                dialog.accept();
            });
            page.locator("#story").click();
            page.fill("#story", "短的。");
            page.reload();
            Assertions.assertThat(asked).isEmpty();
            page.locator("#story").click();
            page.fill("#story", "长".repeat(20_000));
            page.check("#t-answer");
            page.fill("#answer", "答".repeat(9_000));
            page.reload();
            Assertions.assertThat(asked).containsExactly("beforeunload");
            visit.withoutComplaint("404");
        }
    }

    @Test
    void a_refusal_stands_beside_its_field_with_the_article_and_nothing_typed_is_lost() {
        try (Visit visit = visit("en", Browser.NARROW)) {
            Page page = visit.page();
            page.fill("#call", "Li");
            page.locator("#call").press("Control+Enter");
            assertThat(page.locator(".act-errors")).isFocused();
            assertThat(page.locator("#story ~ .err")).containsText("REG-02");
            assertThat(page.locator("#call")).hasValue("Li");
            visit.shot("desk-refused-en-390").fits().accessible();

            page.locator("[data-later]").click();
            assertThat(page.locator("#call")).hasValue("");
            assertThat(page.locator("#main").locator(".act-errors, .bad, .err, [aria-invalid]")).hasCount(0);
            visit.as(Browser.WIDE, ColorScheme.LIGHT).shot("desk-empty-en").fits();
            for (String row : List.of(".call", "#g-nature + div .seg")) {
                Assertions.assertThat(page.locator(row).boundingBox().height).as(row).isLessThan(70);
            }
            visit.withoutComplaint("422", "404");
        }
    }

    @Test
    void all_that_is_missing_is_told_at_once_in_the_words_of_the_rules() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            page.check("#t-answer");
            page.fill("#place", "长沙市");
            page.locator("#place").press("Tab");
            assertThat(page.locator("#place")).hasAttribute("data-found", "0");
            page.fill("#arrived", "2099-01-01T08:00");
            page.locator("#call").press("Control+Enter");
            assertThat(page.locator(".act-errors a")).hasCount(6);
            assertThat(page.locator("[data-field=unit] .err")).containsText("范围内没有这个地方");
            assertThat(page.locator(".call .err")).containsText("时间不得晚于现在");
            visit.shot("desk-refused-place").fits();

            page.fill("#place", "兰溪镇");
            page.locator("#place").press("Tab");
            assertThat(page.locator("[name=unit][type=hidden]").last()).hasValue("430903111000");
            page.fill("#arrived", "2026-01-01T08:00");
            page.locator("#call").press("Control+Enter");
            assertThat(page.locator(".call .err")).hasCount(0);
            assertThat(page.locator(".act-errors a")).hasCount(4);
            for (String field : List.of("narrative", "nature", "subCategory")) {
                Map<String, Object> call = MainJobTest.call("F01", false);
                call.remove(field);
                JsonNode refused = operator.put("/contacts/" + new TimeOrderedIds().generateIdentifier(), call).in(422)
                        .json();
                Locator err = page.locator("[data-field~=" + field + "] .err");
                for (String said : List.of("detail", "ruleId", "basis")) {
                    assertThat(err).containsText(refused.get(said).asString());
                }
            }
            visit.shot("desk-refused").fits().accessible().withoutComplaint("404");
        }
    }

    @Test
    void a_silent_call_is_one_key() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            page.locator("h1").click(new Locator.ClickOptions().setForce(true));
            page.keyboard().press("1");
            assertThat(page.locator(".toast").first()).containsText("无声");
            Locator unit = page.locator("#contact [name=unit][type=hidden]");
            unit.evaluate("field => field.value = '430100000000'");
            page.locator("button[form=dismiss]").first().click();
            assertThat(page.locator("#dismiss .act-errors")).isVisible();
            unit.evaluate("field => field.value = ''");
            page.locator("button[form=dismiss]").first().click();
            assertThat(page.locator("#dismiss .act-errors")).hasCount(0);

            page.check("[name=selfHarmMarker]");
            page.keyboard().press("3"); // a key of the form's own control
            assertThat(page.locator(".toast.bad")).hasCount(0);
            page.locator("h1").click(new Locator.ClickOptions().setForce(true));
            page.keyboard().down("3");
            page.keyboard().down("3");
            page.keyboard().up("3");
            assertThat(page.locator(".toast.bad")).containsText("再按一次");
            assertThat(page.locator("[name=selfHarmMarker]")).isChecked();
            page.keyboard().press("3");
            assertThat(page.locator(".toast").last()).containsText("骚扰");
            assertThat(page.locator("[name=selfHarmMarker]")).not().isChecked();
            assertThat(page.locator("#call")).isFocused();
            visit.withoutComplaint("404", "403", "422");
        }
    }

    @Test
    void a_second_call_from_the_same_phone_is_linked_to_the_open_case_once_a_human_says_it_is_she() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            page.fill("#phone", "13807376217");
            page.fill("#story", "外嫁后村里不给土地分红。");
            page.check("[name=nature][value=HELP]");
            page.locator("#cs").pressSequentially("wjn");
            page.keyboard().press("Enter");
            page.check("#t-case");
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator(".toast").first()).containsText("已登记");
            page.locator(".toast a").click();
            assertThat(page.locator("main")).containsText("外嫁");
            visit.shot("contact-registered");

            page.navigate("/find?q=1");
            assertThat(page).hasURL(Pattern.compile("/cases/"));
            page.navigate("/find?q=兰溪");
            assertThat(page.locator("main")).containsText("兰溪镇");
            visit.shot("find").fits().accessible();
            for (String number : List.of("13807376217", "+86 138 0737 6217", "0737-4422338", "43090319800101123X")) {
                page.fill("#q", number);
                page.press("#q", "Enter");
                assertThat(page).hasURL(Pattern.compile("/find\\?q=%E5%85%B0%E6%BA%AA"));
            }
            page.fill("#q", "430903111000");
            page.press("#q", "Enter");
            assertThat(page).hasURL(Pattern.compile("/find\\?q=430903111000"));

            visit.open("/desk");
            page.focus("#phone");
            double still = topOf(page, "#story");
            page.fill("#phone", "138 0737 6217");
            page.keyboard().press("Tab");
            assertThat(page.locator("#repeat")).containsText("赫妇维〔");
            Assertions.assertThat(topOf(page, "#story")).isEqualTo(still);
            Assertions.assertThat(topOf(page, "[data-to=CASE]") - topOf(page, "[data-to=LINK]")).isLessThan(60);
            visit.shot("desk-repeat").accessible();
            page.locator("h1").click(new Locator.ClickOptions().setForce(true));
            page.keyboard().press("y");
            assertThat(page.locator("#t-link")).isChecked();
            assertThat(page.locator("[data-to=LINK] [data-case-number]")).containsText("赫妇维〔");
            assertThat(page.locator("[data-saved-text]")).containsText("已自动保存");

            page.reload();
            visit.ready();
            assertThat(page.locator("#repeat [data-same-as]")).hasAttribute("aria-pressed", "true");
            assertThat(page.locator("#t-link")).isChecked();
            assertThat(page.locator("[data-to=LINK] [data-case-number]")).containsText("赫妇维〔");
            assertThat(page.locator("[data-ask]")).isHidden();

            page.fill("#phone", "13900010002");
            page.keyboard().press("Tab");
            assertThat(page.locator("[data-ask]")).containsText("请重新选去向");
            assertThat(page.locator("[name=disposition]:checked")).hasCount(0);
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("[data-field=disposition] .err")).containsText("请选去向");
            visit.as(Browser.NARROW, ColorScheme.LIGHT);
            page.focus("#phone");
            page.evaluate("document.activeElement.scrollIntoView({ block: 'center' })"); // Tab need not scroll
            double stillOnAPhone = topOf(page, "#story");
            page.fill("#phone", "13807376217");
            page.keyboard().press("Tab");
            assertThat(page.locator("#repeat [data-same-as]")).hasAttribute("aria-pressed", "false");
            Assertions.assertThat(topOf(page, "#story")).isEqualTo(stillOnAPhone);
            visit.shot("desk-repeat-390").fits().as(Browser.WIDE, ColorScheme.LIGHT);
            page.locator("h1").click(new Locator.ClickOptions().setForce(true));
            page.keyboard().press("y");
            assertThat(page.locator("[data-ask]")).isHidden();
            assertThat(page.locator("#t-link")).isChecked();
            page.fill("#story", "又打来问土地分红的进展。");
            page.check("[name=nature][value=CONSULT]");
            page.locator("#cs").pressSequentially("A01");
            page.keyboard().press("Enter");
            visit.shot("desk-link");
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator(".toast").last()).containsText("已登记");
            assertThat(page.locator("#log")).containsText("并入");
            visit.withoutComplaint("404");
        }
    }

    private static void write(Page page, String story) {
        kept(page, story, () -> page.fill("#story", story));
    }

    /** Until the draft is kept with what was written last. */
    private static void kept(Page page, String last, Runnable writing) {
        page.waitForResponse(answer -> SAVING.matcher(answer.url()).find() && answer.ok()
                && answer.request().postData().contains(last), writing);
        assertThat(page.locator("span[data-saved]")).isVisible();
    }

    private static void fillIn(Page page, String story) {
        page.fill("#story", story);
        page.check("[name=nature][value=HELP]");
        page.locator("#cs").pressSequentially("抚养费");
        page.keyboard().press("Enter");
    }

    /** What is dialled is heard and goes no further: this machine would ask what to dial with, and hear no key meanwhile. */
    private static void listenToTheLine(Page page) {
        page.evaluate("""
                () => document.addEventListener('click', event => {
                  const line = event.target.closest('a[href^="tel:"]');
                  if (!line) return;
                  window.dialled = line.href;
                  event.preventDefault();
                })""");
    }

    /** Another window of the same browser. */
    private static Page another(Visit visit) {
        Page page = visit.page().context().newPage();
        page.navigate("/desk");
        assertThat(page.locator("[data-module]:not([data-started])")).hasCount(0);
        return page;
    }

    /** The request that the act sends, on its way until the test lets it go. */
    private static Route held(Page page, Pattern url, Runnable act) {
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route(url, route -> {
            if (held.isEmpty()) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        act.run();
        page.waitForCondition(() -> !held.isEmpty());
        return held.getFirst();
    }

    /** Types and reloads; the save that is sent as the page is left stays on the line until {@link #LATE}. */
    private static void sendLate(Page page, String story) {
        page.evaluate("""
                () => {
                  const send = window.fetch;
                  window.fetch = (url, options) => options?.keepalive
                    ? sessionStorage.setItem('late', JSON.stringify([url, { ...options, keepalive: false }]))
                    : send(url, options);
                }""");
        page.fill("#story", story);
        page.reload();
        assertThat(page.locator("[data-module]:not([data-started])")).hasCount(0);
    }

    /** The stories of what is not finished, as the server has them. */
    private static String drafts(Page page) {
        return page.evaluate("""
                async () => {
                  const all = await (await fetch('/drafts', { headers: { Accept: 'application/json' } })).json();
                  const forms = await Promise.all(all.slice(0, 12).map(each => fetch(`/drafts/${each.contactId}`)
                    .then(form => form.json())));
                  return JSON.stringify(forms.map(form => form.narrative));
                }""").toString();
    }

    /** Where a part stands in the window. */
    private static double topOf(Page page, String part) {
        return page.locator(part).boundingBox().y;
    }

    private static Visit visit(String lang, int width) {
        return visit(lang, width, ColorScheme.LIGHT);
    }

    private static Visit visit(String lang, int width, ColorScheme scheme) {
        return Browser.visit(house.address().toString(), lang, width, scheme).enter(operator).open("/desk");
    }
}
