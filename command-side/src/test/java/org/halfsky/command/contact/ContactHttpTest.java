package org.halfsky.command.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.cases.CaseCommand.CloseCase;
import org.halfsky.command.cases.CaseCommand.DecideAcceptance;
import org.halfsky.command.contact.ContactCommand.CorrectContact;
import org.halfsky.command.contact.ContactCommand.DirectContact;
import org.halfsky.command.contact.ContactCommand.Goes.IntoCase;
import org.halfsky.command.contact.ContactCommand.Goes.ToCase;
import org.halfsky.command.house.CommandHouse;
import org.halfsky.command.http.Versions;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.events.cases.CaseEvent.CaseContactLinked;
import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.contact.ContactEvent.ContactAnswered;
import org.halfsky.events.contact.ContactEvent.ContactBecameCase;
import org.halfsky.events.contact.ContactEvent.ContactCorrected;
import org.halfsky.events.contact.ContactEvent.ContactDismissed;
import org.halfsky.events.contact.ContactEvent.ContactLinked;
import org.halfsky.events.contact.ContactEvent.ContactReceived;
import org.halfsky.events.contact.ContactEvent.ContactRegistered;
import org.halfsky.events.contact.ContactEvent.ContactTriaged;
import org.halfsky.events.contact.ContactEvent.ContactVoided;
import org.halfsky.events.contact.ContactEvent.VoidProposed;
import org.halfsky.events.contact.ContactField;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Opening;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class ContactHttpTest {

    private static final String LI = "li OPERATOR 430903000000";
    private static final String MEI = "mei STATION_OFFICER 430903000000";
    private static final String ELSEWHERE = "hu OPERATOR 430921000000";
    private static final String STORY = "丈夫昨晚酒后砍门，我和孩子锁在卧室。".repeat(40);

    private static CommandHouse house;

    private final ContactId call = new ContactId(id());
    private final CaseId matter = new CaseId(id());
    private final PersonId caller = new PersonId(id());

    @BeforeAll
    static void open() {
        house = new CommandHouse();
        send(new RegisterUnit(new UnitCode("430000000000"), "湖南省"));
        send(new RegisterUnit(new UnitCode("430900000000"), "益阳市"));
        send(new RegisterUnit(new UnitCode("430903000000"), "赫山区"));
        send(new RegisterUnit(new UnitCode("430921000000"), "南县"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Nested
    class Registering {

        @Test
        void seals_everything_she_said_and_makes_her_findable() throws Exception {
            register(form().param("callerName", "李女士").param("callerPhone", "13800006217")
                    .param("callerAddress", "兰溪镇").param("disposition", "ANSWERED").param("answer", "可以申请人身安全保护令"))
                    .andExpect(status().isCreated()).andExpect(header().string("ETag", "\"3\""))
                    .andExpect(jsonPath("$.version").value(3))
                    .andExpect(jsonPath("$.location").value("/contacts/" + call));

            List<Object> events = house.events(call);
            assertThat(events).hasExactlyElementsOfTypes(ContactReceived.class, ContactRegistered.class,
                    ContactTriaged.class, ContactAnswered.class);
            ContactRegistered registered = (ContactRegistered) events.get(1);
            assertThat(registered.caller().person()).isEqualTo(caller);
            assertThat(house.vault().says(registered.narrative())).isEqualTo(STORY);
            assertThat(house.vault().says(registered.caller().name())).isEqualTo("李女士");
            assertThat(house.messages(call).toString()).doesNotContain("李女士", "13800006217", "兰溪", "砍门", "保护令");
            assertThat(house.vault().find(Identifier.PHONE, "13800006217")).contains(caller);
        }

        @Test
        void puts_who_and_when_beside_every_event() throws Exception {
            register(form().param("arrivedAt", "2026-11-20T08:00")).andExpect(status().isCreated());

            assertThat(house.messages(call)).allSatisfy(event -> assertThat(event.getMetaData())
                    .containsEntry(Meta.ACTOR, "li").containsEntry(Meta.ROLE, "OPERATOR")
                    .containsEntry(Meta.UNIT, "430903000000").containsEntry(Meta.ORIGIN, Meta.LIVE));
            assertThat(house.messages(call).getFirst().getMetaData()).containsEntry(Meta.HAPPENED_AT,
                    "2026-11-20T00:00:00Z");
            assertThat(house.messages(call).getLast().getMetaData()).containsEntry(Meta.HAPPENED_AT,
                    "2026-11-20T01:41:00Z");
        }

        @Test
        void again_gets_the_first_answer_and_has_no_second_effect() throws Exception {
            register(form().param("callerName", "李女士")).andExpect(status().isCreated());
            register(form().param("callerName", "李女士")).andExpect(status().isOk())
                    .andExpect(header().string("ETag", "\"2\""));

            assertThat(house.events(call)).hasSize(3);
            assertThat(house.vault().openings()).contains(new Opening(new StaffId("li"),
                    "request.repeated", call.value()));
        }

        @Test
        void again_is_known_though_a_snapshot_was_taken_since() throws Exception {
            register(form().param("callerName", "李女士")).andExpect(status().isCreated());
            Contact state = new Contact();
            house.messages(call).forEach(event -> state.evolve((ContactEvent) event.getPayload(),
                    event.getSequenceNumber(), Role.OPERATOR.name(), "li"));
            house.get(EventStore.class)
                    .storeSnapshot(new GenericDomainEventMessage<>("Contact", call.value(), 2, state));
            register(form().param("callerName", "李女士")).andExpect(status().isOk());
            register(form().param("callerName", "王女士")).andExpect(status().isConflict());
            assertThat(house.get(CaseOfContact.class).facts(call).person()).isEqualTo(caller);
        }

        @Test
        void twice_at_the_same_moment_gets_one_answer() throws Exception {
            try (var threads = Executors.newFixedThreadPool(2)) {
                Callable<Integer> request = () -> register(intoCase().param("callerName", "李女士")).andReturn()
                        .getResponse().getStatus();
                List<Integer> answers = new ArrayList<>();
                for (Future<Integer> answer : threads.invokeAll(List.of(request, request))) {
                    answers.add(answer.get());
                }
                assertThat(answers).containsExactlyInAnyOrder(201, 200);
            }
            assertThat(house.events(call)).hasSize(4);
            assertThat(house.events(matter)).filteredOn(CaseOpened.class::isInstance).hasSize(1);
        }

        @Test
        void other_content_under_the_same_id_is_refused() throws Exception {
            register(form().param("callerName", "李女士")).andExpect(status().isCreated());
            register(form().param("callerName", "王女士")).andExpect(status().isConflict())
                    .andExpect(jsonPath("$.rule").value("HOUSE-ONCE"));
            assertThat(house.events(call)).hasSize(3);
            assertThat(attempts()).containsExactly("li RegisterContact HOUSE-ONCE");
        }

        @Test
        void is_refused_beside_the_field_with_the_article() throws Exception {
            register(put("/contacts/" + call).header(CommandHouse.ACTOR, LI)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED).param("channel", "VISIT")
                    .param("unit", "430903000000").param("nature", "HELP").param("subCategory", "F04")
                    .param("urgency", "U3")).andExpect(status().isUnprocessableContent())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.rule").value("REG-NARR")).andExpect(jsonPath("$.ruleId").value("REG-02"))
                    .andExpect(jsonPath("$.basis").value("《信访工作条例》第19条第1款"))
                    .andExpect(jsonPath("$.field").value("narrative"))
                    .andExpect(jsonPath("$.detail").value("请如实记录口头反映内容"));
            assertThat(house.events(call)).isEmpty();
        }

        @Test
        void is_refused_in_english_to_who_reads_english() throws Exception {
            register(form().param("dvMarker", "on").param("disposition", "ANSWERED").param("answer", "再忍一忍")
                    .locale(Locale.ENGLISH)).andExpect(status().isConflict())
                    .andExpect(jsonPath("$.rule").value("ACC-DVNO"))
                    .andExpect(jsonPath("$.detail").value("DV complaint may not be refused"));
            assertThat(attempts()).containsExactly("li RegisterContact ACC-DVNO");
        }

        @Test
        void names_every_malformed_field() throws Exception {
            register(form().param("callerPhone", "---")).andExpect(status().isUnprocessableContent())
                    .andExpect(jsonPath("$.field").value("callerPhone"));
            register(form().param("callerPhone", "打不通").param("caseId", "7").param("answer", "长".repeat(10_001)))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(jsonPath("$.errors[?(@.field=='callerPhone')].detail").value("电话号码格式有误"))
                    .andExpect(jsonPath("$.errors[?(@.field=='caseId')].detail").value("编号格式有误"))
                    .andExpect(jsonPath("$.errors[?(@.field=='answer')].detail").value("不得超过 10,000 字"));
        }

        @Test
        void outside_ones_scope_is_forbidden() throws Exception {
            register(form().header(CommandHouse.ACTOR, ELSEWHERE)).andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.rule").value("HOUSE-UNIT"));
        }
    }

    @Nested
    class BecomingACase {

        @Test
        void opens_it_in_the_same_request_with_everybody_she_named() throws Exception {
            register(intoCase().param("callerName", "李女士").param("callerPhone", "13800001111")
                    .param("respondentName", "王某").param("respondentPhone", "13900002222").param("dvForms", "PHYS"))
                    .andExpect(status().isCreated());

            assertThat(house.events(call).getLast()).isEqualTo(new ContactBecameCase(call, matter));
            CaseOpened opened = (CaseOpened) house.events(matter).getFirst();
            assertThat(opened.number()).matches("赫妇维〔2026〕\\d{4}");
            assertThat(opened.fromContact()).isEqualTo(call);
            assertThat(house.vault().says(opened.narrative())).isEqualTo(STORY);
            assertThat(opened.parties()).extracting(Party::role).containsExactly(PartyRole.COMPLAINANT,
                    PartyRole.RESPONDENT);
            assertThat(opened.parties().getFirst().person()).isEqualTo(caller);
            assertThat(house.vault().says(opened.parties().getLast().name())).isEqualTo("王某");
            assertThat(house.vault().find(Identifier.PHONE, "13900002222"))
                    .containsExactly(opened.parties().getLast().person());
            assertThat(house.events(matter).toString()).contains("DvFlagged");
        }

        @Test
        void counts_the_notice_of_acceptance_from_the_arrival() throws Exception {
            register(intoCase().param("callerName", "李女士").param("arrivedAt", "2026-11-18T08:00"))
                    .andExpect(status().isCreated());
            assertThat(house.events(matter)).filteredOn(DeadlineOpened.class::isInstance).singleElement()
                    .extracting(clock -> ((DeadlineOpened) clock).dueAt())
                    .isEqualTo(Instant.parse("2026-12-03T16:00:00Z"));
        }

        @Test
        void knows_a_proxy_from_whom_it_is_about() throws Exception {
            register(intoCase().param("relation", "NEIGHBOUR").param("callerName", "邻居张某"))
                    .andExpect(status().isCreated());

            CaseOpened opened = (CaseOpened) house.events(matter).getFirst();
            assertThat(opened.parties()).extracting(Party::role).containsExactly(PartyRole.COMPLAINANT,
                    PartyRole.PROXY);
            assertThat(opened.parties().getFirst().name()).isNull();
            assertThat(opened.parties().getFirst().person()).isNotEqualTo(caller);
        }

        @Test
        void again_opens_no_second_one() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            int events = house.events(matter).size();
            register(intoCase()).andExpect(status().isOk());
            house.tell(WhenContactBecameCaseThenOpenCase.class, call);
            assertThat(house.events(matter)).hasSize(events);
        }

        @Test
        void is_finished_by_the_automation_when_the_request_broke_in_between() throws Exception {
            register(form().param("callerName", "李女士")).andExpect(status().isCreated());
            send(new DirectContact(call, new IntoCase(matter)));
            assertThat(house.events(matter)).isEmpty();

            house.tell(WhenContactBecameCaseThenOpenCase.class, call);
            CaseOpened opened = (CaseOpened) house.events(matter).getFirst();
            assertThat(house.vault().says(opened.parties().getFirst().name())).isEqualTo("李女士");
            assertThat(house.messages(matter).getFirst().getMetaData()).containsEntry(Meta.ROLE, "SYSTEM");
        }

        @Test
        void under_an_id_that_another_matter_has_is_refused_and_registers_nothing() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            ContactId later = new ContactId(id());
            register(form("/contacts/" + later).param("disposition", "CASE").param("caseId", matter.value()))
                    .andExpect(status().isConflict()).andExpect(jsonPath("$.rule").value("HOUSE-ONCE"))
                    .andExpect(jsonPath("$.field").value("caseId"));
            assertThat(house.events(later)).isEmpty();
        }

        @Test
        void under_the_contacts_own_id_is_refused_and_registers_nothing() throws Exception {
            register(form().param("disposition", "CASE").param("caseId", call.value()))
                    .andExpect(status().isConflict());
            assertThat(house.events(call)).isEmpty();
        }

        @Test
        void happens_by_itself_when_a_minor_was_harmed() throws Exception {
            register(form().param("minorMarker", "on")).andExpect(status().isCreated());
            ContactBecameCase became = (ContactBecameCase) house.events(call).getLast();
            assertThat(house.events(became.caseId()).getFirst()).isInstanceOf(CaseOpened.class);
        }

        @Test
        void may_come_later_from_what_was_seen() throws Exception {
            register(form()).andExpect(status().isCreated());
            act("/case", LI, null, "caseId", matter.value()).andExpect(status().isPreconditionRequired());
            act("/case", LI, 2, "caseId", matter.value()).andExpect(status().isOk())
                    .andExpect(header().string("ETag", "\"3\""));
            assertThat(house.events(matter).getFirst()).isInstanceOf(CaseOpened.class);
        }
    }

    @Nested
    class Linking {

        @Test
        void tells_the_case_in_the_same_request_once() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            ContactId later = new ContactId(id());
            MockHttpServletRequestBuilder again = form("/contacts/" + later).param("disposition", "LINK")
                    .param("caseId", matter.value()).param("newIncident", "true").param("dvMarker", "true");
            register(again).andExpect(status().isCreated());
            register(again).andExpect(status().isOk());
            house.tell(WhenContactLinkedThenTellCase.class, later);

            assertThat(house.events(later)).contains(new ContactLinked(later, matter, true));
            assertThat(house.events(matter)).containsOnlyOnce(new CaseContactLinked(matter, later, true, true));
        }

        @Test
        void a_corrected_phone_and_name_hold_in_the_case_that_the_call_became() throws Exception {
            register(intoCase().param("callerName", "李女士").param("callerPhone", "13800001111"))
                    .andExpect(status().isCreated());
            act("/corrections", LI, 3, "field", "CALLER_PHONE", "value", "13800002222", "reason", "听错")
                    .andExpect(status().isOk());
            act("/corrections", LI, 4, "field", "CALLER_NAME", "value", "李秀兰", "reason", "听错")
                    .andExpect(status().isOk());
            assertThat(house.events(matter)).filteredOn(CaseCorrected.class::isInstance)
                    .extracting(event -> ((CaseCorrected) event).field() + " of " + ((CaseCorrected) event).person())
                    .containsExactly("PARTY_PHONE of " + caller, "PARTY_NAME of " + caller);
        }

        @Test
        void a_correction_that_is_known_again_changes_neither_the_case_nor_the_number_she_is_found_by()
                throws Exception {
            register(intoCase().param("callerPhone", "13800001111")).andExpect(status().isCreated());
            String[] first = {"field", "CALLER_PHONE", "value", "13800002222", "reason", "听错"};
            String key = UUID.randomUUID().toString();
            named(key, 3, first).andExpect(status().isOk());
            named(UUID.randomUUID().toString(), 4, "field", "CALLER_PHONE", "value", "13800003333", "reason", "又听错")
                    .andExpect(status().isOk());
            int corrected = house.events(matter).size();

            named(key, 3, first).andExpect(status().isOk());
            assertThat(house.events(matter)).hasSize(corrected);
            assertThat(house.vault().find(Identifier.PHONE, "13800003333")).containsExactly(caller);
            assertThat(house.vault().find(Identifier.PHONE, "13800002222")).isEmpty();
        }

        private ResultActions named(String key, int seen, String... fields) throws Exception {
            MockHttpServletRequestBuilder request = post("/contacts/" + call + "/corrections")
                    .header(CommandHouse.ACTOR, LI).contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .header("If-Match", "\"" + seen + '"').header(Versions.IDEMPOTENCY_KEY, '"' + key + '"');
            for (int i = 0; i < fields.length; i += 2) {
                request.param(fields[i], fields[i + 1]);
            }
            return house.http().perform(request);
        }

        @Test
        void with_violence_or_harm_to_a_minor_it_opens_a_closed_case_again() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            send(new DecideAcceptance(matter, true, HandlingBasis.HELP, null, null));
            send(new CloseCase(matter, Outcome.RESOLVED, null));
            register(form("/contacts/" + id()).param("disposition", "LINK").param("caseId", matter.value()))
                    .andExpect(status().isCreated());
            assertThat(house.events(matter)).noneMatch(CaseReopened.class::isInstance);

            register(form("/contacts/" + id()).param("disposition", "LINK").param("caseId", matter.value())
                    .param("minorMarker", "true")).andExpect(status().isCreated());
            assertThat(house.events(matter)).containsOnlyOnce(new CaseReopened(matter, ReopenGround.NEW_FACT, null));

            send(new CloseCase(matter, Outcome.RESOLVED, null));
            register(form("/contacts/" + id()).param("disposition", "LINK").param("caseId", matter.value())
                    .param("dvForms", "PHYS")).andExpect(status().isCreated());
            assertThat(house.events(matter)).contains(new CaseReopened(matter, ReopenGround.NEW_VIOLENCE, null),
                    new DvFlagged(matter, Set.of(DvForm.PHYS)));
        }

        @Test
        void to_a_case_that_is_not_known_registers_nothing() throws Exception {
            register(form().param("disposition", "LINK").param("caseId", matter.value()))
                    .andExpect(status().isNotFound()).andExpect(jsonPath("$.rule").value("HOUSE-KNOWN"));
            assertThat(house.events(call)).isEmpty();

            register(form().param("disposition", "LINK")).andExpect(status().isUnprocessableContent())
                    .andExpect(jsonPath("$.field").value("caseId"));
            assertThat(house.events(call)).isEmpty();
        }

        @Test
        void is_finished_by_the_automation_when_the_request_broke_in_between() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            ContactId later = new ContactId(id());
            register(form("/contacts/" + later)).andExpect(status().isCreated());
            send(new DirectContact(later, new ToCase(matter, false)));

            house.tell(WhenContactLinkedThenTellCase.class, later);
            assertThat(house.events(matter)).contains(new CaseContactLinked(matter, later, false, false));
        }
    }

    /** Who tried what of the call, and what stood against it. */
    private List<String> attempts() {
        return house.jdbc()
                .sql("select staff || ' ' || command || ' ' || rule from attempt where stream = ? order by id")
                .param(call.value()).query(String.class).list();
    }

    @Nested
    class Afterwards {

        @Test
        void violence_that_a_correction_brings_to_light_is_told_to_the_case() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            ContactId later = new ContactId(id());
            register(form("/contacts/" + later).param("disposition", "LINK").param("caseId", matter.value()))
                    .andExpect(status().isCreated());
            for (ContactId told : List.of(call, later)) {
                house.tell(WhenContactCorrectedThenTellCase.class, told);
            }
            assertThat(house.events(matter)).noneMatch(DvFlagged.class::isInstance);

            send(new CorrectContact(later, ContactField.SUB_CATEGORY, "F05", null, null));
            send(new CorrectContact(call, ContactField.SUB_CATEGORY, "F05", null, null));
            send(new CorrectContact(call, ContactField.SUB_CATEGORY, "F01", null, null));
            for (ContactId told : List.of(call, later)) {
                house.tell(WhenContactCorrectedThenTellCase.class, told);
            }
            assertThat(house.events(matter)).containsOnlyOnce(new DvFlagged(matter, Set.of()));
        }

        @Test
        void an_emergency_is_told_though_it_was_corrected_once_more_before_the_case_heard_of_it() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            for (String urgency : List.of("U3", "U1", "U2")) {
                send(new CorrectContact(call, ContactField.URGENCY, urgency, null, null));
            }
            assertThat(house.events(matter)).noneMatch(CaseCorrected.class::isInstance);

            for (int once = 0; once < 2; once++) {
                house.tell(WhenContactCorrectedThenTellCase.class, call);
                assertThat(house.events(matter))
                        .containsOnlyOnce(new CaseCorrected(matter, CaseField.URGENCY, null, null, "U1", null, null))
                        .filteredOn(CaseCorrected.class::isInstance).hasSize(1);
            }
        }

        @Test
        void an_event_without_the_facts_of_its_act_is_passed_over_by_nobody() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            for (Object event : List.of(new ContactBecameCase(call, matter), new ContactLinked(call, matter, false),
                    new ContactCorrected(call, ContactField.NATURE, "HELP", null, null))) {
                for (Class<?> automation : List.of(WhenContactBecameCaseThenOpenCase.class,
                        WhenContactLinkedThenTellCase.class, WhenContactCorrectedThenTellCase.class)) {
                    var handler = new AnnotationEventHandlerAdapter(house.get(automation));
                    var bare = GenericEventMessage.asEventMessage(event);
                    if (handler.canHandleType(event.getClass())) {
                        assertThatThrownBy(() -> handler.handle(bare)).hasMessageContaining(Meta.HAPPENED_AT);
                    }
                }
            }
        }

        @Test
        void an_answer_a_correction_and_a_void_are_sealed_and_checked() throws Exception {
            register(form().param("callerName", "李女士")).andExpect(status().isCreated());
            act("/answer", LI, 2, "answer", "已告知").andExpect(status().isOk());
            act("/corrections", LI, 3, "field", "CALLER_PHONE", "value", "13700003333", "reason", "听错")
                    .andExpect(status().isOk());
            assertThat(house.vault().find(Identifier.PHONE, "13700003333")).containsExactly(caller);
            act("/corrections", LI, 4, "field", "SUB_CATEGORY", "value", "F77", "reason", "归错")
                    .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.rule").value("HOUSE-CORRECT"));
            act("/void-proposal", LI, 4, "reason", "测试来电").andExpect(status().isOk());
            act("/voiding", LI, 5).andExpect(status().isForbidden()).andExpect(jsonPath("$.rule").value("REG-VOID2"));
            act("/voiding", MEI, 4).andExpect(status().isPreconditionFailed())
                    .andExpect(jsonPath("$.rule").value("HOUSE-CHANGED"));
            act("/voiding", MEI, 5).andExpect(status().isOk());

            assertThat(house.events(call)).hasExactlyElementsOfTypes(ContactReceived.class, ContactRegistered.class,
                    ContactTriaged.class, ContactAnswered.class, ContactCorrected.class, VoidProposed.class,
                    ContactVoided.class);
            assertThat(house.messages(call).toString()).doesNotContain("已告知", "听错", "测试来电", "13700003333");
        }

        @Test
        void nobody_deletes_and_the_try_is_on_record() throws Exception {
            register(form()).andExpect(status().isCreated());
            house.http().perform(delete("/contacts/" + call).header(CommandHouse.ACTOR, MEI))
                    .andExpect(status().isConflict()).andExpect(jsonPath("$.rule").value("REG-NODEL"))
                    .andExpect(jsonPath("$.detail").value("信访事项应当登记，不得删除，可作废并说明理由"));
            assertThat(attempts()).containsExactly("mei DeleteContact REG-NODEL");
            assertThat(house.events(call)).hasSize(3);
        }

        @Test
        void a_contact_elsewhere_is_not_known() throws Exception {
            register(form()).andExpect(status().isCreated());
            act("/answer", ELSEWHERE, 2, "answer", "已告知").andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.rule").value("HOUSE-KNOWN"));
            assertThat(attempts()).containsExactly("hu DirectContact HOUSE-KNOWN");
        }

        @Test
        void silence_is_one_click() throws Exception {
            dismiss("SILENT").andExpect(status().isCreated());
            dismiss("SILENT").andExpect(status().isOk());
            dismiss("PRANK").andExpect(status().isConflict());
            assertThat(house.events(call)).hasExactlyElementsOfTypes(ContactReceived.class, ContactDismissed.class);
        }

        private ResultActions dismiss(String kind) throws Exception {
            return house.http().perform(put("/contacts/" + call + "/dismissal").header(CommandHouse.ACTOR, LI)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"channel\":\"CALL\",\"unit\":\"430903000000\",\"kind\":\"" + kind + "\"}"));
        }
    }

    @Nested
    class Somebody_elses_person {

        @Test
        void is_not_taken_for_a_new_caller() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            ContactId next = new ContactId(id());
            register(form("/contacts/" + next, caller)).andExpect(status().isConflict())
                    .andExpect(jsonPath("$.field").value("personId"));
            assertThat(house.events(next)).isEmpty();
        }

        @Test
        void lends_its_id_to_no_contact_and_takes_none_of_a_contact_or_a_case() throws Exception {
            register(intoCase()).andExpect(status().isCreated());
            register(form("/contacts/" + caller, new PersonId(id()))).andExpect(status().isConflict())
                    .andExpect(jsonPath("$.rule").value("HOUSE-ONCE"));
            assertThat(house.events(caller)).isEmpty();
            ContactId next = new ContactId(id());
            for (String taken : List.of(call.value(), matter.value(), next.value())) {
                register(form("/contacts/" + next, new PersonId(taken))).andExpect(status().isConflict())
                        .andExpect(jsonPath("$.field").value("personId"));
            }
            register(form("/contacts/" + next, new PersonId(id()))).andExpect(status().isCreated());
        }

        @Test
        void is_not_taken_either_where_only_a_case_is_about_them() throws Exception {
            register(intoCase().param("respondentName", "张某")).andExpect(status().isCreated());
            PersonId respondent = house.events(call).stream().filter(ContactRegistered.class::isInstance)
                    .map(ContactRegistered.class::cast).findFirst().orElseThrow().respondent().person();
            house.jdbc().sql("delete from contact_person").update();
            ContactId next = new ContactId(id());
            register(form("/contacts/" + next, respondent)).andExpect(status().isConflict());
            register(form("/contacts/" + next, new PersonId(id()))).andExpect(status().isCreated());
        }
    }

    @Nested
    class Drafting {

        @Test
        void keeps_the_form_for_who_wrote_it_until_it_is_registered() throws Exception {
            draft(LI, "{\"personId\":\"" + caller + "\",\"callerName\":\"李女士\",\"also\":[\"F05\"]}")
                    .andExpect(status().isOk()).andExpect(jsonPath("$.savedAt").value("2026-11-20T01:41:00Z"));
            draft(LI, "{\"personId\":\"" + caller + "\",\"callerName\":\"李兰\"}").andExpect(status().isOk());

            open(LI).andExpect(status().isOk()).andExpect(header().string("Cache-Control", "no-store"))
                    .andExpect(jsonPath("$.callerName").value("李兰"));
            open(MEI).andExpect(status().isNotFound());
            draft(MEI, "{\"personId\":\"" + caller + "\"}").andExpect(status().isNotFound());
            mine("savedAt", "2026-11-20T01:41:00Z");
            assertThat(house.jdbc().sql("select sealed from draft where contact_id = ?")
                    .param(UUID.fromString(call.value())).query(String.class).single()).doesNotContain("李兰");
            assertThat(house.vault().openings()).contains(
                    new Opening(new StaffId("li"), "draft.continue", call.value()));

            register(form()).andExpect(status().isCreated());
            open(LI).andExpect(status().isNotFound());
            draft(LI, "{\"personId\":\"" + caller + "\"}").andExpect(status().isConflict());
        }

        @Test
        void needs_to_know_under_whose_key_and_can_be_given_up() throws Exception {
            draft(LI, "{\"callerName\":\"李兰\"}").andExpect(status().isUnprocessableContent())
                    .andExpect(jsonPath("$.field").value("personId"));
            draft("he LEADER 430903000000", "{\"personId\":\"" + caller + "\"}").andExpect(status().isForbidden());
            draft(LI, "{\"personId\":\"" + caller + "\"}").andExpect(status().isOk());
            house.http().perform(delete("/drafts/" + call).header(CommandHouse.ACTOR, LI))
                    .andExpect(status().isNoContent());
            open(LI).andExpect(status().isNotFound());
        }

        @Test
        void a_save_that_can_be_none_is_refused_before_anything_is_done() throws Exception {
            String form = "{\"personId\":\"" + caller + "\"}";
            for (String none : List.of("0,\0", "a b", ",", "a".repeat(65))) {
                house.http().perform(put("/drafts/" + call).param("_version", none).header(CommandHouse.ACTOR, LI)
                        .contentType(MediaType.APPLICATION_JSON).content(form))
                        .andExpect(status().isBadRequest());
                house.http().perform(delete("/drafts/" + call).param("_version", none)
                        .header(CommandHouse.ACTOR, LI)).andExpect(status().isBadRequest());
            }
            register(form("/contacts/" + call + "?draft=", caller)).andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.field").value("draft"));
            register(form("/contacts/" + call + "?draft=0,%00", caller)).andExpect(status().isBadRequest());
            dismiss("").andExpect(status().isBadRequest());
            assertThat(house.events(call)).isEmpty();
            draft(LI, form).andExpect(status().isOk());
        }

        @Test
        void keeps_nothing_that_turns_the_direction_of_writing_however_deep_it_lies() throws Exception {
            for (String unclean : List.of("\"a\\u202E\"", "[[\"a\\u202E\"]]", "{\"b\":{\"c\":\"a\\u202E\"}}")) {
                draft(LI, "{\"personId\":\"" + caller + "\",\"callerName\":" + unclean + "}")
                        .andExpect(status().isUnprocessableContent())
                        .andExpect(jsonPath("$.field").value("callerName"));
            }
            open(LI).andExpect(status().isNotFound());
        }

        @Test
        void is_saved_over_nothing_but_what_its_writer_had_seen() throws Exception {
            String first = id();
            String second = id();
            String fromElsewhere = id();
            save(first, "甲", "0").andExpect(status().isOk()).andExpect(jsonPath("$.save").value(first))
                    .andExpect(header().string("ETag", '"' + first + '"'));
            save(id(), "另一窗口的", "0").andExpect(status().isPreconditionFailed())
                    .andExpect(jsonPath("$.rule").value("HOUSE-CHANGED"));
            save(second, "甲乙", "0", first).andExpect(status().isOk());
            save(id(), "另一窗口的", first).andExpect(status().isPreconditionFailed());
            open(LI).andExpect(header().string("ETag", '"' + second + '"'))
                    .andExpect(jsonPath("$.callerName").value("甲乙"));
            mine("save", second);

            house.http().perform(put("/drafts/" + call).param("_version", second).param("save", fromElsewhere)
                    .header(CommandHouse.ACTOR, LI).contentType(MediaType.APPLICATION_JSON)
                    .content("{\"personId\":\"" + caller + "\"}")).andExpect(status().isOk());
            discard(second).andExpect(status().isPreconditionFailed());
            open(LI).andExpect(header().string("ETag", '"' + fromElsewhere + '"'));
            discard(second, fromElsewhere).andExpect(status().isNoContent());
            save(id(), "已放弃的", fromElsewhere).andExpect(status().isPreconditionFailed());
            open(LI).andExpect(status().isNotFound());
        }

        @Test
        void a_draft_that_another_window_went_on_with_outlives_the_registration() throws Exception {
            String seen = id();
            String later = id();
            save(seen, "甲", "0").andExpect(status().isOk());
            save(later, "甲，又说了一段", seen).andExpect(status().isOk());
            register(form("/contacts/" + call + "?draft=0," + seen, caller)).andExpect(status().isCreated());
            open(LI).andExpect(status().isOk()).andExpect(jsonPath("$.callerName").value("甲，又说了一段"));
            mine("registered", true);
            register(form("/contacts/" + call + "?draft=0," + seen + ',' + later, caller)).andExpect(status().isOk());
            open(LI).andExpect(status().isNotFound());
        }

        @Test
        void a_dismissal_ends_the_draft_that_its_writer_had_seen() throws Exception {
            String seen = id();
            save(seen, "甲", "0").andExpect(status().isOk());
            mine("registered", false);
            dismiss("0").andExpect(status().isCreated());
            open(LI).andExpect(status().isOk());
            mine("registered", true);
            dismiss("0," + seen).andExpect(status().is2xxSuccessful());
            open(LI).andExpect(status().isNotFound());
        }

        /** What the list of drafts says of this one. */
        private void mine(String fact, Object is) throws Exception {
            house.http().perform(get("/drafts").header(CommandHouse.ACTOR, LI)).andExpect(status().isOk())
                    .andExpect(jsonPath("$[?(@.contactId=='" + call + "')]." + fact).value(is));
        }

        private ResultActions dismiss(String draft) throws Exception {
            return house.http().perform(put("/contacts/" + call + "/dismissal?draft=" + draft)
                    .header(CommandHouse.ACTOR, LI).contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .param("channel", "CALL").param("unit", "430903000000").param("kind", "SILENT"));
        }

        private ResultActions save(String save, String name, String... seen) throws Exception {
            return house.http().perform(put("/drafts/" + call).param("save", save).header(CommandHouse.ACTOR, LI)
                    .header("If-Match", '"' + String.join("\", \"", seen) + '"')
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"personId\":\"" + caller + "\",\"callerName\":\"" + name + "\"}"));
        }

        private ResultActions discard(String... seen) throws Exception {
            return house.http().perform(delete("/drafts/" + call).header(CommandHouse.ACTOR, LI)
                    .header("If-Match", '"' + String.join("\", \"", seen) + '"'));
        }

        private ResultActions draft(String actor, String json) throws Exception {
            return house.http().perform(put("/drafts/" + call).header(CommandHouse.ACTOR, actor)
                    .contentType(MediaType.APPLICATION_JSON).content(json));
        }

        private ResultActions open(String actor) throws Exception {
            return house.http().perform(get("/drafts/" + call).header(CommandHouse.ACTOR, actor));
        }
    }

    @Nested
    class LookingUp {

        @Test
        void is_recorded_without_the_number_and_lets_a_human_confirm() throws Exception {
            String phone = "138" + Math.abs(call.hashCode());
            register(form().param("callerPhone", phone)).andExpect(status().isCreated());
            PersonId now = new PersonId(id());
            recognise(now, caller, LI).andExpect(status().isNotFound());
            register(form("/contacts/" + id(), now)).andExpect(status().isCreated());
            recognise(now, caller, "hu OPERATOR 430921000000").andExpect(status().isNotFound());
            recognise(now, caller, LI).andExpect(status().isConflict())
                    .andExpect(jsonPath("$.rule").value("REG-MERGE"));

            String token = JsonMapper.shared().readTree(lookUp(LI, phone).andExpect(status().isCreated())
                    .andExpect(jsonPath("$.matches").doesNotExist())
                    .andExpect(jsonPath("$.token").value(matchesPattern("[\\w-]{24}")))
                    .andReturn().getResponse().getContentAsByteArray()).get("token").asString();
            assertThat(house.jdbc().sql("select concat_ws(' ', l.*) from lookup l where token = ?").param(token)
                    .query(String.class).single()).contains("li", "contact.repeat", "PHONE", caller.value())
                    .doesNotContain(phone);

            recognise(now, caller, LI).andExpect(status().isOk()).andExpect(jsonPath("$.location").value(nullValue()));
            assertThat(house.events(now)).containsExactly(new PersonRecognised(now, caller));
            recognise(now, caller, MEI).andExpect(status().isConflict());
            PersonId later = new PersonId(id());
            register(form("/contacts/" + id(), later)).andExpect(status().isCreated());
            house.clock().advance(Duration.ofHours(25));
            try {
                recognise(later, caller, LI).andExpect(status().isConflict());
            } finally {
                house.clock().advance(Duration.ofHours(-25));
            }
        }

        @Test
        void is_for_those_who_register_and_says_why_in_a_code() throws Exception {
            lookUp("zhang AUDITOR 430903000000", "13800000000").andExpect(status().isForbidden());
            house.http().perform(post("/lookups").header(CommandHouse.ACTOR, LI)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED).param("kind", "PHONE")
                    .param("value", "13800000000").param("purpose", "想知道李女士在哪"))
                    .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.field").value("purpose"));
        }

        private ResultActions lookUp(String actor, String value) throws Exception {
            return house.http().perform(post("/lookups").header(CommandHouse.ACTOR, actor)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED).param("kind", "PHONE").param("value", value)
                    .param("purpose", "contact.repeat"));
        }

        private static ResultActions recognise(PersonId one, PersonId other, String actor) throws Exception {
            return house.http().perform(post("/persons/" + one + "/recognitions").header(CommandHouse.ACTOR, actor)
                    .contentType(MediaType.APPLICATION_JSON).content("{\"sameAs\":\"" + other + "\"}"));
        }
    }

    private MockHttpServletRequestBuilder form() {
        return form("/contacts/" + call, caller);
    }

    private MockHttpServletRequestBuilder intoCase() {
        return form().param("disposition", "CASE").param("caseId", matter.value());
    }

    /** What every registration says, of a caller of its own; who acts may be said again. */
    private MockHttpServletRequestBuilder form(String path) {
        return form(path, new PersonId(id()));
    }

    private static MockHttpServletRequestBuilder form(String path, PersonId caller) {
        return put(path).contentType(MediaType.APPLICATION_FORM_URLENCODED).param("channel", "CALL")
                .param("unit", "430903000000").param("nature", "HELP").param("subCategory", "F01")
                .param("urgency", "U2").param("narrative", STORY).param("personId", caller.value());
    }

    private static ResultActions register(MockHttpServletRequestBuilder request) throws Exception {
        return house.http().perform(request.with(asked -> {
            if (asked.getHeader(CommandHouse.ACTOR) == null) {
                asked.addHeader(CommandHouse.ACTOR, LI);
            }
            return asked;
        }));
    }

    private ResultActions act(String what, String actor, Integer seen, String... fields) throws Exception {
        MockHttpServletRequestBuilder request = post("/contacts/" + call + what).header(CommandHouse.ACTOR, actor)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return house.http().perform(seen == null ? request : request.header("If-Match", "\"" + seen + '"'));
    }

    /** Past HTTP, as if a request broke after its first command. */
    private static void send(Object command) {
        Role role = switch (command) {
            case RegisterUnit _ -> Role.SYSTEM;
            case DecideAcceptance _,CloseCase _ -> Role.STATION_OFFICER;
            default -> Role.OPERATOR;
        };
        house.get(CommandGateway.class).sendAndWait(new GenericCommandMessage<>(command,
                MetaData.from(CommandHouse.by("li", role, "430900000000"))));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
