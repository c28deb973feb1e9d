package org.halfsky.command.contact;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.halfsky.command.act.StoryRegisters;
import org.halfsky.command.contact.ContactCommand.CorrectContact;
import org.halfsky.command.contact.ContactCommand.DeleteContact;
import org.halfsky.command.contact.ContactCommand.DismissContact;
import org.halfsky.command.contact.ContactCommand.Goes;
import org.halfsky.command.contact.ContactCommand.ProposeVoid;
import org.halfsky.command.contact.ContactCommand.VoidContact;
import org.halfsky.command.contact.ContactStory.Asked;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.Rule;
import org.halfsky.command.stream.Streams;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.ContactEvent.ContactAnswered;
import org.halfsky.events.contact.ContactEvent.ContactBecameCase;
import org.halfsky.events.contact.ContactEvent.ContactCorrected;
import org.halfsky.events.contact.ContactEvent.ContactDismissed;
import org.halfsky.events.contact.ContactEvent.ContactLinked;
import org.halfsky.events.contact.ContactEvent.ContactRegistered;
import org.halfsky.events.contact.ContactEvent.ContactTriaged;
import org.halfsky.events.contact.ContactEvent.ContactVoided;
import org.halfsky.events.contact.ContactEvent.VoidProposed;
import org.halfsky.events.contact.ContactField;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.UnitCode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.halfsky.command.contact.ContactRule.CLASSIFIED;
import static org.halfsky.command.contact.ContactRule.HARM_TO_MINOR_IS_A_CASE;
import static org.halfsky.command.contact.ContactRule.HELPED_WITHOUT_PAPERS;
import static org.halfsky.command.contact.ContactRule.NARRATED;
import static org.halfsky.command.contact.ContactRule.NOT_DELETED;
import static org.halfsky.command.contact.ContactRule.NOT_IN_A_CASE;
import static org.halfsky.command.contact.ContactRule.STILL_OPEN;
import static org.halfsky.command.contact.ContactRule.VIOLENCE_IS_HANDLED;
import static org.halfsky.command.contact.ContactRule.VOIDED_BY_ANOTHER;
import static org.halfsky.command.contact.ContactRule.VOID_PROPOSED;
import static org.halfsky.command.contact.ContactStory.ANONYMOUS;
import static org.halfsky.command.contact.ContactStory.BEFORE;
import static org.halfsky.command.contact.ContactStory.CALL;
import static org.halfsky.command.contact.ContactStory.CALLER;
import static org.halfsky.command.contact.ContactStory.CASE;
import static org.halfsky.command.contact.ContactStory.ELSEWHERE;
import static org.halfsky.command.contact.ContactStory.HESHAN;
import static org.halfsky.command.contact.ContactStory.LI;
import static org.halfsky.command.contact.ContactStory.MEI;
import static org.halfsky.command.contact.ContactStory.NANXIAN;
import static org.halfsky.command.contact.ContactStory.NOW;
import static org.halfsky.command.contact.ContactStory.REASON;
import static org.halfsky.command.contact.ContactStory.STORY;
import static org.halfsky.command.contact.ContactStory.aContact;
import static org.halfsky.command.contact.ContactStory.aboutHarmToAMinor;
import static org.halfsky.command.contact.ContactStory.answered;
import static org.halfsky.command.contact.ContactStory.call;
import static org.halfsky.command.contact.ContactStory.direct;
import static org.halfsky.command.contact.ContactStory.intoCase;
import static org.halfsky.command.contact.ContactStory.received;
import static org.halfsky.command.contact.ContactStory.registered;
import static org.halfsky.command.contact.ContactStory.sealed;
import static org.halfsky.command.contact.ContactStory.toCase;
import static org.halfsky.command.contact.ContactStory.triaged;
import static org.halfsky.command.contact.ContactStory.violent;
import static org.halfsky.command.rules.HouseRule.CORRECTION_FITS;
import static org.halfsky.command.rules.HouseRule.UNIT_IN_NETWORK;

class ContactTest {

    private final AggregateTestFixture<Contact> contact = aContact();

    @Nested
    class Registering {

        @Test
        void writes_down_an_anonymous_call() {
            contact.givenNoPriorActivity().when(call().registers(), LI).expectEvents(received(), registered(),
                    triaged());
        }

        @Test
        void tells_when_it_arrived_which_may_be_before() {
            contact.givenNoPriorActivity().when(call().arrived(BEFORE).registers(), LI)
                    .expectEvents(received(BEFORE), registered(), triaged());
            refused(call().arrived(NOW.plusSeconds(1)), HouseRule.NOT_IN_FUTURE, "arrivedAt");
        }

        @Test
        void asks_for_her_story() {
            refused(call().told(null), NARRATED, "narrative");
        }

        @Test
        void asks_for_nature_and_category() {
            refused(call().classified(null, SubCategory.F04), CLASSIFIED, "nature");
            refused(call().classified(Nature.CONSULT, null), CLASSIFIED, "subCategory");
        }

        @Test
        void does_not_ask_for_papers_in_an_emergency() {
            refused(call().urgent(Urgency.U1).withIdNumber(), HELPED_WITHOUT_PAPERS, "callerIdNumber");
            aContact().givenNoPriorActivity().when(call().urgent(Urgency.U2).withIdNumber().registers(), LI)
                    .expectSuccessfulHandlerExecution();
            aContact().givenNoPriorActivity().when(call().urgent(Urgency.U1).registers(), LI)
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void stays_within_scope_and_network() {
            refused(call().at(NANXIAN), HouseRule.UNIT_IN_SCOPE, "unit");
            refused(call().at(new UnitCode("430903999000")), UNIT_IN_NETWORK, "unit");
        }

        @Test
        void happens_once_under_its_id() {
            contact.given(received(), registered(), triaged()).when(call().registers(), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HouseRule.ONCE));
        }

        @Test
        void is_of_a_person_nobody_knows_yet() {
            aContact(new StoryRegisters().units(HESHAN).known(CALLER)).givenNoPriorActivity()
                    .when(call().registers(), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HouseRule.ONCE, "personId"));
            aContact(new StoryRegisters().units(HESHAN).known(new PersonId("01957000-0000-7000-8000-000000000009")))
                    .givenNoPriorActivity().when(call().registers(), LI).expectSuccessfulHandlerExecution();
        }

        @Test
        void sends_it_where_it_goes() {
            contact.givenNoPriorActivity().when(call().goes(answered()).registers(), LI).expectEvents(received(),
                    registered(), triaged(), new ContactAnswered(CALL, sealed("答复")));
            aContact().givenNoPriorActivity().when(call().goes(intoCase()).registers(), LI).expectEvents(received(),
                    registered(), triaged(), new ContactBecameCase(CALL, CASE));
            aContact().givenNoPriorActivity().when(call().goes(toCase()).registers(), LI).expectEvents(received(),
                    registered(), triaged(), new ContactLinked(CALL, CASE, true));
        }

        private void refused(Asked asked, Rule rule, String field) {
            aContact().givenNoPriorActivity().when(asked.registers(), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(rule, field));
        }
    }

    @Nested
    class Violence {

        @Test
        void is_not_answered_and_closed_however_it_was_told() {
            refused(call().violent());
            refused(call().violent(DvForm.PSYCH));
            refused(call().classified(Nature.HELP, SubCategory.F05));
            refused(call().classified(Nature.HELP, SubCategory.F01, SubCategory.F05));
        }

        @Test
        void is_marked_by_its_form_or_its_category() {
            contact.givenNoPriorActivity().when(call().violent(DvForm.PHYS).registers(), LI).expectEvents(received(),
                    registered(), new ContactTriaged(CALL, Urgency.U3, true, Set.of(DvForm.PHYS), false, false));
            aContact().givenNoPriorActivity().when(call().classified(Nature.HELP, SubCategory.F05).registers(), LI)
                    .expectEvents(received(), new ContactRegistered(CALL, Nature.HELP, SubCategory.F05, List.of(),
                            ANONYMOUS, null, STORY), violent());
        }

        @Test
        void becomes_a_case_or_belongs_to_one() {
            contact.given(received(), registered(), violent()).when(direct(answered()), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(VIOLENCE_IS_HANDLED, "disposition"));
            aContact().given(received(), registered(), violent()).when(direct(intoCase()), LI)
                    .expectEvents(new ContactBecameCase(CALL, CASE));
            aContact().given(received(), registered(), violent()).when(direct(toCase()), LI)
                    .expectEvents(new ContactLinked(CALL, CASE, true));
        }

        @Test
        void that_shows_later_is_not_answered_either() {
            contact.given(received(), registered(), triaged(),
                    new ContactCorrected(CALL, ContactField.SUB_CATEGORY, "F05", null, REASON))
                    .when(direct(answered()), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(VIOLENCE_IS_HANDLED, "disposition"));
        }

        @Test
        void that_shows_after_the_answer_still_becomes_a_case() {
            ContactAnswered answer = new ContactAnswered(CALL, sealed("答复"));
            ContactCorrected shows = new ContactCorrected(CALL, ContactField.SUB_CATEGORY, "F05", null, REASON);
            contact.given(received(), registered(), triaged(), answer, shows).when(direct(intoCase()), LI)
                    .expectEvents(new ContactBecameCase(CALL, CASE));
            aContact().given(received(), registered(), triaged(), answer, shows).when(direct(answered()), LI)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(VIOLENCE_IS_HANDLED, "disposition"));
            aContact().given(received(), registered(), triaged(), answer).when(direct(intoCase()), LI)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(STILL_OPEN));
        }

        private void refused(Asked asked) {
            aContact().givenNoPriorActivity().when(asked.goes(answered()).registers(), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(VIOLENCE_IS_HANDLED, "disposition"));
        }
    }

    @Nested
    class HarmToAMinor {

        @Test
        void becomes_a_case_at_once() {
            contact.givenNoPriorActivity().when(call().aboutHarmToAMinor().registers(), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HARM_TO_MINOR_IS_A_CASE, "disposition"));
            aContact().givenNoPriorActivity().when(call().aboutHarmToAMinor().goes(intoCase()).registers(), LI)
                    .expectEvents(received(), registered(), aboutHarmToAMinor(), new ContactBecameCase(CALL, CASE));
        }

        @Test
        void is_not_answered_and_closed() {
            contact.givenNoPriorActivity().when(call().aboutHarmToAMinor().goes(answered()).registers(), LI)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(HARM_TO_MINOR_IS_A_CASE, "disposition"));
        }
    }

    @Nested
    class Directing {

        @Test
        void answers_what_was_left_open() {
            contact.given(received(), registered(), triaged()).when(direct(answered()), LI)
                    .expectEvents(new ContactAnswered(CALL, sealed("答复")));
        }

        @Test
        void happens_once() {
            for (Goes goes : List.of(answered(), intoCase(), toCase())) {
                aContact().given(received(), registered(), triaged(), new ContactAnswered(CALL, sealed("答复")))
                        .when(direct(goes), LI).expectNoEvents().expectExceptionDetails(Refusal.of(STILL_OPEN));
            }
        }

        @Test
        void goes_on_where_an_emergency_shows_after_the_answer() {
            ContactCorrected emergency = new ContactCorrected(CALL, ContactField.URGENCY, "U1", null, null);
            ContactAnswered answered = new ContactAnswered(CALL, sealed("答复"));
            for (Goes goes : List.of(intoCase(), toCase())) {
                aContact().given(received(), registered(), triaged(), answered, emergency).when(direct(goes), LI)
                        .expectSuccessfulHandlerExecution();
            }
            aContact().given(received(), registered(), triaged(), answered, emergency).when(direct(answered()), LI)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(STILL_OPEN));
        }

        @Test
        void needs_a_contact_within_scope() {
            contact.givenNoPriorActivity().when(direct(answered()), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HouseRule.KNOWN));
            aContact().given(received(), registered(), triaged()).when(direct(answered()), ELSEWHERE).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HouseRule.KNOWN));
        }

        @Test
        void is_decided_on_what_was_seen() {
            contact.given(received(), registered(), triaged()).when(direct(answered()), seen(1)).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HouseRule.UNCHANGED));
            aContact().given(received(), registered(), triaged()).when(direct(answered()), seen(2))
                    .expectSuccessfulHandlerExecution();
        }

        private static Map<String, Object> seen(int version) {
            var facts = new java.util.HashMap<>(LI);
            facts.put(Streams.IF_MATCH, Integer.toString(version));
            return facts;
        }
    }

    @Nested
    class Dismissing {

        private final DismissContact silent = new DismissContact(CALL, Channel.CALL, HESHAN, NonData.SILENT);

        @Test
        void is_one_click_of_one_person() {
            contact.givenNoPriorActivity().when(silent, LI).expectEvents(received(),
                    new ContactDismissed(CALL, NonData.SILENT));
        }

        @Test
        void again_has_no_second_effect_and_another_kind_is_refused() {
            contact.given(received(), new ContactDismissed(CALL, NonData.SILENT)).when(silent, LI).expectNoEvents()
                    .expectSuccessfulHandlerExecution();
            aContact().given(received(), new ContactDismissed(CALL, NonData.PRANK)).when(silent, LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HouseRule.ONCE));
        }

        @Test
        void does_not_undo_a_registration() {
            contact.given(received(), registered(), triaged()).when(silent, LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HouseRule.ONCE));
        }

        @Test
        void ends_it() {
            contact.given(received(), new ContactDismissed(CALL, NonData.SILENT)).when(direct(answered()), LI)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(STILL_OPEN));
        }
    }

    @Nested
    class Correcting {

        @Test
        void keeps_the_old_entry_beside_the_new_one() {
            contact.given(received(), registered(), triaged()).when(correct(ContactField.NARRATIVE, null, true), LI)
                    .expectEvents(new ContactCorrected(CALL, ContactField.NARRATIVE, null, sealed("更正"), REASON));
            aContact().given(received(), registered(), triaged()).when(correct(ContactField.NATURE, "HELP", false), LI)
                    .expectEvents(new ContactCorrected(CALL, ContactField.NATURE, "HELP", null, REASON));
        }

        @ParameterizedTest
        @EnumSource(ContactField.class)
        void refuses_what_does_not_fit_the_field(ContactField field) {
            contact.given(received(), registered(), triaged()).when(correct(field, "X99", false), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(CORRECTION_FITS, "value"));
        }

        @Test
        void stops_where_there_is_no_matter() {
            contact.given(received(), new ContactDismissed(CALL, NonData.SILENT))
                    .when(correct(ContactField.NATURE, "HELP", false), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(STILL_OPEN));
        }

        private static CorrectContact correct(ContactField field, String code, boolean text) {
            return new CorrectContact(CALL, field, code, text ? sealed("更正") : null, REASON);
        }
    }

    @Nested
    class Voiding {

        @Test
        void takes_two_different_people() {
            contact.given(received(), registered(), triaged()).when(new ProposeVoid(CALL, REASON), LI)
                    .expectEvents(new VoidProposed(CALL, REASON));
            proposed(aContact()).when(new VoidContact(CALL), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(VOIDED_BY_ANOTHER));
            proposed(aContact()).when(new VoidContact(CALL), MEI).expectEvents(new ContactVoided(CALL));
        }

        @Test
        void needs_a_proposal() {
            contact.given(received(), registered(), triaged()).when(new VoidContact(CALL), MEI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(VOID_PROPOSED));
        }

        @Test
        void leaves_alone_what_is_in_a_case() {
            contact.given(received(), registered(), triaged(), new ContactBecameCase(CALL, CASE))
                    .when(new ProposeVoid(CALL, REASON), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(NOT_IN_A_CASE));
        }

        @Test
        void happens_once() {
            contact.given(received(), registered(), triaged(), new ContactVoided(CALL))
                    .when(new ProposeVoid(CALL, REASON), LI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(STILL_OPEN));
        }

        @Test
        void is_never_deleting() {
            contact.given(received(), registered(), triaged()).when(new DeleteContact(CALL), MEI).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(NOT_DELETED));
        }

        private static org.axonframework.test.aggregate.TestExecutor<Contact> proposed(
                AggregateTestFixture<Contact> fixture) {
            return fixture.givenCommands(List.of(commanded(call().registers()),
                    commanded(new ProposeVoid(CALL, REASON))));
        }

        private static Object commanded(Object command) {
            return new org.axonframework.commandhandling.GenericCommandMessage<>(command,
                    org.axonframework.messaging.MetaData.from(LI));
        }
    }
}
