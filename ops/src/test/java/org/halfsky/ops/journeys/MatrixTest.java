package org.halfsky.ops.journeys;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.wire.TimeOrderedIds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

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

/** Every role, at two units, on every address of the house: who gets in, and what of another unit gets out. */
@Journey
class MatrixTest {

    /** In the order of the table's columns. */
    private static final List<Role> ROLES = List.of(OPERATOR, MEDIATOR, STATION_OFFICER, RIGHTS_HEAD, LEADER, AUDITOR,
            ADMINISTRATOR);

    /**
     * Each address with what it answers to operator, mediator, station officer, rights-department head, leader, auditor and
     * administrator: first to those of Heshan, to whom everything asked for here belongs, then to those of Anhua, to whom none
     * of it does. {@code i}: lets in, {@code 3}: 403, {@code 4}: 404 as if there were no such thing, {@code o}: lets in, not
     * tried because it would be done.
     */
    private static final String TABLE = """
            GET /                                                   iiiiiii iiiiiii
            GET /sign-in                                            iiiiiii iiiiiii
            POST /sign-in/again                                     iiiiiii iiiiiii
            GET /password                                           iiiiiii iiiiiii
            POST /password                                          iiiiiii iiiiiii
            GET /loading                                            iiiiiii iiiiiii
            GET /find                                               iiiiiii iiiiiii
            GET /find?q=430903                                      iiiiiii iiiiiii
            GET /desk                                               i3ii333 i3ii333

            GET /contacts                                           i3ii3i3 i3ii3i3
            GET /contacts/today                                     i3ii3i3 i3ii3i3
            GET /contacts/{id}                                      i3ii3i3 4344343
            PUT /contacts/{contactId}                               i3ii333 3333333
            DELETE /contacts/{contactId}                            i3ii333 4344333
            PUT /contacts/{contactId}/dismissal                     i3ii333 3333333
            POST /contacts/{contactId}/answer                       i3ii333 4344333
            POST /contacts/{contactId}/link                         i3ii333 4344333
            POST /contacts/{contactId}/case                         i3ii333 4344333
            POST /contacts/{contactId}/corrections                  i3ii333 4344333
            POST /contacts/{contactId}/void-proposal                i3ii333 4344333
            POST /contacts/{contactId}/voiding                      i3ii333 4344333
            GET /drafts                                             i3ii333 i3ii333
            GET /drafts/{contactId}                                 i344333 4344333
            PUT /drafts/{contactId}                                 i344333 4344333
            DELETE /drafts/{contactId}                              i3ii333 i3ii333
            POST /lookups                                           i3ii333 i3ii333
            GET /lookups/{token}                                    i344333 4344333
            POST /persons/{personId}/recognitions                   i3ii333 i3ii333
            POST /persons/{personId}/tellings-apart                 i3ii333 i3ii333

            GET /worklist                                           3iii333 3iii333
            GET /cases                                              iiiiii3 iiiiii3
            GET /cases?unit={unit}                                  iiiiii3 3i33333
            GET /cases/{id}                                         i4iiii3 4444443
            GET /cases/{id}/timeline                                i4iiii3 4444443
            GET /cases/{id}/replay                                  333iii3 3334443
            GET /cases/{id}/parties/{person}/phone                  34ii333 4444443
            PUT /cases/{caseId}                                     i3ii333 3333333
            POST /cases/{caseId}/parties                            34ii333 3444333
            POST /cases/{caseId}/acceptance                         33ii333 3344333
            POST /cases/{caseId}/handler                            33ii333 3344333
            POST /cases/{caseId}/actions                            34ii333 3444333
            POST /cases/{caseId}/handovers                          33ii333 3344333
            POST /cases/{caseId}/handovers/receipt                  33ii333 3344333
            POST /cases/{caseId}/handovers/return                   33ii333 3344333
            POST /cases/{caseId}/handovers/withdrawal               33ii333 3344333
            POST /cases/{caseId}/corrections                        33ii333 3344333
            POST /cases/{caseId}/closing                            33ii333 3344333
            POST /cases/{caseId}/reopening                          33ii333 3344333
            POST /cases/{caseId}/dv-flag                            34ii333 3444333
            POST /cases/{caseId}/danger-assessments                 33ii333 3344333
            POST /cases/{caseId}/safety                             33ii333 3344333
            PUT /cases/{caseId}/mediations/{mediationId}            34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/consents       34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/rights-notice  34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/mediator       33ii333 3344333
            POST /cases/{caseId}/mediations/{mediationId}/sessions       34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/agreement      34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/reconciliation 34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/failure        34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/stop           34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/not-started    34ii333 3444333
            POST /cases/{caseId}/mediations/{mediationId}/fees           34ii333 3444333
            GET /replay                                             333iii3 333iii3

            GET /rates                                              33iiii3 33iiii3
            GET /rates?unit={unit}                                  33iiii3 3333333
            GET /rates/tree                                         33iiii3 33iiii3
            GET /rates/tree?unit={unit}                             33iiii3 3333333
            GET /rates/{name}                                       33iiii3 33iiii3
            GET /rates/{name}?unit={unit}                           33iiii3 3333333
            GET /rates/{name}?unit={unit}&by=unit                   33iiii3 3333333
            GET /rates/coverage?unit={unit}&by=unit                 33iiii3 3333333
            GET /rates/{name}/{part}                                33iiii3 33iiii3
            GET /rates/{name}/{part}?unit={unit}                    33iiii3 3333333
            GET /rates/coverage/denominator?unit={unit}             33iiii3 3333333

            GET /network                                            iiiiiii iiiiiii
            GET /network?unit={unit}                                iiiiiii 3333333
            GET /network/{code}                                     iiiiiii 3333333
            GET /network/rows                                       iiiiiii iiiiiii
            GET /network/rows?unit={unit}                           iiiiiii 3333333
            GET /network/list                                       iiiiiii iiiiiii
            GET /network/list?unit={unit}                           iiiiiii 3333333
            GET /network/search                                     iiiiiii iiiiiii
            PUT /units/{unit}                                       333333i 3333333
            POST /units/{unit}/station                              333i333 3333333
            POST /units/{unit}/station/corrections                  333i333 3333333
            POST /units/{unit}/station/closing                      333i333 3333333
            POST /units/{unit}/station/activities                   33ii333 3333333
            POST /units/{unit}/committee                            333i333 3333333
            POST /units/{unit}/committee/dissolution                333i333 3333333
            POST /units/{unit}/mediators                            333i333 3333333
            POST /units/{unit}/mediators/{mediator}/dismissal       333i333 3333333
            POST /units/import                                      333333i 333333i

            GET /ledgers                                            33ii3i3 33ii3i3
            POST /ledgers                                           33ii333 33ii333
            GET /ledgers/template.csv                               33ii3i3 33ii3i3
            GET /ledgers/template.xlsx                              33ii3i3 33ii3i3
            GET /ledgers/{id}                                       33ii3i3 3344343
            GET /ledgers/{id}/progress                              33ii3i3 3344343
            GET /ledgers/{id}/refused.csv                           33ii333 3344343
            GET /ledgers/{id}/refused.xlsx                          33ii333 3344343
            GET /ledgers/{id}/columns                               33ii333 3344343
            POST /ledgers/{id}/columns                              33ii333 3344333
            POST /ledgers/{id}/trial                                33ii333 3344333
            POST /ledgers/{id}/writing                              33ii333 3344333
            POST /ledgers/{id}/pause                                33ii333 3344333
            POST /ledgers/{id}/totals                               33ii333 3344333
            DELETE /ledgers/{id}                                    33ii333 3344333

            GET /accounts                                           333333i 333333i
            GET /accounts/{staff}                                   333333i 3333334
            PUT /accounts/{staff}                                   333333i 3333333
            POST /accounts/{staff}/role                             333333i 3333334
            POST /accounts/{staff}/closing                          333333i 3333334
            POST /accounts/{staff}/password-reset                   333333i 3333334
            GET /components                                         333333i 333333i
            GET /operations                                         3333333 3333333
            POST /operations/dead-letters/{id}/retry                3333333 3333333
            POST /operations/dead-letters/{id}/discarding           3333333 3333333
            GET /operations/rebuild                                 3333333 3333333
            POST /operations/rebuild                                3333333 3333333
            GET /actuator                                           3333333 3333333
            GET /actuator/health                                    iiiiiii iiiiiii
            GET /actuator/health/**                                 iiiiiii iiiiiii
            GET /actuator/info                                      3333333 3333333
            GET /actuator/metrics                                   3333333 3333333
            GET /actuator/metrics/{requiredMetricName}              3333333 3333333
            GET /actuator/prometheus                                3333333 3333333
            GET /api-docs                                           iiiiiii iiiiiii
            GET /api-docs.yaml                                      3333333 3333333
            """;

    private static RunningHalfsky house;
    private static String caseOfHeshan;
    private static String numberOfHeshan;
    private static String contactOfHeshan;
    private static final Map<String, String> VALUES = new HashMap<>();

    /** An address, asked of with a method, and what it answers to whom. */
    private record Door(String method, String path, String heshan, String anhua) {

        String pattern() {
            return method + ' '
                    + path.replaceFirst("\\?.*", "").replaceFirst("^/rates/coverage(?=/|$)", "/rates/{name}")
                            .replaceFirst("^(/rates/\\{name})/denominator$", "$1/{part}");
        }

        char answer(Role role, UnitCode unit) {
            return (unit.equals(HESHAN) ? heshan : anhua).charAt(ROLES.indexOf(role));
        }
    }

    private static List<Door> doors() {
        return TABLE.lines().filter(line -> !line.isBlank()).map(line -> line.strip().split("\\s+"))
                .map(cells -> new Door(cells[0], cells[1], cells[2], cells[3])).toList();
    }

    @BeforeAll
    static void what_is_heshans() throws Exception {
        house = RunningHalfsky.get();
        caseOfHeshan = newId();
        contactOfHeshan = newId();
        Map<String, Object> call = MainJobTest.call("F07", false);
        call.put("disposition", "CASE");
        call.put("caseId", caseOfHeshan);
        Visitor operator = house.as(OPERATOR, HESHAN);
        operator.put("/contacts/" + contactOfHeshan, call).in(201);
        Visitor head = house.as(RIGHTS_HEAD, HESHAN);
        RunningHalfsky.within(Duration.ofSeconds(20),
                () -> head.get("/cases/" + caseOfHeshan + "?atLeast=1").status() == 200, "the case is in the view");
        var file = head.get("/cases/" + caseOfHeshan).in(200).json();
        numberOfHeshan = file.get("number").asString();
        String draft = draft(operator);
        VALUES.put("/cases/{caseId}", "/cases/" + caseOfHeshan);
        VALUES.put("/cases/{id}", "/cases/" + caseOfHeshan);
        VALUES.put("/contacts/{contactId}", "/contacts/" + contactOfHeshan);
        VALUES.put("/contacts/{id}", "/contacts/" + contactOfHeshan);
        VALUES.put("/drafts/{contactId}", "/drafts/" + draft);
        VALUES.put("/ledgers/{id}", ledger(house.as(STATION_OFFICER, HESHAN)));
        VALUES.put("/operations/dead-letters/{id}", "/operations/dead-letters/" + newId());
        VALUES.put("{token}", operator.post("/lookups",
                Map.of("kind", "PHONE", "value", "13873700417", "purpose", "contact.repeat"), null).in(201).json()
                .get("token").asString());
        VALUES.put("{person}", file.at("/parties/0/person").asString());
        VALUES.put("{personId}", newId());
        VALUES.put("{mediationId}", newId());
        VALUES.put("{mediator}", "nobody");
        VALUES.put("{unit}", HESHAN.value());
        VALUES.put("{code}", HESHAN.value());
        VALUES.put("{staff}", head.username());
        VALUES.put("{name}", "mediation");
        VALUES.put("{part}", "denominator");
        VALUES.put("{requiredMetricName}", "jvm.memory.used");
        VALUES.put("/health/**", "/health/liveness");
    }

    /** Whole acts, so that only who asks can be what refuses them. */
    private static final Map<String, Map<String, ?>> ACTS = Map.ofEntries(
            act("PUT /contacts/{contactId}", MainJobTest.call("F07", false)),
            act("PUT /contacts/{contactId}/dismissal",
                    Map.of("channel", "CALL", "unit", HESHAN.value(), "kind", "SILENT")),
            act("POST /contacts/{contactId}/answer", Map.of("answer", "已答复")),
            act("POST /contacts/{contactId}/link", Map.of("caseId", newId())),
            act("POST /contacts/{contactId}/case", Map.of("caseId", newId())),
            act("POST /contacts/{contactId}/corrections",
                    Map.of("field", "URGENCY", "value", "U2", "reason", "听错")),
            act("POST /contacts/{contactId}/void-proposal", Map.of("reason", "重复")),
            act("PUT /drafts/{contactId}", Map.of("personId", newId(), "narrative", "她说")),
            act("PUT /cases/{caseId}", Map.of("unit", HESHAN.value(), "subCategory", "F07", "urgency", "U3",
                    "narrative", "婆媳争吵")),
            act("POST /cases/{caseId}/parties", Map.of("role", "RESPONDENT", "name", "王强")),
            act("POST /cases/{caseId}/acceptance", Map.of("accepted", true, "basis", "MEDIATE")),
            act("POST /cases/{caseId}/handler", Map.of("handler", "nobody")),
            act("POST /cases/{caseId}/actions", Map.of("kind", "COORDINATION", "note", "走访")),
            act("POST /cases/{caseId}/handovers", Map.of("to", RunningHalfsky.YIYANG.value(), "reason", "上报")),
            act("POST /cases/{caseId}/handovers/return", Map.of("reason", "不在本辖区")),
            act("POST /cases/{caseId}/handovers/withdrawal", Map.of("reason", "交错了单位")),
            act("POST /cases/{caseId}/corrections", Map.of("field", "URGENCY", "value", "U2", "reason", "听错")),
            act("POST /cases/{caseId}/closing", Map.of("outcome", "RESOLVED")),
            act("POST /cases/{caseId}/reopening", Map.of("ground", "NEW_FACT", "reason", "又来")),
            act("POST /cases/{caseId}/dv-flag", Map.of("forms", List.of("PHYS"))),
            act("POST /cases/{caseId}/danger-assessments",
                    Stream.of("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "s1", "s2", "victimSigned")
                            .collect(Collectors.toMap(item -> item, _ -> false))),
            act("POST /cases/{caseId}/safety", Map.of("outcome", "已住娘家")),
            act("PUT /cases/{caseId}/mediations/{mediationId}", Map.of("source", "APPLICATION")),
            act("POST /cases/{caseId}/mediations/{mediationId}/consents", Map.of("side", "A", "given", true)),
            act("POST /cases/{caseId}/mediations/{mediationId}/rights-notice", Map.of("form", "ORAL")),
            act("POST /cases/{caseId}/mediations/{mediationId}/mediator", Map.of("mediator", "nobody")),
            act("POST /cases/{caseId}/mediations/{mediationId}/sessions", Map.of("note", "双方到场")),
            act("POST /cases/{caseId}/mediations/{mediationId}/agreement", Map.of("form", "ORAL", "content", "和好")),
            act("POST /cases/{caseId}/mediations/{mediationId}/reconciliation", Map.of("note", "和好")),
            act("POST /cases/{caseId}/mediations/{mediationId}/failure", Map.of("otherRoutesTold", true)),
            act("POST /cases/{caseId}/mediations/{mediationId}/stop", Map.of("side", "A", "otherRoutesTold", true)),
            act("POST /cases/{caseId}/mediations/{mediationId}/not-started", Map.of("why", "REFUSED")),
            act("POST /cases/{caseId}/mediations/{mediationId}/fees", Map.of("amount", 0)),
            act("PUT /units/{unit}", Map.of("name", "赫山区")),
            act("POST /units/{unit}/station", Map.of("kind", "RIGHTS_STATION", "hours", "8:30-17:30")),
            act("POST /units/{unit}/station/corrections", Map.of("hours", "8:30-17:30", "reason", "MISTYPED")),
            act("POST /units/{unit}/station/closing", Map.of("reason", "MERGED")),
            act("POST /units/{unit}/station/activities", Map.of("kind", "RECEPTION", "on", "2026-01-05")),
            act("POST /units/{unit}/committee", Map.of("formedOn", "2026-01-05", "members",
                    List.of(Map.of("staff", "a", "woman", true, "head", true),
                            Map.of("staff", "b", "woman", false, "head", false),
                            Map.of("staff", "c", "woman", false, "head", false)))),
            act("POST /units/{unit}/mediators",
                    Map.of("mediator", "a", "trained", true, "adult", true, "appointedOn", "2026-01-06")),
            act("PUT /accounts/{staff}", Map.of("name", "赵某", "role", "LEADER", "unit", HESHAN.value())),
            act("POST /accounts/{staff}/role", Map.of("role", "LEADER", "unit", ANHUA.value())),
            act("POST /accounts/{staff}/closing", Map.of("reason", "LEFT")),
            act("POST /operations/dead-letters/{id}/discarding", Map.of("reason", "无用")));

    private static Map.Entry<String, Map<String, ?>> act(String pattern, Map<String, ?> body) {
        return Map.entry(pattern, body);
    }

    @TestFactory
    Stream<DynamicTest> each_role_gets_in_where_it_may_and_nowhere_else() {
        return doors().stream().map(door -> DynamicTest.dynamicTest(door.method() + ' ' + door.path(), () -> {
            List<String> wrong = new ArrayList<>();
            for (UnitCode unit : List.of(HESHAN, ANHUA)) {
                for (Role role : ROLES) {
                    String told = tried(door, house.as(role, unit), door.answer(role, unit));
                    if (told != null) {
                        wrong.add(role + " of " + unit + ": " + told);
                    }
                }
            }
            assertThat(wrong).isEmpty();
        }));
    }

    /** What was wrong with the answer, or null. Who is to be let in to an act asks with nothing in hand: nothing is done. */
    private static String tried(Door door, Visitor visitor, char expected) {
        String path = path(door);
        if (expected == 'o') {
            return null;
        }
        if (door.method().equals("GET")) {
            List<Integer> statuses = List.of(visitor.page(path, "zh").status(), visitor.get(path).status());
            // what is there only as a page, or only for programs, says 406 to the other; metrics speak neither language
            boolean fits = statuses.stream().allMatch(status -> status == 406 || fits(status, expected))
                    && (expected == 'i' || statuses.stream().anyMatch(status -> status != 406));
            return fits ? null : statuses + " instead of " + expected + " for " + path;
        }
        boolean whole = expected != 'i';
        Map<String, ?> body = whole ? ACTS.get(door.pattern()) : null;
        Long seen = whole ? Long.valueOf(0) : null;
        int status = switch (door.method()) {
            case "PUT" -> visitor.put(path, body, path.startsWith("/units") ? seen : null).status();
            case "POST" -> visitor.post(path, body, seen).status();
            case "DELETE" -> visitor.delete(path).status();
            default -> throw new AssertionError("no word for " + door.method());
        };
        boolean fits = whole ? fits(status, expected) : status < 500 && !Set.of(401, 403, 404, 405).contains(status);
        return fits ? null : status + " instead of " + expected + " for " + door.method() + ' ' + path;
    }

    private static boolean fits(int status, char expected) {
        return switch (expected) {
            case 'i' -> Set.of(200, 302, 303).contains(status);
            case '3' -> status == 403;
            case '4' -> status == 404;
            default -> throw new AssertionError("no such answer in the table: " + expected);
        };
    }

    /** With the ids of what is Heshan's; who begins something makes a new one. */
    private static String path(Door door) {
        String path = door.path();
        if (Set.of("PUT /contacts/{contactId}", "PUT /contacts/{contactId}/dismissal", "PUT /cases/{caseId}",
                "DELETE /drafts/{contactId}").contains(door.pattern())) {
            path = path.replaceFirst("\\{\\w+}", newId());
        }
        if (door.pattern().equals("PUT /accounts/{staff}")) {
            path = path.replace("{staff}", "new-" + newId().substring(24));
        }
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        assertThat(path).as("a value for each variable").doesNotContain("{");
        return path;
    }

    @Test
    void no_address_is_missing_here_and_none_is_made_up() {
        Set<String> answered = new TreeSet<>();
        house.beans(RequestMappingInfoHandlerMapping.class)
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> {
                    // an address that takes every method is asked by the one that reads
                    Set<String> methods = new TreeSet<>();
                    info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
                    info.getPatternValues().forEach(path -> (methods.isEmpty() ? Set.of("GET") : methods)
                            .forEach(method -> answered.add(method + ' ' + path)));
                }));
        // the page that tells of an error is reached from inside
        answered.remove("GET /error");
        assertThat(new TreeSet<>(doors().stream().map(Door::pattern).toList())).isEqualTo(answered);
    }

    @Test
    void the_machinery_is_run_by_the_administrator_above_both() {
        Visitor yiyang = house.as(ADMINISTRATOR);
        for (String path : List.of("/operations", "/operations/rebuild", "/actuator", "/actuator/info",
                "/actuator/metrics")) {
            yiyang.get(path).in(200);
        }
        assertThat(yiyang.page("/accounts", "zh").in(200).body()).contains("href=\"/operations\"");
        assertThat(house.as(ADMINISTRATOR, HESHAN).page("/accounts", "zh").in(200).body())
                .doesNotContain("href=\"/operations\"");
    }

    @Test
    void every_act_that_is_refused_is_a_whole_one() {
        Set<String> without = Set.of("DELETE /contacts/{contactId}", "POST /contacts/{contactId}/voiding",
                "DELETE /drafts/{contactId}", "POST /cases/{caseId}/handovers/receipt",
                "POST /units/{unit}/committee/dissolution", "POST /units/{unit}/mediators/{mediator}/dismissal",
                "POST /accounts/{staff}/password-reset", "POST /operations/dead-letters/{id}/retry",
                "POST /ledgers/{id}/columns", "POST /ledgers/{id}/trial", "POST /ledgers/{id}/writing",
                "POST /ledgers/{id}/pause", "POST /ledgers/{id}/totals", "DELETE /ledgers/{id}");
        assertThat(doors().stream().filter(door -> !door.method().equals("GET"))
                .filter(door -> door.anhua().contains("4") || door.heshan().contains("4")
                        || door.path().startsWith("/units/{") || door.path().startsWith("/cases"))
                .map(Door::pattern).filter(pattern -> !without.contains(pattern)).distinct())
                .allSatisfy(pattern -> assertThat(ACTS).containsKey(pattern));
    }

    @Test
    void nothing_of_heshan_is_known_in_anhua_whatever_is_asked() {
        for (Role role : ROLES) {
            Visitor stranger = house.as(role, ANHUA);
            for (String list : new String[]{"/cases", "/cases?where=OFFERED", "/cases?where=HANDED_OVER",
                    "/cases?where=MINE", "/contacts", "/contacts/today", "/worklist", "/worklist?tab=STATION",
                    "/replay", "/drafts", "/ledgers", "/accounts", "/network", "/rates",
                    "/cases?number=" + encoded(numberOfHeshan), "/replay?number=" + encoded(numberOfHeshan),
                    "/find?q=" + encoded(numberOfHeshan), "/find?q=430903", "/network/search?q=430903"}) {
                for (Answer answer : List.of(stranger.get(list), stranger.page(list, "zh"))) {
                    assertThat(answer.body()).as("%s lists %s", role, list)
                            .doesNotContain(caseOfHeshan, contactOfHeshan, VALUES.get("/ledgers/{id}"),
                                    VALUES.get("/drafts/{contactId}"), HESHAN.value());
                }
            }
        }
    }

    @Test
    void its_own_head_does_see_it_in_every_list() {
        Visitor head = house.as(RIGHTS_HEAD, HESHAN);
        for (String list : new String[]{"/cases", "/worklist?tab=STATION", "/replay",
                "/cases?number=" + encoded(numberOfHeshan), "/replay?number=" + encoded(numberOfHeshan)}) {
            assertThat(head.page(list, "zh").in(200).body()).as(list).contains(caseOfHeshan);
        }
        assertThat(head.page("/contacts", "zh").body()).contains(contactOfHeshan);
        assertThat(head.page("/ledgers", "zh").body()).contains(VALUES.get("/ledgers/{id}"));
        assertThat(head.get("/find?q=" + encoded(numberOfHeshan)).in(200).body()).contains(caseOfHeshan);
        assertThat(head.get("/network/search?q=430903").in(200).body()).contains("\"430903000000\"");
    }

    @Test
    void a_count_of_one_county_is_not_moved_by_another() {
        Visitor stranger = house.as(RIGHTS_HEAD, ANHUA);
        Visitor own = house.as(RIGHTS_HEAD, HESHAN);
        long there = received(stranger);
        long here = received(own);
        house.as(OPERATOR, HESHAN).put("/contacts/" + newId(), MainJobTest.call("F07", false)).in(201);
        RunningHalfsky.within(Duration.ofSeconds(20), () -> received(own) == here + 1, "it is counted in Heshan");
        assertThat(received(stranger)).isEqualTo(there);
    }

    private static long received(Visitor by) {
        return by.get("/rates/reception?from=2026-01-01&to=2099-12-31").in(200).json().get("denominator").asLong();
    }

    @Test
    void a_draft_is_thrown_away_by_nobody_else() {
        Visitor operator = house.as(OPERATOR, HESHAN);
        String draft = draft(operator);
        for (Role role : List.of(STATION_OFFICER, RIGHTS_HEAD)) {
            house.as(role, HESHAN).delete("/drafts/" + draft);
        }
        house.as(OPERATOR, ANHUA).delete("/drafts/" + draft);
        assertThat(operator.get("/drafts/" + draft).in(200).body()).contains("她说");
        operator.delete("/drafts/" + draft).in(204);
        operator.get("/drafts/" + draft).in(404);
    }

    @Test
    void content_stays_sealed_for_who_sees_only_metadata() {
        for (Role role : EnumSet.of(OPERATOR, LEADER, AUDITOR)) {
            Visitor reader = house.as(role, HESHAN);
            for (String path : List.of("/cases/" + caseOfHeshan, "/cases/" + caseOfHeshan + "/timeline",
                    "/cases/" + caseOfHeshan + "?at=2099-12-31")) {
                for (Answer answer : List.of(reader.page(path, "zh").in(200), reader.get(path).in(200))) {
                    assertThat(answer.body()).as("%s asks %s", role, path).doesNotContain("婆婆", "李秀", "王强", "****0417",
                            "13873700417");
                }
            }
        }
        Visitor auditor = house.as(AUDITOR, HESHAN);
        assertThat(auditor.page("/contacts/" + contactOfHeshan, "zh").in(200).body()).doesNotContain("婆婆", "李秀", "王强");
        assertThat(auditor.get("/contacts/" + contactOfHeshan).in(200).body()).doesNotContain("婆婆", "李秀", "王强");
        assertThat(auditor.page("/cases/" + caseOfHeshan + "/replay", "zh").in(200).body()).doesNotContain("婆婆", "李秀",
                "王强");

        Visitor head = house.as(RIGHTS_HEAD, HESHAN);
        assertThat(head.page("/cases/" + caseOfHeshan, "zh").in(200).body()).contains("婆婆", "李秀", "王强",
                "138****0417");
        assertThat(head.page("/contacts/" + contactOfHeshan, "zh").in(200).body()).contains("婆婆", "李秀");
        assertThat(auditor.page("/cases/" + caseOfHeshan + "/timeline?show=READERS", "zh").in(200).body())
                .as("who read it is known").contains("试430903");
    }

    @Test
    void whoever_is_not_signed_in_gets_nothing() {
        Visitor nobody = new Visitor(house.address(), "nobody", "nothing", HESHAN);
        HttpClient stranger = HttpClient.newHttpClient();
        Set<String> open = Set.of("GET /sign-in", "POST /sign-in/again", "GET /actuator/health",
                "GET /actuator/health/**");
        nobody.get("/cases").in(401);
        doors().stream().filter(door -> !open.contains(door.pattern())).forEach(door -> {
            HttpRequest request = HttpRequest.newBuilder(house.address().resolve(path(door)))
                    .header("Accept", "application/json")
                    .method(door.method(), HttpRequest.BodyPublishers.noBody()).build();
            // a browser's act needs its token first
            assertThat(status(stranger, request)).as("%s %s", door.method(), door.path())
                    .isEqualTo(door.method().equals("GET") ? 401 : 403);
        });
    }

    private static int status(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String draft(Visitor by) {
        String id = newId();
        by.put("/drafts/" + id, Map.of("personId", newId(), "narrative", "她说")).in(200);
        return id;
    }

    /** A ledger with a row that is refused. */
    private static String ledger(Visitor by) throws Exception {
        String csv = new String(HttpClient.newHttpClient().send(signed(by, "/ledgers/template.csv").GET().build(),
                HttpResponse.BodyHandlers.ofByteArray()).body(), StandardCharsets.UTF_8).strip() + "\r\n编号1,不存在的单位\r\n";
        HttpRequest handIn = signed(by, "/ledgers").header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofString("--edge\r\nContent-Disposition: form-data; name=\"file\"; "
                        + "filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n" + csv + "\r\n--edge--\r\n"))
                .build();
        HttpResponse<String> taken = HttpClient.newHttpClient().send(handIn, HttpResponse.BodyHandlers.ofString());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String place = taken.headers().firstValue("Location").orElseThrow();
        RunningHalfsky.within(Duration.ofSeconds(30), () -> Set.of("DONE", "FAILED")
                .contains(by.get(place).in(200).json().at("/state/stage").asString()), "the ledger is read");
        return place;
    }

    private static HttpRequest.Builder signed(Visitor by, String path) {
        return HttpRequest.newBuilder(by.house().resolve(path)).header("Accept", "*/*").header("Accept-Language", "zh")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                        (by.username() + ':' + by.password()).getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String newId() {
        return new TimeOrderedIds().generateIdentifier();
    }
}
