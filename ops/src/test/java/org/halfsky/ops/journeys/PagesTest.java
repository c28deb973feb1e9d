package org.halfsky.ops.journeys;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.halfsky.events.ids.Role;
import org.halfsky.events.wire.TimeOrderedIds;
import org.halfsky.ops.journeys.Browser.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.options.ColorScheme;

import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;
import static org.halfsky.ops.journeys.RunningHalfsky.YIYANG;

/** Every page in a real browser: readable, usable and whole, in both languages, a desk screen in the light and a phone in the dark. */
class PagesTest {

    private static RunningHalfsky house;
    private static String caseId;
    private static String contactId;

    @BeforeAll
    static void a_case_to_look_at() {
        house = RunningHalfsky.get();
        caseId = new TimeOrderedIds().generateIdentifier();
        contactId = new TimeOrderedIds().generateIdentifier();
        Map<String, Object> call = new HashMap<>(MainJobTest.call("F05", true));
        call.put("disposition", "CASE");
        call.put("caseId", caseId);
        call.put("dvForms", java.util.List.of("PHYS", "PSYCH"));
        house.as(Role.OPERATOR, HESHAN).put("/contacts/" + contactId, call).in(201);
        house.as(Role.RIGHTS_HEAD, HESHAN).get("/cases/" + caseId + "?atLeast=0").in(200);
    }

    @ParameterizedTest
    @CsvSource({"zh,1280,LIGHT", "en,390,DARK"})
    void every_page_reads_well_and_has_no_barrier(String lang, int width, ColorScheme scheme) {
        SoftAssertions all = new SoftAssertions();
        String look = lang + "-" + width + (scheme == ColorScheme.DARK ? "-dark" : "");
        look(all, Role.OPERATOR, look, lang, width, scheme, Stream.of("desk /desk", "contacts /contacts",
                "contact /contacts/" + contactId));
        look(all, Role.RIGHTS_HEAD, look, lang, width, scheme,
                Stream.of("worklist /worklist?tab=STATION", "cases /cases",
                        "case /cases/" + caseId, "ledgers /ledgers"));
        look(all, Role.LEADER, look, lang, width, scheme,
                Stream.of("rates /rates?unit=" + YIYANG + "&from=2016-01-01&to=2019-12-31",
                        "drilldown /rates/mediation/numerator?unit=" + YIYANG + "&from=2016-01-01&to=2019-12-31",
                        "network /network?unit=" + YIYANG));
        look(all, Role.AUDITOR, look, lang, width, scheme, Stream.of("replay /replay",
                "replay-case /cases/" + caseId + "/replay"));
        try (Visit visit = Browser.visit(house.address().toString(), lang, width, scheme)) {
            Visitor administrator = house.as(Role.ADMINISTRATOR);
            visit.signIn(administrator.username(), administrator.password());
            each(all, visit, look, Stream.of("accounts /accounts", "operations /operations", "components /components",
                    "password /password"));
        }
        all.assertAll();
    }

    private static void look(SoftAssertions all, Role role, String look, String lang, int width, ColorScheme scheme,
            Stream<String> pages) {
        Visitor visitor = role == Role.LEADER ? house.as(role) : house.as(role, HESHAN);
        try (Visit visit = Browser.visit(house.address().toString(), lang, width, scheme)) {
            visit.signIn(visitor.username(), visitor.password());
            each(all, visit, look, pages);
        }
    }

    private static void each(SoftAssertions all, Visit visit, String look, Stream<String> pages) {
        pages.forEach(named -> {
            String name = named.substring(0, named.indexOf(' '));
            visit.open(named.substring(named.indexOf(' ') + 1));
            // parts that load themselves, and the chart's first drawing
            visit.page().waitForTimeout(600);
            visit.shot(name + "-" + look);
            all.check(visit::fits);
            all.check(visit::accessible);
        });
        // the desk asks for a draft that there may not be
        all.check(() -> visit.withoutComplaint("/drafts/"));
    }
}
