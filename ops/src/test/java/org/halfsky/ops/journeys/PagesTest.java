package org.halfsky.ops.journeys;

import java.util.HashMap;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.wire.TimeOrderedIds;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.options.ColorScheme;

import static org.halfsky.ops.journeys.RunningHalfsky.YIYANG;

/** Every page in a real browser: readable, usable and whole, in both languages, on a desk screen and a phone, light and dark. */
class PagesTest {

    /** A town of its own: the journeys count in theirs meanwhile. */
    private static final UnitCode TAOHUAJIANG = new UnitCode("430922112000");
    private static final String FOUR_YEARS = "&from=2016-01-01&to=2019-12-31";

    private static RunningHalfsky house;
    private static String caseId;
    private static String contactId;

    @BeforeAll
    static void a_case_to_look_at() {
        house = RunningHalfsky.get();
        caseId = new TimeOrderedIds().generateIdentifier();
        contactId = new TimeOrderedIds().generateIdentifier();
        Map<String, Object> call = new HashMap<>(MainJobTest.call("F05", true));
        call.put("unit", TAOHUAJIANG.value());
        call.put("disposition", "CASE");
        call.put("caseId", caseId);
        call.put("dvForms", java.util.List.of("PHYS", "PSYCH"));
        house.as(Role.OPERATOR, TAOHUAJIANG).put("/contacts/" + contactId, call).in(201);
        MainJobTest.opened(house.as(Role.RIGHTS_HEAD, TAOHUAJIANG), caseId, true);
    }

    @Test
    void every_page_reads_well_and_has_no_barrier() {
        SoftAssertions all = new SoftAssertions();
        look(all, house.as(Role.OPERATOR, TAOHUAJIANG), "desk /desk", "contacts /contacts",
                "contact /contacts/" + contactId, "find /find?q=桃花江");
        look(all, house.as(Role.RIGHTS_HEAD, TAOHUAJIANG), "worklist /worklist?tab=STATION", "cases /cases",
                "case /cases/" + caseId, "course /cases/" + caseId + "/timeline?show=PEOPLE", "ledgers /ledgers",
                "nothing /cases/nothing");
        look(all, house.as(Role.LEADER), "rates /rates?unit=" + YIYANG + FOUR_YEARS,
                "drilldown /rates/mediation/numerator?unit=" + TAOHUAJIANG + FOUR_YEARS,
                "network /network?unit=" + YIYANG);
        look(all, house.as(Role.AUDITOR, TAOHUAJIANG), "replay /replay", "replay-case /cases/" + caseId + "/replay",
                "readers /cases/" + caseId + "/timeline?show=READERS");
        look(all, house.as(Role.ADMINISTRATOR), "accounts /accounts", "operations /operations",
                "components /components", "password /password");
        all.assertAll();
    }

    @Test
    void the_door_and_the_menu_behind_it_take_a_thumb() {
        Visitor head = house.as(Role.RIGHTS_HEAD, TAOHUAJIANG);
        try (Visit visit = Browser.visit(house.address().toString(), "zh", Browser.NARROW)) {
            visit.open("/sign-in").takesAThumb();
            visit.signIn(head.username(), head.password()).page().locator(".me > summary").click();
            visit.takesAThumb();
        }
    }

    /**
     * Each page is loaded once in each language and fits a desk screen and a phone. Barriers are looked for in Chinese on a light
     * desk screen and in English on a dark phone.
     */
    private static void look(SoftAssertions all, Visitor visitor, String... pages) {
        try (Visit visit = Browser.visit(house.address().toString(), "zh", Browser.WIDE)) {
            visit.enter(visitor);
            for (String lang : new String[]{"zh", "en"}) {
                visit.open("/password?lang=" + lang);
                for (String named : pages) {
                    String name = named.substring(0, named.indexOf(' ')) + '-' + lang;
                    visit.as(Browser.WIDE, lang.equals("zh") ? ColorScheme.LIGHT : ColorScheme.DARK)
                            .open(named.substring(named.indexOf(' ') + 1)).settled();
                    seen(all, visit, name + "-1280", lang.equals("zh"));
                    visit.as(Browser.NARROW, lang.equals("zh") ? ColorScheme.LIGHT : ColorScheme.DARK).settled();
                    seen(all, visit, name + "-390", lang.equals("en"));
                    all.check(visit::takesAThumb);
                    visit.page().setViewportSize(320, 844); // as narrow as a page read at four times its size
                    all.check(() -> visit.settled().fits());
                }
            }
            // the desk asks for a draft that there may not be, and one page is not there
            all.check(() -> visit.withoutComplaint("/drafts/", "/cases/nothing"));
        }
    }

    private static void seen(SoftAssertions all, Visit visit, String name, boolean closely) {
        visit.shot(name);
        all.check(visit::fits);
        if (closely) {
            all.check(visit::accessible);
        }
    }
}
