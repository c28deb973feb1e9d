package org.halfsky.ops.journeys;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.halfsky.events.ids.Role;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;

/** A ledger from a federation's own spreadsheet to the cases, step by step. */
@Journey
class LedgerInTheBrowserTest {

    private static RunningHalfsky house;
    private static Visitor head;

    @BeforeAll
    static void a_head_in_heshan() {
        house = RunningHalfsky.get();
        head = house.as(Role.RIGHTS_HEAD, HESHAN);
    }

    @Test
    void is_mapped_tried_out_written_and_checked() {
        String n = UUID.randomUUID().toString().substring(0, 8);
        String ledger = "序号,接待单位,登记时间,案由,事情,来访人姓名,调解情况,结束日期\n"
                + n + "-1,赫山区,2021-05-20,婆媳,争吵,苏红梅,劝好了,2021-06-02\n"
                + n + "-2,赫山区,2021-05-21,家暴,争吵,罗小英,劝好了,2021-06-02\n"
                + n + "-3,赫山区,2021-02-30,婆媳,争吵,石春花,达成协议,2021-06-02\n";
        try (Visit visit = visit("zh", Browser.WIDE, ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.click("main form button[type=submit]");
            assertThat(page.locator("[data-field=file] .err")).hasText("还没有选文件。");
            page.setInputFiles("#ledger-file", new FilePayload("苏红梅.csv", "text/csv",
                    ledger.getBytes(Charset.forName("GB18030"))));
            page.click("main form button[type=submit]");
            assertThat(page.locator("h1")).containsText("对照列");
            visit.ready();
            assertThat(page.locator(".steps .here")).containsText("7 列，1 列不导入");
            assertThat(page.locator("main")).not().containsText("苏红梅");
            assertThat(page.locator("#strange-words")).containsText("劝好了");
            visit.shot("ledger-mapping").fits().accessible();

            page.getByLabel("事情").selectOption("NOTE");
            page.getByLabel("案由").selectOption("");
            assertThat(page.locator("#strange-words")).containsText("还没有对上：类别");
            page.getByLabel("案由").selectOption("CATEGORY");
            assertThat(page.locator("#strange-words")).not().containsText("还没有对上");
            page.getByLabel("“劝好了”").selectOption("RECONCILED");
            page.locator("button[value=TRIED]").press("Enter");

            assertThat(page.locator("h1")).containsText("已试算");
            visit.ready();
            assertThat(page.locator(".tally")).containsText("将写入2");
            assertThat(page.locator("main")).containsText("不是日历上的日期");
            page.fill("#expected-received", "2");
            page.fill("#expected-mediated", "2");
            page.fill("#expected-reconciled", "3");
            page.click("#totals button");
            assertThat(page.locator("#totals")).containsText("差 -1");
            assertThat(page.locator("#totals")).containsText("相等");
            visit.ready();
            visit.shot("ledger-tried").fits().accessible();

            page.getByText("写入 2 行").press("Enter");
            assertThat(page.locator("h1")).containsText("已导入");
            visit.ready();
            assertThat(page.locator("h1")).isFocused();
            assertThat(page.locator(".tally")).containsText("已入库2");
            assertThat(page.locator(".tally")).containsText("如实记录1");
            page.locator("nav.tabs a[href*=noted]").click();
            assertThat(page.locator("main")).containsText("MED-07");
            visit.shot("ledger-done").fits().accessible().withoutComplaint();

            Locator latest = visit.open("/ledgers").page().locator("main tbody tr").first();
            assertThat(latest).containsText("2021-05-20 – 2021-05-21 受理");
            assertThat(latest).containsText("赫山区");
            assertThat(page.locator("main")).not().containsText("苏红梅");
        }
    }

    @Test
    void what_has_the_focus_keeps_it_while_the_rows_are_counted() {
        String row = ",430903000000,2021-05-20,F09,调和,2021-06-02\n";
        String n = UUID.randomUUID().toString().substring(0, 8);
        StringBuilder ledger = new StringBuilder("编号,单位,日期,类型,结果,结束日期\n");
        for (int line = 0; line < 1200; line++) {
            ledger.append(n).append('-').append(line).append(row);
        }
        try (Visit visit = visit("zh", Browser.WIDE, ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.setInputFiles("#ledger-file",
                    new FilePayload("many.csv", "text/csv", ledger.toString().getBytes(StandardCharsets.UTF_8)));
            page.click("main form button[type=submit]");
            assertThat(page.locator("h1")).containsText("对照列");
            visit.ready();
            page.locator("button[value=TRIED]").press("Enter");
            assertThat(page.locator("h1")).containsText("已试算");
            visit.ready();
            page.getByText("写入 1,200 行").press("Enter");
            Locator pause = page.locator("button", new Page.LocatorOptions().setHasText("暂停"));
            pause.focus();
            String told = page.locator("progress").getAttribute("value");
            assertThat(page.locator("progress")).not().hasAttribute("value", told);
            assertThat(pause).isFocused();
            var session = page.context().cookies();
            page.context().clearCookies();
            assertThat(page.locator(".expired a")).hasAttribute("href", "/sign-in");
            page.context().addCookies(session);
            assertThat(page.locator("h1")).containsText("已导入");
            assertThat(page.locator(".expired")).hasCount(0);
            assertThat(page.locator("h1")).isFocused();
            visit.withoutComplaint("401");
        }
    }

    @Test
    void can_be_given_up_on_a_phone_in_the_dark() {
        String ledger = "Key,Where,Date,Type,Result,Weather\nP-1,430903000000,2021-05-20,F09,talked over,rain\n";
        try (Visit visit = visit("en", Browser.NARROW, ColorScheme.DARK)) {
            Page page = visit.page();
            page.setInputFiles("#ledger-file",
                    new FilePayload("own.csv", "text/csv", ledger.getBytes(StandardCharsets.UTF_8)));
            page.click("main form button[type=submit]");
            assertThat(page.locator("h1")).containsText("Map the columns");
            visit.ready();
            assertThat(page.locator("#strange-words")).containsText("Not mapped yet: Unit");
            page.locator("button[value=TRIED]").click();
            assertThat(page.locator(".act-errors")).isFocused();
            assertThat(page.locator(".act-errors")).containsText("Unit");
            page.getByLabel("Where").selectOption("UNIT");
            assertThat(page.locator("#strange-words")).not().containsText("Not mapped yet");
            assertThat(page.locator("#strange-words")).containsText("talked over");
            visit.shot("ledger-mapping-en-390").fits().accessible();
            page.locator("button[value=TRIED]").click();
            assertThat(page.locator("h1")).containsText("Tried out");
            visit.ready();
            assertThat(page.locator("main")).containsText("Not in the list of words");
            visit.shot("ledger-tried-en-390").fits().accessible();
            page.getByText("Give up").click();
            assertThat(page.locator("h1")).containsText("Given up");
            visit.ready();
            visit.fits().accessible().withoutComplaint("422");
        }
    }

    private static Visit visit(String lang, int width, ColorScheme scheme) {
        return Browser.visit(house.address().toString(), lang, width, scheme).enter(head).open("/ledgers");
    }
}
