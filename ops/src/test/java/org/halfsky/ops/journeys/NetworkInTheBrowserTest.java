package org.halfsky.ops.journeys;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.assertj.core.api.Assertions;
import org.halfsky.events.ids.Role;
import org.halfsky.events.wire.TimeOrderedIds;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;
import static org.halfsky.ops.journeys.RunningHalfsky.YIYANG;

/** The network, the rates and the replay as those use them who look: down to the unit, the case and the event, by keyboard. */
@Journey
class NetworkInTheBrowserTest {

    private static final String NANXIAN = "430921000000";

    private static RunningHalfsky house;

    @BeforeAll
    static void the_house() {
        house = RunningHalfsky.get();
    }

    @Test
    void a_station_is_opened_and_what_the_law_asks_of_a_committee_stands_beside_its_members() {
        Visitor head = house.as(Role.RIGHTS_HEAD);
        for (Role role : new Role[]{Role.MEDIATOR, Role.STATION_OFFICER, Role.OPERATOR}) {
            house.as(role, HESHAN);
        }
        String town = head.get("/network?unit=" + NANXIAN).in(200).json().get("children").get(0).get("unit").asString();
        try (Visit visit = visit(head, "zh", Browser.WIDE)) {
            Page page = visit.open("/network/" + town).page();
            assertThat(page.locator("main")).containsText("未设站");
            opened(page, "开设站点");
            page.selectOption("#s-kind", "RIGHTS_STATION");
            page.fill("#s-hours", "周一至周五 08:30–17:30");
            page.locator("#s-hours").press("Enter");
            assertThat(page.locator("dl.facts").first()).containsText("周一至周五");
            assertThat(page.locator("h1")).isFocused();

            opened(page, "设立、换届");
            page.locator("#m-on").press("Enter");
            for (String member : new String[]{"第 1 人", "第 2 人", "第 3 人"}) {
                assertThat(page.locator(".act-errors")).containsText(member);
            }
            visit.shot("unit-committee-empty");
            for (int member = 0; member < 3; member++) {
                page.locator("[name='members[" + member + "].staff']")
                        .selectOption(new SelectOption().setIndex(member + 1));
            }
            page.locator("#m-on").press("Enter");
            Locator members = page.locator("[data-members]");
            assertThat(members.locator(".err")).containsText("须3至9人且有妇女成员");
            assertThat(members.locator(".err")).containsText("《人民调解法》第8条");
            page.locator("[data-more]").click();
            assertThat(page.locator("[name='members[3].staff']")).isFocused();
            page.locator("[name='members[3].staff']")
                    .selectOption(new SelectOption().setIndex(4));
            page.check("[name='members[3].woman']");
            page.check("[name='members[0].head']");
            visit.shot("unit-committee");
            page.locator("#m-on").press("Enter");
            assertThat(page.locator("#committee tbody tr")).hasCount(4);
            assertThat(page.locator("button", hasText("撤销委员会"))).not().isVisible();
            appointed(page, 1);
            Locator mediators = page.locator("#mediators tbody tr");
            assertThat(mediators).hasCount(1);
            visit.as(Browser.NARROW, ColorScheme.LIGHT).shot("unit-committee-390").fits().accessible();
            Assertions.assertThat(page.locator("#mediators button").boundingBox().x).isLessThan(Browser.NARROW);
            opened(page, "解聘");
            page.locator("button", hasText("确认解聘")).click();
            assertThat(mediators).containsText("不在任");
            visit.ready();
            appointed(page, 2);
            assertThat(mediators).hasCount(2);
            assertThat(mediators.first()).not().containsText("不在任");
            assertThat(mediators.last()).containsText("不在任");
            opened(page, "撤销委员会");
            visit.shot("unit-dissolution");
            page.locator("button", hasText("撤销委员会")).click();
            assertThat(page.locator("#committee")).hasCount(0);
            visit.withoutComplaint("422");
        }
    }

    @Test
    void the_tree_opens_a_level_at_a_time_by_keyboard_and_a_unit_is_found_by_name_and_by_code() {
        try (Visit visit = visit(house.as(Role.LEADER), "zh", Browser.WIDE)) {
            Page page = visit.open("/network?unit=" + YIYANG).page();
            assertThat(page.locator("#network tbody tr")).hasCount(9);
            Locator heshan = page.locator("tr[data-unit='" + HESHAN + "'] [data-toggle]");
            Request rows = page.waitForRequest(asked -> asked.url().contains("/network/rows"),
                    () -> heshan.press("Enter"));
            Assertions.assertThat(rows.headers()).as("a part of a page is asked for as a page")
                    .containsEntry("accept", "text/html");
            Locator lanxi = page.locator("tr[data-unit='430903111000'] [data-toggle]");
            assertThat(lanxi).isVisible();
            visit.settled();
            lanxi.press("Enter");
            Locator village = page.locator("tr[data-prefix^='430903111']:not([data-unit='430903111000'])").first();
            assertThat(village).isVisible();
            heshan.press("Enter");
            assertThat(village).isHidden();
            heshan.press("Enter");
            assertThat(village).isVisible();
            visit.shot("network-open").accessible();

            page.locator("main [name=q]").fill("兰溪镇");
            page.locator("main [name=q]").press("Enter");
            assertThat(page.locator("#found")).containsText("430903111000");
            page.locator("main [name=q]").fill("4309031110");
            page.locator("main [name=q]").press("Enter");
            assertThat(page.locator("#found")).containsText("兰溪镇");
            visit.withoutComplaint();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void the_whole_table_is_seen_on_a_desk_screen(String lang) {
        try (Visit visit = visit(house.as(Role.LEADER), lang, Browser.WIDE)) {
            Page page = visit.open("/network?unit=" + YIYANG + "&lang=" + lang).page();
            page.locator("tr[data-unit='" + HESHAN + "'] [data-toggle]").press("Enter");
            assertThat(page.locator("tr[data-unit='430903111000']")).isVisible();
            Assertions.assertThat(page.locator(".scroll-x").evaluate("box => box.scrollWidth - box.clientWidth"))
                    .isEqualTo(0);
            visit.shot("network-" + lang);
        }
    }

    @Test
    void the_rates_tree_gives_every_unit_its_own_lines_and_the_chart_is_drawn() {
        for (int width : new int[]{Browser.WIDE, 1440}) {
            try (Visit visit = visit(house.as(Role.LEADER), "zh", width)) {
                Page page = visit.open("/rates?unit=" + YIYANG + "&from=2016-01-01&to=2019-12-31").page();
                assertThat(page.locator("#trend canvas")).isVisible();
                Object overlapping = page.evaluate(
                        """
                        () => [...document.querySelectorAll('.tree .over')].filter(name =>
                            name.getBoundingClientRect().bottom
                                > name.closest('li').querySelector('summary').getBoundingClientRect().bottom + 1).length""");
                Assertions.assertThat(overlapping).as("names over the next row").isEqualTo(0);
                visit.withoutComplaint();
            }
        }
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused_beside_its_dates_and_the_page_stays() {
        try (Visit visit = visit(house.as(Role.LEADER), "zh", Browser.WIDE)) {
            Page page = visit.open("/rates?unit=" + YIYANG + "&from=2016-01-01&to=2019-12-31").page();
            page.locator("summary", hasText("选期间")).click();
            page.fill("#p-from", "2019-12-31");
            page.fill("#p-to", "2016-01-01");
            page.locator("#p-to").press("Enter");
            assertThat(page.locator("#period .err")).hasText("起始日不能晚于截止日。");
            assertThat(page.locator("#p-from")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator(".act-errors")).isFocused();
            page.fill("#p-to", "2020-12-31");
            page.locator("#p-to").press("Enter");
            assertThat(page).hasURL(Pattern.compile("from=2019-12-31&to=2020-12-31"));
            visit.withoutComplaint();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, Browser.NARROW, 700})
    void on_a_phone_the_period_and_the_definitions_are_seen_and_the_rate_of_every_unit(int width) {
        try (Visit visit = visit(house.as(Role.LEADER), "en", width)) {
            Page page = visit.open("/rates?unit=" + YIYANG + "&from=2016-01-01&to=2019-12-31").page();
            page.locator("details.menu > summary.btn").click();
            Assertions
                    .assertThat(page.locator("#period").locator("..").evaluate(
                            """
                    pop => { const { left, right } = pop.getBoundingClientRect(); return left >= 0 && right <= innerWidth; }"""))
                    .isEqualTo(true);
            page.keyboard().press("Escape");
            Assertions
                    .assertThat(page.locator("#parts tbody tr:first-child td:nth-child(5)").evaluate(
                            """
                    rate => rate.getBoundingClientRect().right <= rate.closest('.scroll-x').getBoundingClientRect().right"""))
                    .isEqualTo(true);
            page.locator("[data-dialog=definitions]").press("Enter");
            assertThat(page.locator("#definitions-h")).isFocused();
            assertThat(page.locator("#definitions-h")).isInViewport();
            Assertions.assertThat(page.locator("#definitions").evaluate("it => it.scrollTop")).isEqualTo(0);
            visit.withoutComplaint();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rates?unit=" + "430900000000&from=2016-01-01&to=2019-12-31", "/network/" + NANXIAN,
            "/cases"})
    void what_has_the_focus_on_a_phone_never_lies_under_the_tab_bar(String address) {
        try (Visit visit = visit(house.as(Role.RIGHTS_HEAD), "zh", Browser.NARROW)) {
            Page page = visit.open(address).page();
            for (int pressed = 0; pressed < 90; pressed++) {
                page.keyboard().press("Tab");
                Assertions.assertThat(page.evaluate("""
                        () => {
                            const own = document.activeElement;
                            const { top, bottom, height } = own.getBoundingClientRect();
                            const bar = document.querySelector('.tabbar').getBoundingClientRect().top;
                            return own.closest('.tabbar') || height > 400 || top > innerHeight || bottom <= bar
                                ? '' : own.outerHTML.slice(0, 80);
                        }""")).as("under the tab bar").isEqualTo("");
            }
        }
    }

    @Test
    void a_period_in_which_nothing_or_not_everything_happened_draws_what_there_is_and_complains_of_nothing() {
        try (Visit visit = visit(house.as(Role.LEADER), "zh", Browser.WIDE)) {
            Page page = visit.open("/rates?unit=" + YIYANG + "&from=2012-01-01&to=2012-12-31").page();
            assertThat(page.locator("main")).containsText("本期没有数据");
            assertThat(page.locator("#trend")).hasCount(0);
            visit.shot("rates-nothing").accessible();
            visit.open("/rates?unit=" + YIYANG + "&from=2015-01-01&to=2016-02-28&step=month");
            assertThat(page.locator("#trend canvas")).isVisible();
            visit.open("/rates?unit=" + YIYANG + "&from=2019-06-01&to=2020-06-30&step=month");
            assertThat(page.locator("#trend canvas")).isVisible();
            visit.withoutComplaint();
        }
    }

    @Test
    void the_arrows_step_through_a_case_and_stay_in_a_field_that_one_types_in() {
        String caseId = new TimeOrderedIds().generateIdentifier();
        Map<String, Object> call = new HashMap<>(MainJobTest.call("F05", true));
        call.put("disposition", "CASE");
        call.put("caseId", caseId);
        house.as(Role.OPERATOR, HESHAN).put("/contacts/" + new TimeOrderedIds().generateIdentifier(), call).in(201);
        MainJobTest.opened(house.as(Role.RIGHTS_HEAD, HESHAN), caseId, true);
        try (Visit visit = visit(house.as(Role.AUDITOR), "zh", Browser.WIDE)) {
            Page page = visit.open("/cases/" + caseId + "/replay").page();
            page.keyboard().press("ArrowLeft");
            assertThat(page).hasURL(Pattern.compile("step=\\d+"));
            visit.ready();
            int step = step(page);
            page.keyboard().press("ArrowRight");
            assertThat(page).hasURL(Pattern.compile("step=" + (step + 1) + "$"));
            visit.ready();
            assertThat(page.locator("h1")).isFocused();
            visit.shot("replay-step");
            for (String field : new String[]{"#at", ".bar [name=q]"}) {
                page.locator(field).press("ArrowLeft");
                visit.ready();
                Assertions.assertThat(step(page)).as("after an arrow in " + field)
                        .isEqualTo(step + 1);
            }
            page.locator("h1").focus();
            // the second press comes before the page of the first
            page.evaluate("""
                    () => { for (let n = 0; n < 2; n++) {
                        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
                    } }""");
            assertThat(page).hasURL(Pattern.compile("step=" + (step - 1) + "$"));
            visit.ready();
            visit.withoutComplaint();
        }
    }

    private static int step(Page page) {
        return Integer.parseInt(page.url().replaceAll(".*step=(\\d+).*", "$1"));
    }

    private static Page.LocatorOptions hasText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    /** A mediator is appointed: the one at this place of the list. */
    private static void appointed(Page page, int place) {
        opened(page, "聘任");
        page.locator("#md-who").selectOption(new SelectOption().setIndex(place));
        page.check("[name=adult]");
        page.check("[name=trained]");
        page.locator("#md-on").press("Enter");
    }

    private static void opened(Page page, String summary) {
        page.locator("details > summary", new Page.LocatorOptions().setHasText(Pattern.compile("^" + summary + "$")))
                .press("Enter");
    }

    private static Visit visit(Visitor visitor, String lang, int width) {
        return Browser.visit(house.address().toString(), lang, width, ColorScheme.LIGHT).enter(visitor);
    }
}
