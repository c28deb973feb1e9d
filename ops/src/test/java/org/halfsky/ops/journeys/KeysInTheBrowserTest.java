package org.halfsky.ops.journeys;

import java.util.regex.Pattern;

import org.halfsky.events.ids.Role;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;

/** The keys of the house, and that nothing typed is ever taken for one or lost. */
@Journey
class KeysInTheBrowserTest {

    private static RunningHalfsky house;
    private static Visitor head;

    @BeforeAll
    static void a_head_with_cases_on_the_list() {
        house = RunningHalfsky.get();
        head = house.as(Role.RIGHTS_HEAD, HESHAN);
        for (String category : new String[]{"F01", "F02"}) {
            MainJobTest.callThatBecomesACase(house.as(Role.OPERATOR, HESHAN), category, false);
        }
    }

    @Test
    void lead_from_anywhere_to_the_find_box_the_table_of_keys_and_the_work_list() {
        try (Visit visit = visit("en")) {
            Page page = visit.open("/cases").page();
            page.keyboard().press("/");
            assertThat(page.locator("#q")).isFocused();
            page.keyboard().type("gw?n.");
            assertThat(page.locator("#q")).hasValue("gw?n.");
            assertThat(page).hasURL(Pattern.compile("/cases$"));
            page.keyboard().press("Escape");
            assertThat(page.locator("#q")).not().isFocused();
            assertThat(page.locator("#q")).hasValue("gw?n.");

            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            visit.shot("keys-en").accessible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#keys")).not().isVisible();

            page.keyboard().press("g");
            page.keyboard().press("w");
            page.waitForURL(Pattern.compile("/worklist"));
            visit.ready();
            page.keyboard().press("n");
            page.waitForURL(Pattern.compile("/desk"));
            visit.withoutComplaint("/drafts/");
        }
    }

    @Test
    void walk_the_rows_and_open_the_one_and_its_acts() {
        try (Visit visit = visit("zh")) {
            Page page = visit.open("/worklist?tab=STATION").page();
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("k");
            assertThat(page.locator("table.work tbody tr:not(.grp)").first()).hasAttribute("aria-selected", "true");
            assertThat(page.locator("[aria-selected=true] a").first()).isFocused();
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile("/cases/"));
            visit.ready();
            assertThat(page.locator("main .sheet")).isVisible();
            page.keyboard().press(".");
            assertThat(page.locator("main .sheet")).not().isVisible();
            page.keyboard().press(".");
            page.keyboard().press("r");
            assertThat(page.locator("#act-actions")).isVisible();
            page.fill("#actions-note", "写了一半");
            page.locator("#actions-note").press("d");
            assertThat(page.locator("#actions-note")).hasValue("写了一半d");
            assertThat(page.locator("#act-danger")).not().isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#act-actions")).not().isVisible();
            page.keyboard().press("r");
            assertThat(page.locator("#actions-note")).hasValue("写了一半d");
            visit.withoutComplaint();
        }
    }

    @Test
    void choose_what_the_course_shows_and_the_heading_takes_the_focus() {
        try (Visit visit = visit("zh")) {
            String caseId = MainJobTest.callThatBecomesACase(house.as(Role.OPERATOR, HESHAN), "F06", false);
            MainJobTest.opened(head, caseId, false);
            Page page = visit.open("/cases/" + caseId).page();
            int all = page.locator("#course li.ev").count();
            assertThat(page.locator("#course [aria-current] .n")).hasText(String.valueOf(all));
            int clocks = Integer.parseInt(page.locator("#course .seg .n").nth(2).textContent());
            page.locator("#course .seg a").nth(2).click();
            assertThat(page.locator("#course li.ev")).hasCount(clocks);
            assertThat(page.locator("#course h2")).isFocused();
            assertThat(page).hasURL(Pattern.compile("/cases/" + caseId + "$"));
            org.assertj.core.api.Assertions.assertThat(clocks).isPositive().isLessThan(all);
            visit.withoutComplaint();
        }
    }

    @Test
    void dial_for_help_before_the_form() {
        Visitor operator = house.as(Role.OPERATOR, HESHAN);
        try (Visit visit = Browser.visit(house.address().toString(), "en", Browser.WIDE).enter(operator)) {
            Page page = visit.open("/desk").page();
            page.fill("#story", "He is at the door with a knife.");
            page.locator("#story").press("F8");
            assertThat(page.locator("[name=urgency][value=U1]")).isChecked();
            assertThat(page.locator("[data-sos]")).isVisible();
            assertThat(page.locator("[data-dial=F8]")).isFocused();
            assertThat(page.locator("[data-dial=F8]")).hasAttribute("href", "tel:110");
            visit.shot("desk-emergency-en");
            visit.withoutComplaint("/drafts", "tel:");
        }
    }

    private static Visit visit(String lang) {
        return Browser.visit(house.address().toString(), lang, Browser.WIDE).enter(head);
    }
}
