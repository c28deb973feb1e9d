package org.halfsky.ops.security;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.ops.accounts.Accounts;
import org.halfsky.ops.journeys.Browser;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

@SpringBootTest(classes = House.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
        "server.address=127.0.0.1", "spring.main.banner-mode=off"})
class DoorsInTheBrowserTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @LocalServerPort
    int port;
    @Autowired
    Accounts accounts;

    @ParameterizedTest
    @CsvSource({"zh,1280,LIGHT", "en,390,DARK"})
    void everyone_can_read_and_use_the_door_and_an_account(String lang, int width, ColorScheme scheme) {
        String admin = someone();
        String password = administrator(admin);
        try (Visit visit = Browser.visit("http://127.0.0.1:" + port, lang, width, scheme)) {
            String name = lang + "-" + width + "-" + scheme.name().toLowerCase();
            visit.open("/sign-in").shot("sign-in-" + name).fits().accessible();
            visit.signIn(admin, password);
            visit.open("/accounts/" + admin).shot("account-" + name).fits().accessible();
            for (String unknown : List.of("/accounts/nobody", "/no-such-page", "/desk")) {
                visit.open(unknown).shot("refused-" + name).fits().accessible();
                assertThat(visit.page().locator(".rail")).hasCount(1);
            }
            visit.withoutComplaint("404", "403");
        }
    }

    @Test
    void an_account_is_added_in_the_browser_and_its_password_shown_once() {
        String admin = someone();
        String id = "added-" + COUNT.incrementAndGet();
        try (Visit visit = Browser.visit("http://127.0.0.1:" + port, "zh", Browser.WIDE)) {
            visit.signIn(admin, administrator(admin));
            visit.page().keyboard().press("n");
            visit.page().locator("#add-staff").press("Enter");
            for (String field : List.of("staffId", "name", "role")) {
                assertThat(visit.page().locator("#add [data-field=" + field + "] .err")).hasText("请填写");
            }
            visit.shot("accounts-empty");
            visit.page().fill("#add-staff", "Bad Name");
            visit.page().locator("#add-staff").press("Enter");
            assertThat(visit.page().locator("#add [data-field=staffId] .err")).containsText("小写字母");
            visit.page().keyboard().press("Escape");
            visit.page().keyboard().press("n");
            assertThat(visit.page().locator("#add")).isVisible();
            assertThat(visit.page().locator("#add :is(.act-errors, .err, [aria-invalid])")).hasCount(0);
            assertThat(visit.page().locator("#add-staff")).hasValue("Bad Name");
            visit.page().fill("#add-staff", id);
            visit.page().fill("#add-name", "陈某");
            visit.page().selectOption("#add-role", "OPERATOR");
            visit.page().fill("#add-unit", "430999000000");
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().locator("#add .act-errors")).containsText("HOUSE-NOUNIT");
            assertThat(visit.page().locator("#add-name")).hasValue("陈某");
            visit.page().fill("#add-unit", House.HESHAN.value());
            visit.shot("accounts-refused");
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().locator("[data-password]")).hasText(Pattern.compile("(\\w{4}-){3}\\w{4}"));
            visit.shot("accounts-told");
            visit.page().click("[data-told-close]");
            assertThat(visit.page().locator("main table").first()).containsText(id);
            assertThat(visit.page().locator("h1")).isFocused();
            visit.shot("accounts-added");

            visit.page().route("**/accounts/*", route -> {
                route.fetch();
                route.abort();
            }, new Page.RouteOptions().setTimes(1));
            visit.page().keyboard().press("n");
            visit.page().fill("#add-staff", id + "-too");
            visit.page().fill("#add-name", "刘某");
            visit.page().selectOption("#add-role", "OPERATOR");
            visit.page().fill("#add-unit", House.HESHAN.value());
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().locator(".toast")).containsText("一次性密码没有收到，请重置密码");
            // the doors alone have no network to look units up in
            visit.withoutComplaint("422", "/network/search", "ERR_FAILED");
        }
    }

    @Test
    void a_newer_change_is_compared_before_it_is_saved_over_and_nothing_typed_is_lost() {
        String admin = someone();
        String other = someone();
        String password = administrator(admin);
        administrator(other);
        try (Visit first = Browser.visit("http://127.0.0.1:" + port, "zh", Browser.WIDE);
                Visit second = Browser.visit("http://127.0.0.1:" + port, "zh", Browser.WIDE)) {
            first.signIn(admin, password).open("/accounts/" + other);
            second.signIn(admin, password).open("/accounts/" + other);
            second.page().fill("#name", "后改的");
            second.page().locator("#name").press("Enter");
            assertThat(second.page().locator(".toast")).containsText("已保存");
            assertThat(second.page().locator("h1")).isFocused();

            first.page().fill("#name", "先写的");
            first.page().locator("#name").press("Enter");
            assertThat(first.page().locator(".act-errors")).isFocused();
            assertThat(first.page().locator("#name")).hasValue("先写的");
            first.shot("changed-meanwhile").accessible();
            first.page().context().waitForPage(() -> first.page().locator(".act-errors a").click());
            first.page().locator(".act-errors button").click();
            assertThat(first.page().locator("h1")).hasText("先写的");
            first.withoutComplaint("412");
            second.withoutComplaint();
        }
    }

    @Test
    void who_is_signed_out_meanwhile_keeps_what_was_typed() {
        String admin = someone();
        String other = someone();
        String password = administrator(admin);
        administrator(other);
        try (Visit visit = Browser.visit("http://127.0.0.1:" + port, "en", Browser.WIDE)) {
            visit.signIn(admin, password).open("/accounts/" + other);
            visit.page().fill("#name", "Wu Min");
            visit.page().context().clearCookies();
            visit.page().locator("#name").press("Enter");
            assertThat(visit.page().locator(".act-errors")).containsText("Your text is still here");
            assertThat(visit.page().locator("#name")).hasValue("Wu Min");
            Page door = visit.page().context().waitForPage(() -> visit.page().locator(".act-errors a").click());
            door.fill("[name=username]", admin);
            door.fill("[name=password]", password);
            door.locator("[name=password]").press("Enter");
            assertThat(door).not().hasURL(Pattern.compile("sign-in"));
            visit.page().locator("#name").press("Enter");
            assertThat(visit.page().locator("h1")).hasText("Wu Min");
            visit.page().selectOption("#reason", "MOVED");
            visit.page().locator("form[action$='/closing'] button").click();
            assertThat(visit.page().locator(".page-head .bdg")).hasText("Closed");
            assertThat(visit.page().locator(".log")).containsText("Transferred");
            visit.withoutComplaint("401", "403");
        }
    }

    private static String someone() {
        return "person-" + COUNT.incrementAndGet();
    }

    private String administrator(String staff) {
        return accounts.provide(new StaffId(staff), "吴某", Role.ADMINISTRATOR, House.YIYANG, false).orElseThrow();
    }
}
