package org.halfsky.command.person;

import java.time.Instant;
import java.util.Map;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.halfsky.command.act.StoryRegisters;
import org.halfsky.command.person.PersonCommand.RecognisePerson;
import org.halfsky.command.person.PersonCommand.TellApart;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.stream.StreamFixture;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.person.PersonEvent.PersonToldApart;
import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.Test;

import static org.halfsky.command.person.PersonRule.BAR_IS_LIFTED_BY_THE_HEAD;
import static org.halfsky.command.person.PersonRule.CONFIRMED_BY_A_HUMAN;
import static org.halfsky.command.person.PersonRule.TWO_ENTRIES;

class PersonTest {

    private static final PersonId CALLER = new PersonId("01957000-0000-7000-8000-000000000001");
    private static final PersonId BEFORE = new PersonId("01957000-0000-7000-8000-000000000002");
    private static final StaffId LI = new StaffId("li");
    private static final Instant NOW = Instant.parse("2026-11-20T01:41:00Z");
    private static final Map<String, Object> BY_LI = StreamFixture
            .by(new Actor(LI, Role.OPERATOR, new UnitCode("430903000000")));

    private final AggregateTestFixture<Person> person = aPerson(NOW.minusSeconds(60));

    @Test
    void is_recognised_by_who_looked_her_up() {
        person.givenNoPriorActivity().when(new RecognisePerson(CALLER, BEFORE), BY_LI)
                .expectEvents(new PersonRecognised(CALLER, BEFORE));
    }

    @Test
    void is_not_recognised_without_a_look_or_long_after_it() {
        aPerson(null).givenNoPriorActivity().when(new RecognisePerson(CALLER, BEFORE), BY_LI).expectNoEvents()
                .expectExceptionDetails(Refusal.of(CONFIRMED_BY_A_HUMAN, "sameAs"));
        aPerson(NOW.minusSeconds(25 * 3600)).givenNoPriorActivity().when(new RecognisePerson(CALLER, BEFORE), BY_LI)
                .expectNoEvents().expectExceptionDetails(Refusal.of(CONFIRMED_BY_A_HUMAN, "sameAs"));
    }

    @Test
    void is_not_somebody_else_than_herself() {
        person.givenNoPriorActivity().when(new RecognisePerson(CALLER, CALLER), BY_LI).expectNoEvents()
                .expectExceptionDetails(Refusal.of(TWO_ENTRIES, "sameAs"));
    }

    @Test
    void is_recognised_once_and_told_apart_after_a_mistake() {
        aPerson(NOW, new StoryRegisters().one(CALLER, BEFORE)).given(new PersonRecognised(CALLER, BEFORE))
                .when(new RecognisePerson(CALLER, BEFORE), BY_LI).expectNoEvents().expectSuccessfulHandlerExecution();
        aPerson(NOW).given(new PersonRecognised(CALLER, BEFORE)).when(new TellApart(CALLER, BEFORE), BY_LI)
                .expectEvents(new PersonToldApart(CALLER, BEFORE));
        aPerson(NOW).given(new PersonRecognised(CALLER, BEFORE), new PersonToldApart(CALLER, BEFORE))
                .when(new RecognisePerson(CALLER, BEFORE), BY_LI).expectEvents(new PersonRecognised(CALLER, BEFORE));
    }

    @Test
    void what_was_said_last_from_either_side_is_what_can_be_said_again_and_taken_back() {
        PersonRecognised recognised = new PersonRecognised(CALLER, BEFORE);
        PersonToldApart apart = new PersonToldApart(CALLER, BEFORE);
        aPerson(NOW).given(recognised).when(new RecognisePerson(CALLER, BEFORE), BY_LI).expectEvents(recognised);
        aPerson(NOW, new StoryRegisters().one(BEFORE, CALLER)).given(apart).when(new TellApart(CALLER, BEFORE), BY_LI)
                .expectEvents(apart);
        aPerson(NOW).given(apart).when(new TellApart(CALLER, BEFORE), BY_LI).expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void with_a_high_danger_in_force_the_head_alone_tells_them_apart() {
        StoryRegisters danger = new StoryRegisters().endangeredAsOne(BEFORE, new UnitCode("430903101000"));
        aPerson(NOW, danger).given(new PersonRecognised(CALLER, BEFORE)).when(new TellApart(CALLER, BEFORE), BY_LI)
                .expectNoEvents().expectExceptionDetails(Refusal.of(BAR_IS_LIFTED_BY_THE_HEAD));
        aPerson(NOW, danger).given(new PersonRecognised(CALLER, BEFORE))
                .when(new TellApart(CALLER, BEFORE),
                        StreamFixture.by(new Actor(LI, Role.RIGHTS_HEAD, new UnitCode("430903000000"))))
                .expectEvents(new PersonToldApart(CALLER, BEFORE));
    }

    @Test
    void a_towns_head_lifts_no_high_danger() {
        aPerson(NOW, new StoryRegisters().endangeredAsOne(BEFORE, new UnitCode("430903101000")))
                .given(new PersonRecognised(CALLER, BEFORE))
                .when(new TellApart(CALLER, BEFORE),
                        StreamFixture.by(new Actor(LI, Role.RIGHTS_HEAD, new UnitCode("430903101000"))))
                .expectNoEvents().expectExceptionDetails(Refusal.of(BAR_IS_LIFTED_BY_THE_HEAD));
    }

    @Test
    void a_danger_elsewhere_is_not_lifted_by_the_head_of_another_county() {
        StoryRegisters danger = new StoryRegisters().endangeredAsOne(BEFORE, new UnitCode("430921000000"));
        aPerson(NOW, danger).given(new PersonRecognised(CALLER, BEFORE))
                .when(new TellApart(CALLER, BEFORE),
                        StreamFixture.by(new Actor(LI, Role.RIGHTS_HEAD, new UnitCode("430903000000"))))
                .expectNoEvents().expectExceptionDetails(Refusal.of(BAR_IS_LIFTED_BY_THE_HEAD));
    }

    @Test
    void of_whom_no_contact_or_case_of_ours_is_about_nobody_here_judges() {
        aPerson(NOW, new StoryRegisters().unknownHere(CALLER)).given().when(new RecognisePerson(CALLER, BEFORE), BY_LI)
                .expectNoEvents().expectExceptionDetails(Refusal.of(HouseRule.KNOWN));
    }

    private static AggregateTestFixture<Person> aPerson(Instant lookedUpAt) {
        return aPerson(lookedUpAt, new StoryRegisters());
    }

    private static AggregateTestFixture<Person> aPerson(Instant lookedUpAt, StoryRegisters registers) {
        if (lookedUpAt != null) {
            registers.found(LI, BEFORE, lookedUpAt);
        }
        return StreamFixture.of(Person.class, Person::new, (PersonCommand command) -> command.personId().value(),
                TestClock.at(NOW), registers, PersonCommand.class);
    }
}
