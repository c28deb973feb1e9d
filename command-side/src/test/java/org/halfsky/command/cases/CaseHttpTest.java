package org.halfsky.command.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.halfsky.command.house.CommandHouse;
import org.halfsky.command.http.Versions;
import org.halfsky.command.watch.DeadlineWatch;
import org.halfsky.events.cases.CaseEvent.ActionRecorded;
import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.Party;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Sealed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.command.cases.CaseStory.*;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Cases as programs and pages ask for them, on a real database. */
class CaseHttpTest {

    private static final String OPENING = """
            {"unit":"%s","subCategory":"F01","urgency":"U3","narrative":"丈夫长期不归","complainantName":"李晓梅",
             "complainantPhone":"13812346217","respondentName":"王强"}""".formatted(TOWN);
    private static CommandHouse house;

    private final CaseId caseId = new CaseId(UUID.randomUUID().toString());
    private final String url = "/cases/" + caseId;
    private final String mediationUrl = url + "/mediations/" + UUID.randomUUID();
    private long version;

    @BeforeAll
    static void aNetworkWithAMediator() {
        house = new CommandHouse();
        for (var unit : List.of(PROVINCE, CITY, COUNTY, TOWN, VILLAGE, OTHER_TOWN)) {
            house.jdbc().sql("insert into unit_register (unit, name, level, parent) values (?, ?, ?, null)")
                    .params(unit.value(), "兰溪镇", unit.level().name()).update();
        }
        house.jdbc().sql("insert into mediator_register (unit, mediator, appointed_on, ends_on) values (?, ?, ?, ?)")
                .params(TOWN.value(), MEDIATOR.value(), LocalDate.of(2025, 7, 1), TERM_ENDS).update();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void onADay() {
        house.clock().set(day(2026, 11, 2));
    }

    @Test
    void a_case_from_opening_over_mediation_to_its_end() throws Exception {
        done(THE_OPERATOR, put(url), OPENING).andExpect(status().isCreated())
                .andExpect(header().string("Location", url))
                .andExpect(jsonPath("$.location").value(url));
        done(THE_OFFICER, post(url + "/acceptance"), "{\"accepted\":true,\"basis\":\"MEDIATE\"}");
        done(THE_OFFICER, post(url + "/handler"), "{\"handler\":\"chen\"}");
        done(THE_OFFICER, post(url + "/actions"),
                "{\"kind\":\"HOME_VISIT\",\"note\":\"上门走访\",\"happenedAt\":\"2026-11-02T08:30\"}");
        done(THE_OFFICER, put(mediationUrl), "{\"source\":\"APPLICATION\"}").andExpect(status().isOk());
        done(THE_OFFICER, post(mediationUrl + "/consents"), "{\"side\":\"A\",\"given\":true,\"form\":\"WRITTEN\"}");
        done(THE_OFFICER, post(mediationUrl + "/consents"), "{\"side\":\"B\",\"given\":true}");
        done(THE_OFFICER, post(mediationUrl + "/mediator"), "{\"mediator\":\"long\"}");
        done(THE_MEDIATOR, post(mediationUrl + "/rights-notice"), "{\"form\":\"ORAL\"}");
        done(THE_MEDIATOR, post(mediationUrl + "/sessions"), "{\"note\":\"双方陈述\"}");
        done(THE_MEDIATOR, post(mediationUrl + "/agreement"),
                "{\"form\":\"WRITTEN\",\"content\":\"每月给付抚养费\",\"barsOtherRemedies\":false}");
        done(THE_OFFICER, post(url + "/closing"), "{\"outcome\":\"AGREEMENT\"}");
        done(THE_OFFICER, post(url + "/reopening"), "{\"ground\":\"NEW_FACT\",\"reason\":\"对方未履行\"}");

        assertThat(house.events(caseId)).extracting(event -> event.getClass().getSimpleName()).containsExactly(
                "CaseOpened",
                "DeadlineOpened", "CaseAccepted", "DeadlineMet", "HandlerAssigned", "ActionRecorded", "DisputeReceived",
                "ConsentGiven", "ConsentGiven", "MediatorAssigned", "RightsNoticeGiven", "MediationStarted",
                "DeadlineOpened", "SessionHeld", "AgreementReached", "DeadlineMet", "CaseClosed", "CaseReopened");
        assertThat(count("live_mediation")).isZero();
        assertThat(count("open_deadline")).isZero();
    }

    @Test
    void what_was_said_is_sealed_under_each_persons_own_key() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);

        CaseOpened opened = (CaseOpened) house.events(caseId).getFirst();
        Party her = opened.parties().getFirst();
        Party him = opened.parties().getLast();
        assertThat(opened.number()).matches("兰妇维〔2026〕\\d{4}");
        assertThat(opened.narrative()).extracting(Sealed::person, Sealed::dataClass)
                .containsExactly(her.person(), DataClass.D2);
        assertThat(her.name()).extracting(Sealed::person, Sealed::dataClass)
                .containsExactly(her.person(), DataClass.D3);
        assertThat(him.name().person()).isEqualTo(him.person()).isNotEqualTo(her.person());
        assertThat(him.phone()).isNull();
        assertThat(plain(opened.narrative())).isEqualTo("丈夫长期不归");
        assertThat(opened.toString()).doesNotContain("李晓梅", "13812346217", "王强");
        assertThat(house.vault().find(Identifier.PHONE, "13812346217")).contains(her.person());
    }

    @Test
    void the_same_opening_again_gets_the_first_answer_and_another_one_is_refused() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);
        done(THE_OPERATOR, put(url), OPENING).andExpect(status().isOk());
        assertThat(house.events(caseId)).hasSize(2);
        asked(THE_OPERATOR, put(url), OPENING.replace("不归", "在外")).andExpect(status().isConflict())
                .andExpect(jsonPath("$.rule").value("HOUSE-ONCE"));
    }

    @Test
    void an_act_whose_answer_was_lost_is_known_again_and_done_once() throws Exception {
        String key = UUID.randomUUID().toString();
        String visit = "{\"kind\":\"HOME_VISIT\",\"note\":\"上门走访\"}";
        done(THE_OPERATOR, put(url), OPENING);
        done(THE_OFFICER, post(url + "/acceptance"), "{\"accepted\":true,\"basis\":\"MEDIATE\"}");
        long filledFrom = version;
        done(THE_OFFICER, named(key, post(url + "/actions")), visit);
        long told = version;
        done(THE_OFFICER, post(url + "/actions"), "{\"kind\":\"HOME_VISIT\",\"note\":\"再次走访\"}");
        int events = house.events(caseId).size();

        version = filledFrom;
        asked(THE_OFFICER, named(key, post(url + "/actions")), visit).andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(told + 1));
        assertThat(house.events(caseId)).hasSize(events);

        // another act, another person, or an act without a name was overtaken
        asked(THE_OFFICER, named(key, post(url + "/closing")), "{\"outcome\":\"RESOLVED\"}")
                .andExpect(status().isPreconditionFailed());
        asked(THE_HEAD, named(key, post(url + "/actions")), visit).andExpect(status().isPreconditionFailed());
        asked(THE_OFFICER, post(url + "/actions"), visit).andExpect(status().isPreconditionFailed());
        asked(THE_OFFICER, named("short", post(url + "/actions")), visit).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.containsString("Idempotency-Key")));
        assertThat(house.events(caseId)).hasSize(events);
    }

    @Test
    void an_act_that_takes_the_case_out_of_ones_hands_is_known_again_too() throws Exception {
        String key = UUID.randomUUID().toString();
        done(THE_OPERATOR, put(url), OPENING);
        done(THE_OFFICER, post(url + "/acceptance"), "{\"accepted\":true,\"basis\":\"MEDIATE\"}");
        long filledFrom = version;
        done(THE_OFFICER, named(key, post(url + "/parties")), "{\"role\":\"PROXY\",\"name\":\"李芳\"}");
        done(THE_OFFICER, named(key, post(url + "/closing")), "{\"outcome\":\"RESOLVED\"}");
        int events = house.events(caseId).size();

        version = filledFrom;
        asked(THE_OFFICER, named(key, post(url + "/parties")), "{\"role\":\"PROXY\",\"name\":\"李芳\"}")
                .andExpect(status().isOk());
        asked(THE_OFFICER, named(key, post(url + "/closing")), "{\"outcome\":\"RESOLVED\"}")
                .andExpect(status().isOk());
        assertThat(house.events(caseId)).hasSize(events);
        assertThat(count("case_party")).isEqualTo(3);
    }

    @Test
    void every_field_has_its_limit() throws Exception {
        asked(THE_OPERATOR, put(url), """
                {"unit":"4309","subCategory":"F77","urgency":"U3","narrative":"%s","complainantName":"%s",
                 "complainantPhone":"call me"}""".formatted("长".repeat(20_001), "名".repeat(65)))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field").value(org.hamcrest.Matchers.containsInAnyOrder("unit",
                        "subCategory", "narrative", "complainantName", "complainantPhone")));
        assertThat(count("case_party")).isZero();
    }

    @Test
    void a_refusal_is_said_in_the_callers_language_with_rule_and_article() throws Exception {
        done(THE_OPERATOR, put(url), OPENING.replace("F01", "F05"));
        asked(THE_HEAD, post(url + "/acceptance"), "{\"accepted\":false,\"destination\":\"POLICE\"}")
                .andExpect(status().isConflict()).andExpect(jsonPath("$.rule").value("ACC-DVNO"))
                .andExpect(jsonPath("$.ruleId").value("ACC-07"))
                .andExpect(jsonPath("$.basis").value("《反家庭暴力法》第13条第1款、《妇联组织受理家庭暴力投诉工作规程》第6条"))
                .andExpect(jsonPath("$.detail").value("家庭暴力投诉不得拒绝、推诿"));
        house.http()
                .perform(request(THE_HEAD, post(url + "/acceptance"), "{\"accepted\":false}").locale(Locale.ENGLISH))
                .andExpect(jsonPath("$.detail").value("DV complaint may not be refused"));
    }

    @Test
    void a_case_out_of_scope_is_as_unknown_as_none() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);
        asked(AN_OFFICER_ELSEWHERE, post(url + "/actions"), "{\"kind\":\"CALL\",\"note\":\"x\"}")
                .andExpect(status().isNotFound()).andExpect(jsonPath("$.rule").value("HOUSE-KNOWN"));
        asked(THE_HEAD, post("/cases/" + UUID.randomUUID() + "/actions"), "{\"kind\":\"CALL\",\"note\":\"x\"}")
                .andExpect(status().isNotFound()).andExpect(jsonPath("$.rule").value("HOUSE-KNOWN"));
        asked(THE_OPERATOR, post(url + "/closing"), "{\"outcome\":\"RESOLVED\"}").andExpect(status().isForbidden())
                .andExpect(jsonPath("$.rule").value("HOUSE-ROLE"));
    }

    @Test
    void a_form_from_an_older_version_is_refused_and_a_missing_version_too() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);
        done(THE_OFFICER, post(url + "/dv-flag"), "{\"forms\":[\"PHYS\",\"STALK\"]}");
        version = 1;
        asked(THE_OFFICER, post(url + "/dv-flag"), "{\"forms\":[\"SEX\"]}").andExpect(status().isPreconditionFailed());
        house.http().perform(post(url + "/closing").header(CommandHouse.ACTOR, actor(THE_OFFICER))
                .contentType(MediaType.APPLICATION_JSON).content("{\"outcome\":\"RESOLVED\"}"))
                .andExpect(status().isPreconditionRequired());
    }

    @Test
    void the_danger_scale_is_taken_answer_by_answer() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);
        asked(THE_OFFICER, post(url + "/danger-assessments"), scale("YYYYYYYNNNN").replace("\"q3\":true,", ""))
                .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.rule").value("DV-SCALE"));
        asked(THE_OFFICER, post(url + "/danger-assessments"),
                scale("YYYYYYYNNNN").replace("}", ",\"level\":\"LOW\"}"))
                .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.rule").value("DV-CALC"))
                .andExpect(jsonPath("$.field").value("level"));
        done(THE_OFFICER, post(url + "/danger-assessments"), scale("NYNYYYYYYNN"));

        DangerAssessed assessed = (DangerAssessed) house.events(caseId).getLast();
        assertThat(assessed).extracting(DangerAssessed::score, DangerAssessed::special, DangerAssessed::level)
                .containsExactly(7, false, DangerLevel.HIGH);
        assertThat(assessed.answers().dataClass()).isEqualTo(DataClass.D4);
        assertThat(plain(assessed.answers())).isEqualTo("NYNYYYYYYNN");
        done(THE_OFFICER, post(url + "/safety"), "{\"outcome\":\"已入住庇护所\"}");
    }

    @Test
    void mediation_is_free_and_its_end_tells_other_routes() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);
        done(THE_OFFICER, put(mediationUrl), "{\"source\":\"APPLICATION\"}");
        asked(THE_OFFICER, post(mediationUrl + "/fees"), "{\"amount\":20.5}")
                .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.rule").value("MED-NOFEE"));
        asked(THE_OFFICER, post(mediationUrl + "/stop"), "{\"side\":\"B\",\"otherRoutesTold\":false}")
                .andExpect(jsonPath("$.rule").value("MED-TELL"));
        done(THE_OFFICER, post(mediationUrl + "/consents"), "{\"side\":\"B\",\"given\":false}");
        asked(THE_OFFICER, post(mediationUrl + "/not-started"), "{\"why\":\"COURT\"}")
                .andExpect(jsonPath("$.rule").value("MED-REFUSED"));
        assertThat(count("live_mediation")).isZero();
    }

    @Test
    void a_persons_entry_is_corrected_under_her_own_key_only() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);
        Party him = ((CaseOpened) house.events(caseId).getFirst()).parties().getLast();
        asked(THE_OFFICER, post(url + "/corrections"), correction(CHILD.value(), "PARTY_NAME", "王小强"))
                .andExpect(jsonPath("$.rule").value("HOUSE-CORRECT")).andExpect(jsonPath("$.field").value("person"));
        asked(THE_OFFICER, post(url + "/corrections"), correction(him.person().value(), "PARTY_PHONE", "无"))
                .andExpect(jsonPath("$.rule").value("HOUSE-CORRECT")).andExpect(jsonPath("$.field").value("value"));
        done(THE_OFFICER, post(url + "/corrections"), correction(him.person().value(), "PARTY_PHONE", "0737-4221234"));
        assertThat(house.vault().find(Identifier.PHONE, "0737-4221234")).containsExactly(him.person());
        String key = UUID.randomUUID().toString();
        String first = correction(him.person().value(), "PARTY_PHONE", "0737-4225678");
        long filledFrom = version;
        done(THE_OFFICER, named(key, post(url + "/corrections")), first);
        done(THE_OFFICER, post(url + "/corrections"), correction(him.person().value(), "PARTY_PHONE", "0737-4221234"));
        long now = version;
        version = filledFrom;
        done(THE_OFFICER, named(key, post(url + "/corrections")), first);
        assertThat(version).as("known again, nothing done").isEqualTo(now);
        assertThat(house.vault().find(Identifier.PHONE, "0737-4221234")).containsExactly(him.person());
        assertThat(house.vault().find(Identifier.PHONE, "0737-4225678")).isEmpty();
        done(THE_OFFICER, post(url + "/parties"), "{\"role\":\"CHILD\",\"name\":\"王小强\"}");
        done(THE_OFFICER, post(url + "/actions"), "{\"kind\":\"CALL\",\"note\":\"打不通\"}");
        String note = "{\"field\":\"ACTION_NOTE\",\"entry\":%d,\"value\":\"打通了\",\"reason\":\"记错\"}";
        asked(THE_OFFICER, post(url + "/corrections"), note.formatted(version))
                .andExpect(jsonPath("$.rule").value("HOUSE-CORRECT")).andExpect(jsonPath("$.field").value("entry"));
        done(THE_OFFICER, post(url + "/corrections"), note.formatted(version + 1));
        CaseCorrected corrected = (CaseCorrected) house.events(caseId).getLast();
        assertThat(plain(corrected.text())).isEqualTo("打通了");
        assertThat(house.events(caseId).get(corrected.entry().intValue())).isInstanceOf(ActionRecorded.class);
        assertThat(count("case_party")).isEqualTo(3);
    }

    @Test
    void a_case_is_handed_up_and_received() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);
        done(THE_OFFICER, post(url + "/handovers"), "{\"to\":\"%s\",\"reason\":\"案情复杂\"}".formatted(COUNTY));
        done(THE_HEAD, post(url + "/handovers/return"), "{\"reason\":\"请先调解\"}");
        done(THE_OFFICER, post(url + "/handovers"), "{\"to\":\"%s\",\"reason\":\"调解不成\"}".formatted(COUNTY));
        done(THE_HEAD, post(url + "/handovers/receipt"), "{}");
        asked(THE_OFFICER, post(url + "/actions"), "{\"kind\":\"CALL\",\"note\":\"x\"}")
                .andExpect(status().isNotFound());
    }

    @Test
    void the_sweep_tells_what_was_missed_once_and_no_form_becomes_old_by_it() throws Exception {
        DeadlineWatch watch = house.get(DeadlineWatch.class);
        done(THE_OPERATOR, put(url), OPENING);
        watch.sweep();
        assertThat(count("open_deadline")).isEqualTo(1);

        house.clock().set(endOf(2026, 11, 17));
        assertThat(watch.dueAndUnfired()).isPositive();
        watch.sweep();
        watch.sweep();
        assertThat(house.events(caseId)).filteredOn(DeadlineMissed.class::isInstance).hasSize(1);
        assertThat(watch.dueAndUnfired()).isZero();
        done(THE_OFFICER, post(url + "/acceptance"), "{\"accepted\":true,\"basis\":\"HELP\"}");
    }

    @Test
    void a_clock_that_cannot_be_told_holds_back_no_other() throws Exception {
        house.jdbc().sql("""
                insert into open_deadline (deadline_id, case_id, unit, kind, due_at)
                values (gen_random_uuid(), gen_random_uuid(), ?, 'ACCEPTANCE_NOTICE', '2020-01-01')""")
                .param(TOWN.value()).update();
        done(THE_OPERATOR, put(url), OPENING);
        house.clock().set(endOf(2026, 11, 17));
        house.get(DeadlineWatch.class).sweep();
        assertThat(house.events(caseId)).filteredOn(DeadlineMissed.class::isInstance).hasSize(1);
        assertThat(house.get(DeadlineWatch.class).dueAndUnfired()).isEqualTo(1);
        house.jdbc().sql("delete from open_deadline where due_at < '2021-01-01'").update();
    }

    @Test
    void two_nodes_sweep_at_once_and_each_clock_is_told_once() throws Exception {
        done(THE_OPERATOR, put(url), OPENING);
        house.clock().set(endOf(2026, 11, 17));
        DeadlineWatch watch = house.get(DeadlineWatch.class);
        try (var nodes = Executors.newFixedThreadPool(2)) {
            for (var swept : nodes
                    .invokeAll(List.of(Executors.callable(watch::sweep), Executors.callable(watch::sweep)))) {
                swept.get();
            }
        }
        assertThat(house.events(caseId)).filteredOn(DeadlineMissed.class::isInstance).hasSize(1);
    }

    @Test
    void a_form_says_the_same_as_json() throws Exception {
        house.http().perform(put(url).header(CommandHouse.ACTOR, actor(THE_OPERATOR))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED).param("unit", TOWN.value())
                .param("subCategory", "F01").param("urgency", "U2").param("narrative", "她说".repeat(300))
                .param("also", "F02", "A03")).andExpect(status().isCreated());
        house.http().perform(post(url + "/danger-assessments").header(CommandHouse.ACTOR, actor(THE_OFFICER))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED).param("_version", "0").param("q1", "true"))
                .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.rule").value("DV-SCALE"));
        // Nobody told a name or a phone: no written notice is owed (REG-04).
        assertThat(house.events(caseId)).hasSize(1);
    }

    private static MockHttpServletRequestBuilder named(String key, MockHttpServletRequestBuilder act) {
        return act.header(Versions.IDEMPOTENCY_KEY, '"' + key + '"');
    }

    /** An act that must succeed; the next one is made from the version it answers with. */
    private ResultActions done(Actor by, MockHttpServletRequestBuilder act, String body) throws Exception {
        ResultActions answer = asked(by, act, body).andExpect(status().is2xxSuccessful());
        version = Long.parseLong(answer.andReturn().getResponse().getHeader("ETag").replace("\"", ""));
        return answer;
    }

    private ResultActions asked(Actor by, MockHttpServletRequestBuilder act, String body) throws Exception {
        return house.http().perform(request(by, act, body));
    }

    private MockHttpServletRequestBuilder request(Actor by, MockHttpServletRequestBuilder act, String body) {
        return act.header(CommandHouse.ACTOR, actor(by)).header("If-Match", "\"" + version + "\"")
                .contentType(MediaType.APPLICATION_JSON).content(body).locale(Locale.SIMPLIFIED_CHINESE);
    }

    private static String actor(Actor by) {
        return by.staff() + " " + by.role() + " " + by.unit();
    }

    private static String scale(String letters) {
        StringBuilder json = new StringBuilder("{");
        for (int item = 0; item < 11; item++) {
            json.append(item < 9 ? "\"q" + (item + 1) : "\"s" + (item - 8)).append("\":")
                    .append(letters.charAt(item) == 'Y').append(',');
        }
        return json.append("\"victimSigned\":true}").toString();
    }

    private static String correction(String person, String field, String value) {
        return "{\"field\":\"%s\",\"person\":\"%s\",\"value\":\"%s\",\"reason\":\"登记时口误\"}".formatted(field, person,
                value);
    }

    private static String plain(Sealed sealed) {
        return house.vault().says(sealed);
    }

    private int count(String table) {
        return house.jdbc().sql("select count(*) from " + table + " where case_id = ?::uuid").param(caseId.value())
                .query(Integer.class).single();
    }
}
