package org.halfsky.ops.journeys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.wire.TimeOrderedIds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.ops.journeys.RunningHalfsky.ANHUA;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;

/** From a call to a rate, over HTTP as a program does it. */
@Journey
class MainJobTest {

    /** Where no other journey leaves cases behind, so that a work list is short. */
    private static final UnitCode TOWN = new UnitCode("430903104000");

    private static RunningHalfsky house;
    private static Visitor operator;
    private static Visitor head;
    private static Visitor leader;
    private static Visitor mediator;
    private static Visitor auditor;

    @BeforeAll
    static void open_the_house() {
        house = RunningHalfsky.get();
        operator = house.as(Role.OPERATOR, HESHAN);
        head = house.as(Role.RIGHTS_HEAD, HESHAN);
        leader = house.as(Role.LEADER, HESHAN);
        mediator = house.as(Role.MEDIATOR, HESHAN);
        auditor = house.as(Role.AUDITOR, HESHAN);
        appointTheMediator(house);
    }

    @Test
    void a_call_becomes_a_case_is_mediated_and_closed_and_the_rates_move() {
        JsonNode before = rate("mediation");
        JsonNode reconciled = rate("reconciliation");
        String caseId = callThatBecomesACase("F09", false);

        Answer opened = opened(head, caseId, false);
        assertThat(opened.json().get("number").asString()).matches("赫妇维〔\\d{4}〕\\d{4,}");
        long version = accept(caseId, opened.version());
        version = act(head, caseId, "/handler", Map.of("handler", mediator.username()), version);
        version = mediate(caseId, version);
        version = act(head, caseId, "/closing", Map.of("outcome", "RECONCILED", "note", "双方和好"), version);

        assertThat(head.get("/cases/" + caseId + "?atLeast=" + version).in(200).json().get("stage").asString())
                .isEqualTo("CLOSED");
        RunningHalfsky.within(java.time.Duration.ofSeconds(10),
                () -> rate("mediation").get("denominator").asInt() == before.get("denominator").asInt() + 1
                        && rate("mediation").get("numerator").asInt() == before.get("numerator").asInt() + 1
                        && rate("reconciliation").get("numerator").asInt() == reconciled.get("numerator").asInt() + 1,
                "the rates show the mediated case");
    }

    @Test
    void of_two_contacts_that_name_one_new_person_at_the_same_moment_one_is_refused() throws Exception {
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 8; round++) {
                Map<String, Object> call = call("F09", false);
                call.put("personId", newId());
                List<Future<Integer>> answers = List.of(
                        hands.submit(() -> operator.put("/contacts/" + newId(), call).status()),
                        hands.submit(() -> operator.put("/contacts/" + newId(), call).status()));
                assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(201, 409);
            }
        }
    }

    @Test
    void a_dispute_with_a_violence_marker_waits_for_the_danger_scale_and_a_high_one_is_never_mediated() {
        String caseId = callThatBecomesACase("F05", true);
        long version = accept(caseId, opened(head, caseId, true).version());
        String mediation = "/mediations/" + newId();

        Answer early = act(head, "PUT", caseId, mediation, Map.of("source", "APPLICATION"), version);
        early.refusedBy("MED-DVASSESS");
        head.post("/cases/" + caseId + "/danger-assessments", Map.of("level", "LOW", "q1", false), version)
                .refusedBy("DV-CALC");
        version = act(head, caseId, "/danger-assessments", answers(2, true), version);
        act(head, "PUT", caseId, mediation, Map.of("source", "APPLICATION"), version).refusedBy("MED-DVHIGH");
        head.post("/cases/" + caseId + "/closing", Map.of("outcome", "RESOLVED"), version)
                .refusedBy("HAN-CLOSEOPEN");

        version = act(head, caseId, "/danger-assessments", answers(2, false), version);
        assertThat(act(head, "PUT", caseId, mediation, Map.of("source", "APPLICATION"), version).status())
                .as("the same request follows once the danger is low").isBetween(200, 201);
    }

    @Test
    void a_silent_call_is_one_click_and_no_contact_is_ever_deleted() {
        String contact = newId();
        operator.put("/contacts/" + contact + "/dismissal",
                Map.of("channel", "CALL", "unit", HESHAN.value(), "kind", "SILENT")).in(201);
        operator.delete("/contacts/" + contact).in(409).refusedBy("REG-NODEL");
    }

    @Test
    void a_repeated_request_gets_the_first_answer_and_other_content_is_refused() {
        String contact = newId();
        Map<String, Object> call = call("F01", false);
        call.put("disposition", "ANSWERED");
        call.put("answer", "解释了离婚冷静期");
        long first = operator.put("/contacts/" + contact, call).in(201).version();

        assertThat(operator.put("/contacts/" + contact, call).in(200).version()).isEqualTo(first);
        call.put("narrative", "另一件事");
        operator.put("/contacts/" + contact, call).in(409).refusedBy("HOUSE-ONCE");
    }

    @Test
    void a_form_filled_from_an_older_version_overwrites_nothing() {
        String caseId = callThatBecomesACase("F04", false);
        long opened = opened(head, caseId, false).version();
        accept(caseId, opened);

        head.post("/cases/" + caseId + "/actions", Map.of("kind", "CALL", "note", "电话联系"), opened).in(412);
        head.post("/cases/" + caseId + "/actions", Map.of("kind", "CALL", "note", "电话联系"), null).in(428);
    }

    @Test
    void a_case_of_another_county_is_not_known_there() {
        String caseId = callThatBecomesACase("F02", false);
        opened(head, caseId, false);

        Visitor stranger = house.as(Role.RIGHTS_HEAD, ANHUA);
        stranger.get("/cases/" + caseId).in(404);
        stranger.post("/cases/" + caseId + "/acceptance", Map.of("accepted", true, "basis", "HELP"), 0L).in(404);
        stranger.get("/rates/closure?unit=" + HESHAN + "&from=2016-01-01&to=2019-12-31").in(403);
    }

    @Test
    void a_case_whose_handler_is_moved_elsewhere_waits_for_another() {
        Visitor administrator = house.as(Role.ADMINISTRATOR);
        administrator.put("/accounts/moves-away", Map.of("name", "钱某", "role", "STATION_OFFICER", "unit",
                HESHAN.value())).in(201);
        String caseId = newId();
        Map<String, Object> call = call("F02", false);
        call.putAll(Map.of("unit", TOWN.value(), "disposition", "CASE", "caseId", caseId));
        operator.put("/contacts/" + newId(), call).in(201);
        long version = accept(caseId, opened(head, caseId, false).version());
        version = act(head, caseId, "/handler", Map.of("handler", "moves-away"), version);
        head.get("/cases/" + caseId + "?atLeast=" + version).in(200);
        assertThat(waiting(caseId).get("vacant").asBoolean()).isFalse();

        administrator.post("/accounts/moves-away/role", Map.of("role", "STATION_OFFICER", "unit", ANHUA.value()), 0L)
                .in(200);
        assertThat(waiting(caseId).get("vacant").asBoolean()).isTrue();
        assertThat(waiting(caseId).get("group").asString()).isEqualTo("ASSIGN");
        act(head, caseId, "/handler", Map.of("handler", mediator.username()), version);
    }

    private static JsonNode waiting(String caseId) {
        return house.as(Role.RIGHTS_HEAD, TOWN).get("/worklist?tab=STATION").in(200).json().get("items").valueStream()
                .filter(item -> item.get("line").get("id").asString().equals(caseId)).findFirst().orElseThrow();
    }

    @Test
    void an_auditor_replays_the_case_as_it_stood() {
        String caseId = callThatBecomesACase("F03", false);
        long accepted = accept(caseId, opened(head, caseId, false).version());
        auditor.get("/cases/" + caseId + "?atLeast=" + accepted).in(200);
        Answer told = auditor.get("/cases/" + caseId + "/timeline").in(200);
        long opened = told.json().get("events").valueStream()
                .filter(event -> event.get("type").asString().equals("case.opened"))
                .mapToLong(event -> event.get("position").asLong()).findFirst().orElseThrow();

        assertThat(told.body()).contains("case.accepted").doesNotContain("婆婆");
        assertThat(auditor.get("/cases/" + caseId + "?at=" + opened).in(200).json().get("stage").asString())
                .isEqualTo("ACCEPTANCE_PENDING");
        assertThat(auditor.get("/cases/" + caseId).in(200).json().get("stage").asString()).isEqualTo("ACCEPTED");
    }

    static Map<String, Object> call(String subCategory, boolean dvMarker) {
        Map<String, Object> call = new HashMap<>();
        call.put("channel", "CALL");
        call.put("unit", HESHAN.value());
        call.put("nature", "MEDIATE");
        call.put("subCategory", subCategory);
        call.put("urgency", "U3");
        call.put("dvMarker", dvMarker);
        call.put("callerName", "李秀");
        call.put("callerPhone", "13873700417");
        call.put("respondentName", "王强");
        call.put("narrative", "婆婆与她争吵多年，想请妇联调解。");
        return call;
    }

    private static String callThatBecomesACase(String subCategory, boolean dvMarker) {
        return callThatBecomesACase(operator, subCategory, dvMarker);
    }

    static String callThatBecomesACase(Visitor operator, String subCategory, boolean dvMarker) {
        String caseId = newId();
        Map<String, Object> call = call(subCategory, dvMarker);
        call.put("disposition", "CASE");
        call.put("caseId", caseId);
        operator.put("/contacts/" + newId(), call).in(201);
        return caseId;
    }

    /** The case with all that its opening told: the clock of the notice and, after it, the flag of violence. */
    static Answer opened(Visitor who, String caseId, boolean dvMarker) {
        return who.get("/cases/" + caseId + "?atLeast=" + (dvMarker ? 2 : 1)).in(200);
    }

    private static long accept(String caseId, long version) {
        return act(head, caseId, "/acceptance", Map.of("accepted", true, "basis", "MEDIATE"), version);
    }

    private static long mediate(String caseId, long version) {
        String mediation = "/mediations/" + newId();
        version = act(head, "PUT", caseId, mediation, Map.of("source", "APPLICATION"), version).version();
        version = act(mediator, caseId, mediation + "/consents", Map.of("side", "A", "given", true, "form", "ORAL"),
                version);
        mediator.post("/cases/" + caseId + mediation + "/sessions", Map.of("note", "第一次"), version)
                .refusedBy("MED-NORIGHTS");
        version = act(mediator, caseId, mediation + "/consents", Map.of("side", "B", "given", true, "form", "ORAL"),
                version);
        version = act(mediator, caseId, mediation + "/rights-notice", Map.of("form", "WRITTEN"), version);
        version = act(head, caseId, mediation + "/mediator", Map.of("mediator", mediator.username()), version);
        mediator.post("/cases/" + caseId + mediation + "/fees", Map.of("amount", 10), version).refusedBy("MED-NOFEE");
        version = act(mediator, caseId, mediation + "/sessions", Map.of("note", "双方到场，各自陈述。"), version);
        return act(mediator, caseId, mediation + "/reconciliation", Map.of("note", "和好"), version);
    }

    private static long act(Visitor who, String caseId, String act, Map<String, ?> body, long version) {
        return act(who, "POST", caseId, act, body, version).in(200).version();
    }

    private static Answer act(Visitor who, String method, String caseId, String act, Map<String, ?> body,
            long version) {
        String path = "/cases/" + caseId + act;
        return method.equals("PUT") ? who.put(path, body, version) : who.post(path, body, version);
    }

    private static Map<String, Object> answers(int yes, boolean strangled) {
        Map<String, Object> answers = new HashMap<>();
        for (int question = 1; question <= 9; question++) {
            answers.put("q" + question, question <= yes);
        }
        answers.put("s1", strangled);
        answers.put("s2", false);
        answers.put("victimSigned", true);
        return answers;
    }

    /** A committee of Heshan and a mediator in office, once for all journeys. */
    static synchronized void appointTheMediator(RunningHalfsky house) {
        Visitor head = house.as(Role.RIGHTS_HEAD, HESHAN);
        Visitor mediator = house.as(Role.MEDIATOR, HESHAN);
        Answer unit = head.get("/network/" + HESHAN).in(200);
        if (unit.body().contains(mediator.username())) {
            return;
        }
        long version = head.post("/units/" + HESHAN + "/committee", Map.of("formedOn", "2026-01-05", "members",
                java.util.List.of(Map.of("staff", head.username(), "woman", true, "head", true),
                        Map.of("staff", mediator.username(), "woman", true, "head", false),
                        Map.of("staff", "third", "woman", false, "head", false))),
                unit.version()).in(200).version();
        head.post("/units/" + HESHAN + "/mediators",
                Map.of("mediator", mediator.username(), "trained", true, "adult", true, "appointedOn", "2026-01-06"),
                version).in(200);
    }

    private static JsonNode rate(String name) {
        return leader.get("/rates/" + name + "?unit=" + HESHAN + "&from=2016-01-01&to=2099-12-31").in(200).json();
    }

    private static String newId() {
        return new TimeOrderedIds().generateIdentifier();
    }
}
