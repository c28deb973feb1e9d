package org.halfsky.ops.journeys;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.TestHome;
import org.halfsky.ops.accounts.Accounts;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The desk as an operator uses it: by keyboard, with a caller on the line. */
@SpringBootTest(classes = StandaloneApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class DeskInTheBrowserTest {

    private static final UnitCode HESHAN = new UnitCode("430903000000");
    private static String password;

    @LocalServerPort
    int port;
    @Autowired
    Accounts accounts;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        TestHome.on(registry);
    }

    @BeforeEach
    void an_operator_in_heshan() {
        if (password != null) {
            return;
        }
        UnitCode province = new UnitCode("430000000000");
        String admin = accounts.provide(new StaffId("desk-admin"), "吴某", Role.ADMINISTRATOR, province, false)
                .orElseThrow();
        Visitor administrator = new Visitor(URI.create(url()), "desk-admin", admin, province);
        for (Map.Entry<String, String> unit : List.of(Map.entry("430000000000", "湖南省"),
                Map.entry("430900000000", "益阳市"),
                Map.entry("430903000000", "赫山区"), Map.entry("430903103000", "兰溪镇"))) {
            administrator.put("/units/" + unit.getKey(), Map.of("name", unit.getValue())).in(201);
        }
        password = accounts.provide(new StaffId("desk-zhou"), "周某", Role.OPERATOR, HESHAN, false).orElseThrow();
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
            assertThat(page.locator("[name=unit][type=hidden]").last()).hasValue("430903103000");
            page.keyboard().press("Alt+s");
            page.keyboard().type("丈夫昨晚酒后砸门，问能不能不离婚先让他不准靠近。");
            page.check("[name=nature][value=HELP]", new Page.CheckOptions().setForce(true));
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
            page.check("[name=urgency][value=U1]", new Page.CheckOptions().setForce(true));
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
            visit.shot("desk-refused-en-390").fits().accessible().withoutComplaint("422", "404");
        }
    }

    @Test
    void a_silent_call_is_one_key() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            page.locator("h1").click(new Locator.ClickOptions().setForce(true));
            page.keyboard().press("1");
            assertThat(page.locator(".toast").first()).containsText("无声");
            page.fill("#story", "有人说话");
            page.locator("button[form=dismiss]").nth(2).click();
            assertThat(page.locator(".toast.bad")).containsText("再按一次");
            visit.withoutComplaint("404");
        }
    }

    @Test
    void a_second_call_from_the_same_phone_is_linked_to_the_open_case_once_a_human_says_it_is_she() {
        try (Visit visit = visit("zh", Browser.WIDE)) {
            Page page = visit.page();
            page.fill("#phone", "13800006217");
            page.fill("#story", "外嫁后村里不给土地分红。");
            page.check("[name=nature][value=HELP]", new Page.CheckOptions().setForce(true));
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
            assertThat(page.locator("main")).containsText("430903103000");
            visit.shot("find").fits().accessible();

            visit.open("/desk");
            page.fill("#phone", "138 0000 6217");
            page.keyboard().press("Tab");
            assertThat(page.locator("#repeat")).containsText("赫妇维〔");
            visit.shot("desk-repeat").accessible();
            page.locator("h1").click(new Locator.ClickOptions().setForce(true));
            page.keyboard().press("y");
            assertThat(page.locator("#t-link")).isChecked();
            assertThat(page.locator("[data-to=LINK] [data-case-number]")).containsText("赫妇维〔");
            page.fill("#story", "又打来问土地分红的进展。");
            page.check("[name=nature][value=CONSULT]", new Page.CheckOptions().setForce(true));
            page.locator("#cs").pressSequentially("A01");
            page.keyboard().press("Enter");
            visit.shot("desk-link");
            page.locator("#story").press("Control+Enter");
            assertThat(page.locator(".toast").last()).containsText("已登记");
            assertThat(page.locator("#log")).containsText("并入");
            visit.withoutComplaint("404");
        }
    }

    @Test
    void the_desk_is_calm_in_the_dark_and_on_a_phone() {
        try (Visit wide = Browser.visit(url(), "zh", Browser.WIDE, ColorScheme.DARK)) {
            wide.signIn("desk-zhou", password).shot("desk-zh-1280-dark").fits().accessible();
        }
        try (Visit narrow = visit("zh", Browser.NARROW)) {
            narrow.shot("desk-zh-390").fits().accessible();
        }
    }

    private Visit visit(String lang, int width) {
        return Browser.visit(url(), lang, width).signIn("desk-zhou", password);
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }
}
