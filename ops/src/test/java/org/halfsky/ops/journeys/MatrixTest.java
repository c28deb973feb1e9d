package org.halfsky.ops.journeys;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.halfsky.events.ids.Role;
import org.halfsky.events.wire.TimeOrderedIds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.events.ids.Role.ADMINISTRATOR;
import static org.halfsky.events.ids.Role.AUDITOR;
import static org.halfsky.events.ids.Role.LEADER;
import static org.halfsky.events.ids.Role.MEDIATOR;
import static org.halfsky.events.ids.Role.OPERATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;
import static org.halfsky.ops.journeys.RunningHalfsky.ANHUA;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;

/** Every role, at two units, on every address that can be asked: who gets in, and what of another unit gets out. */
class MatrixTest {

    private static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(Role.SYSTEM));
    private static final Set<Role> NOBODY_YET = EnumSet.noneOf(Role.class);
    private static final Set<Role> CASE_READERS = EnumSet.of(OPERATOR, MEDIATOR, STATION_OFFICER, RIGHTS_HEAD, LEADER,
            AUDITOR);

    private static RunningHalfsky house;
    private static String caseOfHeshan;
    private static String contactOfHeshan;

    @BeforeAll
    static void a_case_of_heshan() {
        house = RunningHalfsky.get();
        caseOfHeshan = new TimeOrderedIds().generateIdentifier();
        contactOfHeshan = new TimeOrderedIds().generateIdentifier();
        Map<String, Object> call = MainJobTest.call("F07", false);
        call.put("disposition", "CASE");
        call.put("caseId", caseOfHeshan);
        house.as(OPERATOR, HESHAN).put("/contacts/" + contactOfHeshan, call).in(201);
        RunningHalfsky.within(java.time.Duration.ofSeconds(20),
                () -> house.as(RIGHTS_HEAD, HESHAN).get("/cases/" + caseOfHeshan + "?atLeast=0").status() == 200,
                "the case is in the view");
    }

    /** The addresses and who may ask; an address that the house answers and this table lacks fails the test below. */
    private static Map<String, Set<Role>> addresses() {
        Map<String, Set<Role>> addresses = new LinkedHashMap<>();
        addresses.put("/", PEOPLE);
        addresses.put("/find", PEOPLE);
        addresses.put("/password", PEOPLE);
        addresses.put("/desk", EnumSet.of(OPERATOR, STATION_OFFICER, RIGHTS_HEAD));
        addresses.put("/contacts", EnumSet.of(OPERATOR, STATION_OFFICER, RIGHTS_HEAD, AUDITOR));
        addresses.put("/contacts/today", EnumSet.of(OPERATOR, STATION_OFFICER, RIGHTS_HEAD, AUDITOR));
        addresses.put("/worklist", EnumSet.of(MEDIATOR, STATION_OFFICER, RIGHTS_HEAD));
        addresses.put("/cases", CASE_READERS);
        addresses.put("/rates", EnumSet.of(STATION_OFFICER, RIGHTS_HEAD, LEADER, AUDITOR));
        addresses.put("/network", EnumSet.of(OPERATOR, MEDIATOR, STATION_OFFICER, RIGHTS_HEAD, LEADER, AUDITOR,
                ADMINISTRATOR));
        addresses.put("/replay", EnumSet.of(RIGHTS_HEAD, LEADER, AUDITOR));
        addresses.put("/ledgers", EnumSet.of(STATION_OFFICER, RIGHTS_HEAD, AUDITOR));
        addresses.put("/ledgers/template.csv", EnumSet.of(STATION_OFFICER, RIGHTS_HEAD, AUDITOR));
        addresses.put("/ledgers/template.xlsx", EnumSet.of(STATION_OFFICER, RIGHTS_HEAD, AUDITOR));
        addresses.put("/drafts", EnumSet.of(OPERATOR, STATION_OFFICER, RIGHTS_HEAD));
        addresses.put("/loading", PEOPLE);
        addresses.put("/network/list", addresses.get("/network"));
        addresses.put("/network/rows", addresses.get("/network"));
        addresses.put("/network/search", addresses.get("/network"));
        addresses.put("/rates/tree", addresses.get("/rates"));
        addresses.put("/operations/rebuild", EnumSet.of(ADMINISTRATOR));
        addresses.put("/accounts", EnumSet.of(ADMINISTRATOR));
        addresses.put("/operations", EnumSet.of(ADMINISTRATOR));
        addresses.put("/components", EnumSet.of(ADMINISTRATOR));
        addresses.put("/actuator", EnumSet.of(ADMINISTRATOR));
        addresses.put("/actuator/metrics", EnumSet.of(ADMINISTRATOR));
        addresses.put("/actuator/health/liveness", PEOPLE);
        addresses.put("/api-docs", PEOPLE);
        return addresses;
    }

    @TestFactory
    Stream<DynamicTest> each_role_gets_in_where_it_may_and_nowhere_else() {
        return addresses().entrySet().stream().flatMap(address -> PEOPLE.stream().flatMap(
                role -> Stream.of(HESHAN, ANHUA).map(unit -> DynamicTest.dynamicTest(role + " of " + unit + " asks "
                        + address.getKey(), () -> {
                            int status = house.as(role, unit).get(address.getKey()).status();
                            if (address.getValue().contains(role)) {
                                assertThat(status).isIn(200, 302, 303);
                            } else {
                                assertThat(status).isEqualTo(403);
                            }
                        }))));
    }

    @Test
    void nothing_of_heshan_is_known_in_anhua_whatever_is_asked() {
        for (Role role : PEOPLE) {
            Visitor stranger = house.as(role, ANHUA);
            for (String path : new String[]{"/cases/" + caseOfHeshan, "/cases/" + caseOfHeshan + "/timeline",
                    "/cases/" + caseOfHeshan + "/replay", "/contacts/" + contactOfHeshan}) {
                assertThat(stranger.get(path).status()).as("%s asks %s", role, path).isIn(403, 404);
                assertThat(stranger.page(path, "zh").status()).as("%s asks the page %s", role, path).isIn(403, 404);
            }
            for (String list : new String[]{"/cases", "/contacts", "/contacts/today", "/worklist", "/replay"}) {
                assertThat(stranger.get(list).body()).as("%s lists %s", role, list).doesNotContain(caseOfHeshan)
                        .doesNotContain(contactOfHeshan);
                assertThat(stranger.page(list, "zh").body()).as("%s lists the page %s", role, list)
                        .doesNotContain(caseOfHeshan).doesNotContain(contactOfHeshan);
            }
        }
    }

    @Test
    void its_own_head_does_see_the_case_in_every_list() {
        Visitor head = house.as(RIGHTS_HEAD, HESHAN);
        assertThat(head.page("/cases", "zh").body()).contains(caseOfHeshan);
        assertThat(head.page("/worklist?tab=STATION", "zh").body()).contains(caseOfHeshan);
        assertThat(head.get("/contacts/" + contactOfHeshan).status()).isEqualTo(200);
    }

    @Test
    void a_rate_of_another_county_is_refused_with_its_lists() {
        for (Role role : EnumSet.of(RIGHTS_HEAD, LEADER, AUDITOR, STATION_OFFICER)) {
            Visitor stranger = house.as(role, ANHUA);
            String period = "?unit=" + HESHAN + "&from=2016-01-01&to=2019-12-31";
            for (String rate : new String[]{"reception", "closure", "mediation", "mediation-success", "reconciliation",
                    "reconciliation-of-received", "coverage"}) {
                stranger.get("/rates/" + rate + period).in(403);
                stranger.get("/rates/" + rate + period + "&by=unit").in(403);
                if (!rate.equals("coverage")) {
                    assertThat(stranger.get("/rates/" + rate + "/numerator" + period).status()).isEqualTo(403);
                    assertThat(stranger.get("/rates/" + rate + "/denominator" + period).status()).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void every_act_is_refused_to_who_may_not_do_it() {
        acts().forEach((act, allowed) -> EnumSet.complementOf(EnumSet.copyOf(allowed)).stream()
                .filter(PEOPLE::contains)
                .forEach(role -> assertThat(house.as(role, HESHAN).post(act.path(), act.body(), 0L).status())
                        .as("%s does %s", role, act.path()).isIn(403, 404)));
    }

    private record Asked(String path, Map<String, ?> body) {}

    /** Acts that are whole, so that only the role can be what refuses them. */
    private static Map<Asked, Set<Role>> acts() {
        return Map.of(
                new Asked("/cases/" + caseOfHeshan + "/acceptance", Map.of("accepted", true, "basis", "HELP")),
                EnumSet.of(STATION_OFFICER, RIGHTS_HEAD),
                new Asked("/units/" + HESHAN + "/station", Map.of("kind", "RIGHTS_STATION", "hours", "8:30-17:30")),
                EnumSet.of(RIGHTS_HEAD),
                new Asked("/lookups", Map.of("kind", "PHONE", "value", "13873700417", "purpose", "desk")),
                EnumSet.of(OPERATOR, STATION_OFFICER, RIGHTS_HEAD),
                new Asked("/ledgers", Map.of()), EnumSet.of(STATION_OFFICER, RIGHTS_HEAD));
    }

    @Test
    void content_stays_sealed_for_who_sees_only_metadata() {
        for (Role role : EnumSet.of(LEADER, AUDITOR)) {
            Visitor reader = house.as(role, HESHAN);
            assertThat(reader.page("/cases/" + caseOfHeshan, "zh").in(200).body()).doesNotContain("婆婆")
                    .doesNotContain("李秀").doesNotContain("13873700417");
            assertThat(reader.get("/cases/" + caseOfHeshan).in(200).body()).doesNotContain("婆婆").doesNotContain("李秀");
        }
        assertThat(house.as(RIGHTS_HEAD, HESHAN).page("/cases/" + caseOfHeshan, "zh").in(200).body()).contains("婆婆");
    }

    @Test
    void whoever_is_not_signed_in_gets_nothing() {
        Visitor nobody = new Visitor(house.address(), "nobody", "nothing", HESHAN);
        addresses().keySet().stream().filter(path -> !path.equals("/actuator/health/liveness"))
                .forEach(path -> assertThat(nobody.get(path).status()).as(path).isEqualTo(401));
    }

    @Test
    void no_address_is_missing_here() {
        Set<String> asked = new TreeSet<>();
        house.beans(RequestMappingHandlerMapping.class)
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, _) -> {
                    if (info.getMethodsCondition().getMethods().isEmpty()
                            || info.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                        asked.addAll(info.getPatternValues());
                    }
                }));
        asked.removeIf(path -> path.contains("{") || path.startsWith("/actuator") || path.startsWith("/api-docs")
                || path.startsWith("/error") || path.startsWith("/sign-in"));
        assertThat(addresses().keySet()).as("addresses without a variable part").containsAll(asked);
    }

    @Test
    void the_matrix_knows_somebody_for_every_address() {
        assertThat(addresses().values()).doesNotContain(NOBODY_YET);
        JsonNode cases = house.as(RIGHTS_HEAD, HESHAN).get("/cases").in(200).json();
        assertThat(cases.isMissingNode()).isFalse();
    }
}
