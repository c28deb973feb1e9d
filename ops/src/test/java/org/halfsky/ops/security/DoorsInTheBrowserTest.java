package org.halfsky.ops.security;

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
    @CsvSource({"zh,1280,LIGHT", "en,1280,DARK", "zh,390,DARK", "en,390,LIGHT"})
    void everyone_can_read_and_use_the_pages_of_the_house(String lang, int width, ColorScheme scheme) {
        String admin = someone();
        String password = administrator(admin);
        try (Visit visit = Browser.visit("http://127.0.0.1:" + port, lang, width, scheme)) {
            String name = lang + "-" + width + "-" + scheme.name().toLowerCase();
            visit.open("/sign-in").shot("sign-in-" + name).fits().accessible();
            visit.signIn(admin, password);
            for (String page : new String[]{"/accounts", "/components", "/password", "/accounts/" + admin}) {
                visit.open(page).shot(page.substring(1).replace('/', '-').replaceAll("person-\\d+", "one") + "-" + name)
                        .fits()
                        .accessible();
            }
            visit.withoutComplaint();
        }
    }

    @Test
    void an_account_is_added_in_the_browser_and_its_password_shown_once() {
        String admin = someone();
        String id = "added-" + COUNT.incrementAndGet();
        try (Visit visit = Browser.visit("http://127.0.0.1:" + port, "zh", Browser.WIDE)) {
            visit.signIn(admin, administrator(admin));
            visit.page().keyboard().press("n");
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
            visit.withoutComplaint("422");
        }
    }

    private static String someone() {
        return "person-" + COUNT.incrementAndGet();
    }

    private String administrator(String staff) {
        return accounts.provide(new StaffId(staff), "吴某", Role.ADMINISTRATOR, House.YIYANG, false).orElseThrow();
    }
}
