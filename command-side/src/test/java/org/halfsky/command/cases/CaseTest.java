package org.halfsky.command.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.halfsky.command.cases.CaseCommand.AddParty;
import org.halfsky.command.cases.CaseCommand.AssignHandler;
import org.halfsky.command.cases.CaseCommand.CorrectCase;
import org.halfsky.command.cases.CaseCommand.DecideAcceptance;
import org.halfsky.command.cases.CaseCommand.LinkCaseContact;
import org.halfsky.command.cases.CaseCommand.OpenCase;
import org.halfsky.command.cases.CaseCommand.RecordAction;
import org.halfsky.command.cases.CaseCommand.ReopenCase;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.stream.Streams;
import org.halfsky.events.cases.ActionKind;
import org.halfsky.events.cases.CaseEvent.ActionRecorded;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseContactLinked;
import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.cases.CaseEvent.CaseNotAccepted;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.CaseEvent.HandlerAssigned;
import org.halfsky.events.cases.CaseEvent.PartyAdded;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.privacy.DataClass;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.halfsky.command.cases.CaseRule.ACCEPTANCE_DECIDED;
import static org.halfsky.command.cases.CaseRule.ACCEPTANCE_OPEN;
import static org.halfsky.command.cases.CaseRule.BASIS_NAMED;
import static org.halfsky.command.cases.CaseRule.CLASSIFIED;
import static org.halfsky.command.cases.CaseRule.DESTINATION_NAMED;
import static org.halfsky.command.cases.CaseRule.HANDLER_OF_THE_UNIT;
import static org.halfsky.command.cases.CaseRule.NOT_TURNED_AWAY;
import static org.halfsky.command.cases.CaseRule.NO_DUTY_OPEN;
import static org.halfsky.command.cases.CaseRule.OUTCOME_FITS;
import static org.halfsky.command.cases.CaseRule.STILL_OPEN;
import static org.halfsky.command.cases.CaseRule.VIOLENCE_NOT_TURNED_AWAY;
import static org.halfsky.command.cases.CaseStory.*;
import static org.halfsky.command.cases.CaseStory.OTHER_TOWN;
import static org.halfsky.command.cases.CaseStory.VILLAGE;
import static org.halfsky.command.cases.CaseStory.mediationInSession;
import static org.halfsky.command.mediation.MediationRule.NONE_UNDER_WAY;
import static org.halfsky.command.rules.HouseRule.CORRECTION_FITS;
import static org.halfsky.command.rules.HouseRule.UNIT_IN_NETWORK;

class CaseTest {

    private final CaseStory aCase = new CaseStory();

    @Nested
    class Opening {

        @Test
        void gives_a_number_and_opens_the_clock_of_notice() {
            aCase.given().when(THE_OPERATOR, open()).then(opened(), acceptanceDue(endOf(2026, 11, 17)));
        }

        @Test
        void counts_the_notice_from_the_day_the_matter_reached_us() {
            aCase.given().when(THE_OPERATOR, open(TOWN, day(2026, 10, 30)))
                    .then(opened(), acceptanceDue(endOf(2026, 11, 14)));
        }

        @Test
        void flags_violence_that_the_contact_told_of() {
            aCase.given().when(THE_OPERATOR, openOf(SubCategory.F01, true, DvForm.PHYS)).then(opened(),
                    acceptanceDue(endOf(2026, 11, 17)), flagged(DvForm.PHYS));
        }

        @Test
        void flags_violence_that_the_category_tells_of() {
            aCase.given().when(THE_OPERATOR, openOf(SubCategory.F05, false)).then(opened(SubCategory.F05),
                    acceptanceDue(endOf(2026, 11, 17)), flagged());
        }

        @Test
        void of_an_anonymous_matter_owes_no_written_notice() {
            aCase.given().when(THE_OPERATOR, new OpenCase(CASE, TOWN, CONTACT, SubCategory.F01, List.of(), Urgency.U3,
                    false, Set.of(), List.of(anonymous()), words(), null)).then(openedAnonymously());
        }

        @Test
        void again_has_no_second_effect() {
            aCase.given(opened()).when(THE_OPERATOR, open()).nothingMore();
        }

        @Test
        void of_another_matter_under_the_same_id_is_refused() {
            aCase.given(opened()).when(THE_HEAD, open(OTHER_TOWN)).refused(HouseRule.ONCE);
        }

        @Test
        void outside_the_actors_units_is_refused() {
            aCase.given().when(AN_OFFICER_ELSEWHERE, open()).refused(HouseRule.UNIT_IN_SCOPE, "unit");
        }

        @Test
        void at_a_unit_that_is_none_is_refused() {
            aCase.given().when(THE_HEAD, open(NOWHERE)).refused(UNIT_IN_NETWORK, "unit");
        }
    }

    @Nested
    class Knowing {

        @Test
        void a_case_outside_the_actors_units_is_unknown() {
            aCase.given(opened()).when(AN_OFFICER_ELSEWHERE, action()).refused(HouseRule.KNOWN);
            new CaseStory().given(opened()).when(THE_OFFICER, action()).then(actionRecorded());
        }

        @Test
        void a_case_that_never_began_is_unknown() {
            aCase.given().when(THE_OFFICER, action()).refused(HouseRule.KNOWN);
        }

        @Test
        void a_mediator_knows_only_cases_of_her_own() {
            aCase.given(opened(), accepted()).when(THE_MEDIATOR, action()).refused(HouseRule.KNOWN);
            new CaseStory().given(opened(), accepted(), assigned(MEDIATOR)).when(THE_MEDIATOR, action())
                    .then(actionRecorded());
            new CaseStory().given(opened(), accepted(), received(), mediatorAssigned()).when(THE_MEDIATOR, action())
                    .then(actionRecorded());
            new CaseStory().given(opened(), accepted(), received(), mediatorAssigned()).when(ANOTHER_MEDIATOR, action())
                    .refused(HouseRule.KNOWN);
        }

        @Test
        void a_handler_knows_it_until_she_is_moved_elsewhere() {
            Actor below = new Actor(new StaffId("liu"), Role.STATION_OFFICER, VILLAGE);
            aCase.given(opened(), accepted(), assigned(below.staff())).when(below, action()).then(actionRecorded());
            Actor moved = new Actor(below.staff(), Role.STATION_OFFICER, OTHER_TOWN);
            new CaseStory().given(opened(), accepted(), assigned(below.staff())).when(moved, action())
                    .refused(HouseRule.KNOWN);
        }

        @Test
        void a_handler_who_got_a_role_that_handles_nothing_lays_no_call_into_it() {
            Actor now = new Actor(new StaffId("liu"), Role.OPERATOR, VILLAGE);
            LinkCaseContact call = new LinkCaseContact(CASE, LATER_CONTACT, false, Set.of(), false, false, Urgency.U1,
                    false);
            aCase.given(opened(), accepted(), assigned(now.staff())).when(now, call).refused(HouseRule.KNOWN);
        }

        @Test
        void a_mediator_knows_it_while_she_is_in_office() {
            aCase.world.mediatorUntil = LocalDate.of(2026, 11, 1);
            aCase.given(opened(), accepted(), received(), mediatorAssigned()).when(THE_MEDIATOR, action())
                    .refused(HouseRule.KNOWN);
            new CaseStory().given(opened(), accepted(), received(), mediatorAssigned()).when(THE_MEDIATOR, action())
                    .then(actionRecorded());
        }

        @Test
        void a_mediator_who_was_moved_elsewhere_knows_it_no_more() {
            aCase.given(opened(), accepted(), received(), mediatorAssigned())
                    .when(new Actor(MEDIATOR, Role.MEDIATOR, OTHER_COUNTY), action()).refused(HouseRule.KNOWN);
            new CaseStory().given(opened(), accepted(), received(), mediatorAssigned())
                    .when(new Actor(MEDIATOR, Role.MEDIATOR, COUNTY), action()).then(actionRecorded());
        }

        @Test
        void the_superior_knows_it() {
            aCase.given(opened()).when(THE_CITY_HEAD, action()).then(actionRecorded());
        }
    }

    @Nested
    class Versions {

        @Test
        void a_change_by_a_person_since_the_form_was_filled_is_said() {
            aCase.given(opened(), accepted()).when(THE_OFFICER, action(), Map.of(Streams.IF_MATCH, "0"))
                    .refused(HouseRule.UNCHANGED);
        }

        @Test
        void a_form_from_a_version_that_never_was_is_refused() {
            aCase.given(opened(), accepted()).when(THE_OFFICER, action(), Map.of(Streams.IF_MATCH, "2"))
                    .refused(HouseRule.UNCHANGED);
        }

        @Test
        void a_sweep_since_the_form_was_filled_disturbs_nobody() {
            aCase.given(opened(), acceptanceDue(endOf(2026, 11, 17))).givenBySystem(acceptanceMissed())
                    .when(THE_OFFICER, action(), Map.of(Streams.IF_MATCH, "1")).then(actionRecorded());
        }
    }

    @Nested
    class Linking {

        @Test
        void a_later_contact_is_noted_once() {
            aCase.given(opened()).when(THE_OPERATOR, link(false, false)).then(linked(false, false));
            new CaseStory().given(opened(), linked(false, false)).when(THE_OPERATOR, link(false, false)).nothingMore();
        }

        @Test
        void the_contact_it_began_with_is_linked_already() {
            aCase.given(opened())
                    .when(THE_OPERATOR,
                            new LinkCaseContact(CASE, CONTACT, false, Set.of(), false, true, Urgency.U3, false))
                    .nothingMore();
        }

        @Test
        void a_marker_that_shows_later_flags_the_case_that_has_the_contact_already() {
            aCase.given(opened(), linked(false, false)).when(THE_OPERATOR, link(true, false)).then(linked(true, false),
                    flagged());
            LinkCaseContact ofTheFirst = new LinkCaseContact(CASE, CONTACT, true, Set.of(), false, false, Urgency.U3,
                    false);
            CaseContactLinked noted = new CaseContactLinked(CASE, CONTACT, true, false);
            new CaseStory().given(opened(), flagged()).when(THE_SYSTEM, ofTheFirst).then(noted);
            new CaseStory().given(opened(), flagged(), noted).when(THE_SYSTEM, ofTheFirst).nothingMore();
        }

        @Test
        void a_marker_of_violence_flags_the_case() {
            aCase.given(opened()).when(THE_OPERATOR, link(true, true))
                    .then(new CaseContactLinked(CASE, LATER_CONTACT, true, true), flagged());
        }

        @Test
        void the_forms_of_violence_come_with_it() {
            aCase.given(opened())
                    .when(THE_OPERATOR,
                            new LinkCaseContact(CASE, LATER_CONTACT, true, Set.of(DvForm.PHYS), false, false,
                                    Urgency.U3, false))
                    .then(linked(true, false), new DvFlagged(CASE, Set.of(DvForm.PHYS)));
        }

        @Test
        void violence_opens_a_closed_case_again() {
            closedCase().when(THE_OPERATOR, link(true, false)).then(linked(true, false),
                    new CaseReopened(CASE, ReopenGround.NEW_VIOLENCE, null), flagged());
            closedCase().when(THE_OPERATOR, link(false, true)).then(linked(false, true),
                    new CaseReopened(CASE, ReopenGround.NEW_VIOLENCE, null), flagged());
            closedCase().given(linked(true, false), new CaseReopened(CASE, ReopenGround.NEW_VIOLENCE, null), flagged())
                    .when(THE_OPERATOR, link(true, false)).nothingMore();
        }

        @Test
        void an_emergency_or_harm_to_a_minor_opens_a_closed_case_again() {
            closedCase().when(THE_OPERATOR, pressing()).then(linked(false, false),
                    new CaseReopened(CASE, ReopenGround.NEW_FACT, null));
        }

        @Test
        void an_emergency_raises_the_urgency_once_and_opens_a_closed_case_again() {
            CaseCorrected raised = new CaseCorrected(CASE, CaseField.URGENCY, null, null, "U1", null, null);
            aCase.given(opened()).when(THE_OPERATOR, emergency(false)).then(linked(false, false), raised);
            closedCase().when(THE_OPERATOR, emergency(false)).then(linked(false, false), raised,
                    new CaseReopened(CASE, ReopenGround.NEW_FACT, null));
            closedCase().given(flagged(), linked(true, false)).when(THE_SYSTEM, new LinkCaseContact(CASE, LATER_CONTACT,
                    true, Set.of(), false, false, Urgency.U1, true)).then(raised,
                            new CaseReopened(CASE, ReopenGround.NEW_FACT, null));
            CaseStory lowered = new CaseStory().given(opened(), linked(false, false), raised,
                    new CaseCorrected(CASE, CaseField.URGENCY, null, null, "U3", null, words()));
            lowered.when(THE_OPERATOR, emergency(false)).nothingMore();
            closedCase().given(linked(false, false)).when(THE_SYSTEM, emergency(true)).then(raised,
                    new CaseReopened(CASE, ReopenGround.NEW_FACT, null));
        }

        @Test
        void violence_that_a_later_contact_turns_out_to_tell_opens_a_case_again_that_knew_violence() {
            CaseStory known = new CaseStory().given(opened(), accepted(), flagged(), linked(false, false),
                    new CaseClosed(CASE, Outcome.RESOLVED, null));
            known.when(THE_SYSTEM, link(true, false)).then(linked(true, false),
                    new CaseReopened(CASE, ReopenGround.NEW_VIOLENCE, null));
            new CaseStory().given(opened(), flagged(), linked(false, false), linked(true, false))
                    .when(THE_SYSTEM, link(true, false)).nothingMore();
        }

        private LinkCaseContact emergency(boolean corrected) {
            return new LinkCaseContact(CASE, LATER_CONTACT, false, Set.of(), false, false, Urgency.U1, corrected);
        }

        @Test
        void a_question_about_a_closed_case_leaves_it_closed() {
            closedCase().when(THE_OPERATOR, link(false, false)).then(linked(false, false));
        }

        @Test
        void violence_that_a_correction_brings_to_light_opens_a_closed_case_again() {
            closedCase()
                    .when(THE_SYSTEM,
                            new LinkCaseContact(CASE, CONTACT, true, Set.of(), false, false, Urgency.U3, false))
                    .then(new CaseContactLinked(CASE, CONTACT, true, false),
                            new CaseReopened(CASE, ReopenGround.NEW_VIOLENCE, null), flagged());
            CorrectCase correction = new CorrectCase(CASE, CaseField.SUB_CATEGORY, null, null, "F05", null, words());
            closedCase().when(THE_OFFICER, correction).then(
                    new CaseCorrected(CASE, CaseField.SUB_CATEGORY, null, null, "F05", null, words()),
                    new CaseReopened(CASE, ReopenGround.NEW_VIOLENCE, null), flagged());
        }

        @Test
        void an_emergency_that_is_corrected_in_it_opens_it_again_once() {
            CorrectCase urgent = new CorrectCase(CASE, CaseField.URGENCY, null, null, "U1", null, words());
            CaseCorrected corrected = new CaseCorrected(CASE, CaseField.URGENCY, null, null, "U1", null, words());
            CaseReopened again = new CaseReopened(CASE, ReopenGround.NEW_FACT, null);
            closedCase().when(THE_OFFICER, urgent).then(corrected, again);
            closedCase().given(corrected).when(THE_OFFICER, urgent).then(corrected);
            aCase.given(opened(), accepted()).when(THE_OFFICER, urgent).then(corrected);
            new CaseStory().given(opened(), new CaseNotAccepted(CASE, Destination.COURT, null))
                    .when(THE_OFFICER, urgent).then(corrected, again);
        }

        @Test
        void what_was_not_accepted_takes_in_no_emergency_and_is_decided_again_for_violence() {
            CaseNotAccepted turnedAway = new CaseNotAccepted(CASE, Destination.COURT, null);
            new CaseStory().given(opened(), turnedAway).when(THE_OPERATOR, pressing()).refused(NOT_TURNED_AWAY);
            new CaseStory().given(opened(), turnedAway).when(THE_OPERATOR, link(false, false))
                    .then(linked(false, false));
            new CaseStory().given(opened(), turnedAway).when(THE_OPERATOR, link(true, false))
                    .then(linked(true, false), new CaseReopened(CASE, ReopenGround.NEW_VIOLENCE, null), flagged());
        }

        @Test
        void what_was_not_accepted_is_decided_again_for_an_emergency_that_comes_to_light_in_a_contact_it_has() {
            CaseNotAccepted turnedAway = new CaseNotAccepted(CASE, Destination.COURT, null);
            CaseCorrected raised = new CaseCorrected(CASE, CaseField.URGENCY, null, null, "U1", null, null);
            CaseReopened again = new CaseReopened(CASE, ReopenGround.NEW_FACT, null);
            new CaseStory().given(opened(), turnedAway, linked(false, false)).when(THE_SYSTEM, emergency(true))
                    .then(raised, again);
            new CaseStory().given(opened(), turnedAway, linked(false, false), raised, again)
                    .when(THE_SYSTEM, link(true, false)).then(linked(true, false), flagged());
            new CaseStory().given(opened(), turnedAway).when(THE_SYSTEM, pressing()).then(linked(false, false), again);
        }

        private LinkCaseContact link(boolean dvMarker, boolean newIncident) {
            return new LinkCaseContact(CASE, LATER_CONTACT, dvMarker, Set.of(), newIncident, false, Urgency.U3, false);
        }

        private LinkCaseContact pressing() {
            return new LinkCaseContact(CASE, LATER_CONTACT, false, Set.of(), false, true, Urgency.U3, false);
        }

        private CaseStory closedCase() {
            return new CaseStory().given(opened(), accepted(), new CaseClosed(CASE, Outcome.RESOLVED, null));
        }

        private CaseContactLinked linked(boolean dvMarker, boolean newIncident) {
            return new CaseContactLinked(CASE, LATER_CONTACT, dvMarker, newIncident);
        }
    }

    @Nested
    class Persons {

        private final Party child = new Party(CHILD, PartyRole.CHILD, sealed(CHILD, DataClass.D3), null);

        @Test
        void may_be_added() {
            aCase.given(opened()).when(THE_OFFICER, new AddParty(CASE, child)).then(new PartyAdded(CASE, child));
        }

        @Test
        void are_added_once() {
            aCase.given(opened(), new PartyAdded(CASE, child)).when(THE_OFFICER, new AddParty(CASE, child))
                    .nothingMore();
        }
    }

    @Nested
    class Accepting {

        @Test
        void meets_the_clock_of_notice() {
            aCase.given(opened(), acceptanceDue(endOf(2026, 11, 17))).when(THE_OFFICER, accept(HandlingBasis.HELP))
                    .then(new CaseAccepted(CASE, HandlingBasis.HELP), acceptanceMet());
        }

        @Test
        void too_late_is_accepted_and_marked() {
            aCase.given(opened(), acceptanceDue(endOf(2026, 11, 17))).on(endOf(2026, 11, 17))
                    .when(THE_OFFICER, accept(HandlingBasis.HELP))
                    .then(new CaseAccepted(CASE, HandlingBasis.HELP), acceptanceMissed());
        }

        @Test
        void in_our_own_power_opens_the_sixty_days() {
            aCase.given(opened()).when(THE_HEAD, accept(HandlingBasis.OWN_POWER_31_6)).then(
                    new CaseAccepted(CASE, HandlingBasis.OWN_POWER_31_6), handlingDue(endOf(2027, 1, 1)));
        }

        @Test
        void names_its_basis() {
            aCase.given(opened()).when(THE_HEAD, accept(null)).refused(BASIS_NAMED, "basis");
        }

        @Test
        void is_decided_once() {
            aCase.given(opened(), accepted()).when(THE_HEAD, accept(HandlingBasis.HELP)).refused(ACCEPTANCE_OPEN);
        }

        @Test
        void or_not_names_the_competent_organ() {
            aCase.given(opened()).when(THE_HEAD, turnAway(null)).refused(DESTINATION_NAMED, "destination");
            new CaseStory().given(opened(), acceptanceDue(endOf(2026, 11, 17)))
                    .when(THE_HEAD, turnAway(Destination.LABOUR))
                    .then(new CaseNotAccepted(CASE, Destination.LABOUR, words()), acceptanceMet());
        }

        @Test
        void or_not_names_an_organ_that_is_on_no_list_in_words() {
            aCase.given(opened())
                    .when(THE_HEAD, new DecideAcceptance(CASE, false, null, Destination.OTHER, null))
                    .refused(DESTINATION_NAMED, "reason");
            new CaseStory().given(opened()).when(THE_HEAD, turnAway(Destination.OTHER))
                    .then(new CaseNotAccepted(CASE, Destination.OTHER, words()));
        }

        @Test
        void or_not_comes_before_a_mediation_or_after_its_end() {
            aCase.given(opened(), received()).when(THE_HEAD, turnAway(Destination.COURT)).refused(NONE_UNDER_WAY);
            new CaseStory().given(opened(), received()).when(THE_HEAD, accept(HandlingBasis.MEDIATE))
                    .then(accepted());
            new CaseStory().given(opened(), received(), new MediationNotStarted(CASE, MEDIATION, NotStarted.COURT))
                    .when(THE_HEAD, turnAway(Destination.COURT))
                    .then(new CaseNotAccepted(CASE, Destination.COURT, words()));
        }

        @Test
        void is_decided_again_when_violence_shows_after_she_was_turned_away() {
            CaseNotAccepted turnedAway = new CaseNotAccepted(CASE, Destination.LABOUR, null);
            aCase.given(opened(), turnedAway, flagged()).when(THE_HEAD, accept(HandlingBasis.HELP))
                    .then(new CaseAccepted(CASE, HandlingBasis.HELP));
            new CaseStory().given(opened(), turnedAway).when(THE_HEAD, accept(HandlingBasis.HELP))
                    .refused(ACCEPTANCE_OPEN);
        }

        @Test
        void is_owed_to_whoever_tells_of_violence() {
            aCase.given(opened(), flagged()).when(THE_HEAD, turnAway(Destination.POLICE))
                    .refused(VIOLENCE_NOT_TURNED_AWAY);
            new CaseStory().given(opened(), flagged()).when(THE_HEAD, accept(HandlingBasis.HELP))
                    .then(new CaseAccepted(CASE, HandlingBasis.HELP));
        }

        private DecideAcceptance turnAway(Destination destination) {
            return new DecideAcceptance(CASE, false, null, destination, words());
        }
    }

    @Nested
    class Handling {

        @Test
        void is_given_to_nobody_who_is_not_in_office_there() {
            aCase.given(opened(), accepted()).when(THE_OFFICER, new AssignHandler(CASE, OUT_OF_OFFICE, null))
                    .refused(CaseRule.HANDLER_OF_THE_UNIT, "handler");
            new CaseStory().given(opened(), accepted()).when(THE_OFFICER, new AssignHandler(CASE, MEDIATOR, null))
                    .then(assigned(MEDIATOR));
        }

        @Test
        void begins_with_a_name() {
            aCase.given(opened(), accepted()).when(THE_OFFICER, new AssignHandler(CASE, MEDIATOR, null))
                    .then(assigned(MEDIATOR));
            new CaseStory().given(opened(), accepted()).when(THE_OFFICER, new AssignHandler(CASE, MEDIATOR, VILLAGE))
                    .then(new HandlerAssigned(CASE, MEDIATOR, VILLAGE));
        }

        @Test
        void by_name_waits_for_acceptance() {
            aCase.given(opened()).when(THE_OFFICER, new AssignHandler(CASE, MEDIATOR, null))
                    .refused(ACCEPTANCE_DECIDED);
        }

        @Test
        void stays_in_the_responsible_unit() {
            aCase.given(opened(), accepted()).when(THE_HEAD, new AssignHandler(CASE, new StaffId("tan"), OTHER_TOWN))
                    .refused(HANDLER_OF_THE_UNIT, "unit");
        }

        @Test
        void ends_when_the_case_was_not_accepted() {
            aCase.given(opened(), new CaseNotAccepted(CASE, Destination.LABOUR, null)).when(THE_OFFICER, action())
                    .refused(NOT_TURNED_AWAY);
        }

        @Test
        void of_a_closed_case_is_refused() {
            aCase.given(opened(), accepted(), closed(Outcome.RESOLVED)).when(THE_OFFICER, action()).refused(STILL_OPEN);
        }
    }

    @Nested
    class Correcting {

        @Test
        void keeps_the_old_entry_and_adds_the_new_one() {
            CorrectCase correction = new CorrectCase(CASE, CaseField.SUB_CATEGORY, null, null, "F03", null, words());
            aCase.given(opened(), accepted(), closed(Outcome.RESOLVED)).when(THE_OFFICER, correction)
                    .then(new CaseCorrected(CASE, CaseField.SUB_CATEGORY, null, null, "F03", null, words()));
        }

        @Test
        void to_violence_flags_it() {
            aCase.given(opened())
                    .when(THE_OFFICER, new CorrectCase(CASE, CaseField.SUB_CATEGORY, null, null, "F05", null, words()))
                    .then(new CaseCorrected(CASE, CaseField.SUB_CATEGORY, null, null, "F05", null, words()), flagged());
        }

        @Test
        void to_a_code_that_is_none_is_refused() {
            aCase.given(opened())
                    .when(THE_OFFICER, new CorrectCase(CASE, CaseField.URGENCY, null, null, "U9", null, words()))
                    .refused(CORRECTION_FITS, "value");
        }

        @Test
        void a_note_names_its_entry_or_means_the_latest() {
            Object[] twoNotes = {opened(), accepted(), actionRecorded(), actionRecorded()};
            aCase.given(twoNotes).when(THE_OFFICER, note(CaseField.ACTION_NOTE, 2L))
                    .then(noted(CaseField.ACTION_NOTE, 2L));
            new CaseStory().given(twoNotes).when(THE_OFFICER, note(CaseField.ACTION_NOTE, null))
                    .then(noted(CaseField.ACTION_NOTE, 3L));
            new CaseStory().given(twoNotes).when(THE_OFFICER, note(CaseField.ACTION_NOTE, 1L))
                    .refused(CORRECTION_FITS, "entry");
        }

        @Test
        void a_note_needs_to_be_there() {
            aCase.given(opened(), accepted()).when(THE_OFFICER, note(CaseField.ACTION_NOTE, null))
                    .refused(CORRECTION_FITS, "entry");
            new CaseStory().given(opened(), accepted(), actionRecorded())
                    .when(THE_OFFICER, note(CaseField.MEDIATION_NOTE, 2L)).refused(CORRECTION_FITS, "entry");
        }

        @Test
        void reaches_what_was_noted_of_mediation_and_safety() {
            aCase.given(opened()).given((Object[]) mediationInSession())
                    .when(THE_OFFICER, note(CaseField.MEDIATION_NOTE, null))
                    .then(noted(CaseField.MEDIATION_NOTE, 7L));
            new CaseStory().given(opened(), flagged(), assessed(DangerLevel.HIGH), safe())
                    .when(THE_OFFICER, note(CaseField.SAFETY_NOTE, 3L)).then(noted(CaseField.SAFETY_NOTE, 3L));
        }

        private CorrectCase note(CaseField field, Long entry) {
            return new CorrectCase(CASE, field, null, entry, null, words(), words());
        }

        private CaseCorrected noted(CaseField field, Long entry) {
            return new CaseCorrected(CASE, field, null, entry, null, words(), words());
        }

        @Test
        void a_name_needs_a_person_of_the_case() {
            aCase.given(opened())
                    .when(THE_OFFICER, new CorrectCase(CASE, CaseField.PARTY_NAME, CHILD, null, null,
                            sealed(CHILD, DataClass.D3), words()))
                    .refused(CORRECTION_FITS, "person");
            new CaseStory().given(opened())
                    .when(THE_OFFICER, new CorrectCase(CASE, CaseField.PARTY_NAME, HUSBAND, null, null,
                            sealed(HUSBAND, DataClass.D3), words()))
                    .then(new CaseCorrected(CASE, CaseField.PARTY_NAME, HUSBAND, null, null,
                            sealed(HUSBAND, DataClass.D3),
                            words()));
        }

        @Test
        void a_name_is_sealed_under_its_own_person() {
            aCase.given(opened())
                    .when(THE_OFFICER, new CorrectCase(CASE, CaseField.PARTY_NAME, HUSBAND, null, null,
                            sealed(WIFE, DataClass.D3), words()))
                    .refused(CORRECTION_FITS, "value");
        }
    }

    @Nested
    class Closing {

        @Test
        void meets_the_clock_of_handling() {
            aCase.given(opened(), new CaseAccepted(CASE, HandlingBasis.OWN_POWER_31_6),
                    handlingDue(endOf(2027, 1, 1))).when(THE_OFFICER, close(Outcome.RESOLVED))
                    .then(closed(Outcome.RESOLVED), handlingMet());
        }

        @Test
        void waits_for_the_decision_on_acceptance() {
            aCase.given(opened()).when(THE_OFFICER, close(Outcome.ANSWERED)).refused(ACCEPTANCE_DECIDED);
            new CaseStory().given(opened(), new CaseNotAccepted(CASE, Destination.LABOUR, null))
                    .when(THE_OFFICER, close(Outcome.ROUTED)).then(closed(Outcome.ROUTED));
        }

        @Test
        void needs_a_classification() {
            aCase.given(opened(null), accepted()).when(THE_OFFICER, close(Outcome.RESOLVED)).refused(CLASSIFIED);
            new CaseStory()
                    .given(opened(null), accepted(),
                            new CaseCorrected(CASE, CaseField.SUB_CATEGORY, null, null, "F02", null, words()))
                    .when(THE_OFFICER, close(Outcome.RESOLVED)).then(closed(Outcome.RESOLVED));
        }

        @Test
        void waits_for_the_danger_to_be_looked_for_where_violence_is_told() {
            aCase.given(opened(), accepted(), flagged()).when(THE_HEAD, close(Outcome.RESOLVED)).refused(NO_DUTY_OPEN);
            new CaseStory().given(opened(), accepted(), flagged(), assessed(DangerLevel.LOW))
                    .when(THE_HEAD, close(Outcome.RESOLVED)).then(closed(Outcome.RESOLVED));
        }

        @Test
        void waits_for_a_new_assessment_and_new_safety_after_a_new_incident() {
            aCase.given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe(),
                    new CaseContactLinked(CASE, LATER_CONTACT, true, true))
                    .when(THE_HEAD, close(Outcome.RESOLVED)).refused(NO_DUTY_OPEN);
            new CaseStory()
                    .given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe(),
                            new CaseContactLinked(CASE, LATER_CONTACT, true, true),
                            assessed(DangerLevel.HIGH))
                    .when(THE_HEAD, close(Outcome.RESOLVED)).refused(NO_DUTY_OPEN);
            new CaseStory()
                    .given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe(),
                            new CaseContactLinked(CASE, LATER_CONTACT, true, true),
                            assessed(DangerLevel.HIGH), safe())
                    .when(THE_HEAD, close(Outcome.RESOLVED))
                    .then(closed(Outcome.RESOLVED));
        }

        @Test
        void waits_for_safety_when_the_danger_is_high() {
            aCase.given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH))
                    .when(THE_HEAD, close(Outcome.RESOLVED)).refused(NO_DUTY_OPEN);
            new CaseStory().given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe())
                    .when(THE_HEAD, close(Outcome.RESOLVED)).then(closed(Outcome.RESOLVED));
        }

        @Test
        void waits_for_safety_anew_after_another_high_assessment() {
            aCase.given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe(), assessed(DangerLevel.HIGH))
                    .when(THE_HEAD, close(Outcome.RESOLVED)).refused(NO_DUTY_OPEN);
        }

        @Test
        void of_high_danger_is_for_the_head_of_rights() {
            aCase.given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe())
                    .when(THE_OFFICER, close(Outcome.RESOLVED)).refused(HouseRule.ROLE_ALLOWS);
            new CaseStory().given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe())
                    .when(A_TOWNS_HEAD, close(Outcome.RESOLVED)).refused(HouseRule.ROLE_ALLOWS);
            new CaseStory().given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe())
                    .when(THE_HEAD, close(Outcome.RESOLVED)).then(closed(Outcome.RESOLVED));
            new CaseStory().given(opened(), accepted(), flagged(), assessed(DangerLevel.MEDIUM))
                    .when(THE_OFFICER, close(Outcome.RESOLVED)).then(closed(Outcome.RESOLVED));
        }

        @Test
        void waits_for_the_end_of_a_mediation() {
            aCase.given(opened(), accepted()).given((Object[]) startedMediation())
                    .when(THE_OFFICER, close(Outcome.RESOLVED)).refused(NO_DUTY_OPEN);
            new CaseStory().given(opened(), accepted()).given((Object[]) mediationInSession()).given(agreed())
                    .when(THE_OFFICER, close(Outcome.AGREEMENT)).then(closed(Outcome.AGREEMENT));
        }

        @Test
        void by_agreement_needs_an_agreement() {
            aCase.given(opened(), accepted()).given((Object[]) mediationInSession()).given(reconciled())
                    .when(THE_OFFICER, close(Outcome.AGREEMENT)).refused(OUTCOME_FITS, "outcome");
        }

        @Test
        void by_reconciliation_needs_a_reconciliation() {
            aCase.given(opened(), accepted()).given((Object[]) mediationInSession()).given(agreed())
                    .when(THE_OFFICER, close(Outcome.RECONCILED)).refused(OUTCOME_FITS, "outcome");
            new CaseStory().given(opened(), accepted()).given((Object[]) mediationInSession()).given(reconciled())
                    .when(THE_OFFICER, close(Outcome.RECONCILED)).then(closed(Outcome.RECONCILED));
        }

        @Test
        void twice_is_refused() {
            aCase.given(opened(), accepted(), closed(Outcome.RESOLVED)).when(THE_OFFICER, close(Outcome.RESOLVED))
                    .refused(STILL_OPEN);
        }
    }

    @Nested
    class Reopening {

        @Test
        void is_for_closed_cases() {
            aCase.given(opened(), accepted()).when(THE_OFFICER, reopen(ReopenGround.NEW_FACT))
                    .refused(CaseRule.CLOSED);
            new CaseStory().given(opened(), accepted(), closed(Outcome.RESOLVED))
                    .when(THE_OFFICER, reopen(ReopenGround.NEW_FACT)).then(reopened(ReopenGround.NEW_FACT));
        }

        @Test
        void after_new_violence_flags_it() {
            aCase.given(opened(), accepted(), closed(Outcome.RESOLVED))
                    .when(THE_OFFICER, reopen(ReopenGround.NEW_VIOLENCE))
                    .then(reopened(ReopenGround.NEW_VIOLENCE), flagged());
        }

        @Test
        void keeps_the_danger_as_it_was() {
            aCase.given(opened(), accepted(), flagged(), assessed(DangerLevel.HIGH), safe(), closed(Outcome.RESOLVED),
                    reopened(ReopenGround.NEW_FACT)).when(THE_OFFICER, close(Outcome.RESOLVED))
                    .refused(HouseRule.ROLE_ALLOWS);
        }

        @Test
        void lets_a_case_that_was_turned_away_be_decided_again() {
            aCase.given(opened(), new CaseNotAccepted(CASE, Destination.LABOUR, null), closed(Outcome.ROUTED),
                    reopened(ReopenGround.CLOSED_IN_ERROR)).when(THE_HEAD, accept(HandlingBasis.HELP))
                    .then(new CaseAccepted(CASE, HandlingBasis.HELP));
        }

        private ReopenCase reopen(ReopenGround ground) {
            return new ReopenCase(CASE, ground, words());
        }

        private CaseReopened reopened(ReopenGround ground) {
            return new CaseReopened(CASE, ground, words());
        }
    }

    @Test
    void what_happened_lies_in_the_past() {
        aCase.given(opened()).happened(day(2026, 11, 3)).when(THE_OFFICER, action())
                .refused(HouseRule.NOT_IN_FUTURE, "happenedAt");
    }

    private static RecordAction action() {
        return new RecordAction(CASE, ActionKind.HOME_VISIT, words());
    }

    private static ActionRecorded actionRecorded() {
        return new ActionRecorded(CASE, ActionKind.HOME_VISIT, words());
    }

}
