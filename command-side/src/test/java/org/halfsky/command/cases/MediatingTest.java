package org.halfsky.command.cases;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import org.halfsky.command.cases.CaseCommand.LinkCaseContact;
import org.halfsky.command.mediation.MediationCommand;
import org.halfsky.command.mediation.MediationCommand.AssignMediator;
import org.halfsky.command.mediation.MediationCommand.BarMediation;
import org.halfsky.command.mediation.MediationCommand.FailMediation;
import org.halfsky.command.mediation.MediationCommand.ProposeMediation;
import org.halfsky.command.mediation.MediationCommand.RecordFee;
import org.halfsky.command.mediation.MediationCommand.RecordNotStarted;
import org.halfsky.command.mediation.MediationCommand.StopMediation;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.cases.CaseEvent.CaseContactLinked;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.MediationEvent.ConsentRefused;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;
import org.halfsky.events.mediation.MediationEvent.MediationFailed;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.halfsky.command.cases.CaseRule.STILL_OPEN;
import static org.halfsky.command.cases.CaseStory.*;
import static org.halfsky.command.mediation.MediationRule.AT_ITS_STAGE;
import static org.halfsky.command.mediation.MediationRule.BARS_NO_REMEDY;
import static org.halfsky.command.mediation.MediationRule.BOTH_CONSENT;
import static org.halfsky.command.mediation.MediationRule.DANGER_IS_ASSESSED;
import static org.halfsky.command.mediation.MediationRule.FREE_OF_CHARGE;
import static org.halfsky.command.mediation.MediationRule.MEDIATOR_IN_OFFICE;
import static org.halfsky.command.mediation.MediationRule.NOBODY_REFUSED;
import static org.halfsky.command.mediation.MediationRule.NOBODY_STOPPED;
import static org.halfsky.command.mediation.MediationRule.NONE_UNDER_WAY;
import static org.halfsky.command.mediation.MediationRule.NOT_ENDED;
import static org.halfsky.command.mediation.MediationRule.NO_HIGH_DANGER;
import static org.halfsky.command.mediation.MediationRule.OTHER_ROUTES_TOLD;
import static org.halfsky.command.mediation.MediationRule.RIGHTS_WERE_TOLD;

class MediatingTest {

    private CaseStory aCase;

    @BeforeEach
    void openACase() {
        aCase = anotherCase();
    }

    private static CaseStory anotherCase() {
        return new CaseStory().given(opened(), accepted());
    }

    @Nested
    class Proposing {

        @Test
        void brings_the_dispute_to_the_network() {
            aCase.when(THE_OFFICER, propose()).then(received());
        }

        @Test
        void again_has_no_second_effect() {
            aCase.given(received()).when(THE_OFFICER, propose()).nothingMore();
            anotherCase().given(received())
                    .when(THE_OFFICER, new ProposeMediation(CASE, MEDIATION, MediationSource.COURT))
                    .refused(HouseRule.ONCE);
        }

        @Test
        void a_second_one_waits_for_the_end_of_the_first() {
            ProposeMediation second = new ProposeMediation(CASE, SECOND_MEDIATION, MediationSource.COURT);
            aCase.given(received()).when(THE_OFFICER, second).refused(NONE_UNDER_WAY);
            anotherCase().given(received(), new MediationNotStarted(CASE, MEDIATION, NotStarted.WITHDRAWN))
                    .when(THE_OFFICER, second)
                    .then(new DisputeReceived(CASE, SECOND_MEDIATION, TOWN, MediationSource.COURT));
        }

        @Test
        void in_a_closed_case_is_refused() {
            aCase.given(closed(Outcome.RESOLVED)).when(THE_OFFICER, propose()).refused(STILL_OPEN);
        }
    }

    @Nested
    class Consenting {

        @Test
        void is_each_sides_own() {
            aCase.given(received()).when(THE_OFFICER, consent(Side.A)).then(consented(Side.A));
            anotherCase().given(received(), consented(Side.A)).when(THE_OFFICER, consent(Side.B))
                    .then(consented(Side.B));
        }

        @Test
        void again_has_no_second_effect() {
            aCase.given(received(), consented(Side.A)).when(THE_OFFICER, consent(Side.A)).nothingMore();
        }

        @Test
        void refused_by_one_side_there_is_no_mediation() {
            aCase.given(received(), consented(Side.A)).when(THE_OFFICER, refusal(Side.B)).then(
                    new ConsentRefused(CASE, MEDIATION, Side.B),
                    new MediationNotStarted(CASE, MEDIATION, NotStarted.REFUSED));
            anotherCase().given(received(), new ConsentRefused(CASE, MEDIATION, Side.B),
                    new MediationNotStarted(CASE, MEDIATION, NotStarted.REFUSED)).when(THE_OFFICER, rightsNotice())
                    .refused(NOBODY_REFUSED);
        }

        @Test
        void noted_as_refused_stays_refused() {
            anotherCase().given(received(), new MediationNotStarted(CASE, MEDIATION, NotStarted.REFUSED))
                    .when(THE_OFFICER, consent(Side.B)).refused(NOBODY_REFUSED);
            anotherCase().given(received(), new MediationNotStarted(CASE, MEDIATION, NotStarted.WITHDRAWN))
                    .when(THE_OFFICER, consent(Side.B)).refused(NOT_ENDED);
        }

        @Test
        void to_what_nobody_proposed_is_unknown() {
            aCase.when(THE_OFFICER, consent(Side.A)).refused(HouseRule.KNOWN);
        }
    }

    @Nested
    class Starting {

        @Test
        void needs_both_consents() {
            aCase.given(received(), consented(Side.A)).when(THE_OFFICER, rightsNotice()).refused(BOTH_CONSENT);
        }

        @Test
        void follows_the_rights_notice_and_opens_the_month() {
            aCase.given(received(), consented(Side.A), consented(Side.B)).when(THE_OFFICER, rightsNotice())
                    .then(noticed(), started(), mediationDue(endOf(2026, 12, 2)));
        }

        @Test
        void on_the_last_of_a_month_is_due_on_the_last_of_the_next() {
            aCase.given(received(), consented(Side.A), consented(Side.B)).on(day(2027, 1, 31))
                    .when(THE_OFFICER, rightsNotice()).then(noticed(), started(), mediationDue(endOf(2027, 2, 28)));
        }

        @Test
        void as_a_ledger_tells_it_is_no_notice() {
            Object[] fromALedger = {received(), started(), mediatorAssigned()};
            aCase.given(fromALedger).when(THE_MEDIATOR, session()).refused(RIGHTS_WERE_TOLD);
            anotherCase().given(fromALedger).when(THE_MEDIATOR, rightsNotice()).refused(BOTH_CONSENT);
            anotherCase().given(fromALedger).when(THE_MEDIATOR, consent(Side.A)).then(consented(Side.A));
            anotherCase().given(fromALedger).given(consented(Side.A), consented(Side.B))
                    .when(THE_MEDIATOR, rightsNotice()).then(noticed());
            anotherCase().given(fromALedger).given(consented(Side.A), consented(Side.B), noticed())
                    .when(THE_MEDIATOR, session()).then(sessionHeld(1));
        }

        @Test
        void happens_once() {
            aCase.given((Object[]) startedMediation()).when(THE_OFFICER, rightsNotice()).refused(AT_ITS_STAGE);
        }
    }

    @Nested
    class TheMediator {

        @Test
        void is_in_office() {
            aCase.given(received()).when(THE_OFFICER, new AssignMediator(CASE, MEDIATION, MEDIATOR))
                    .then(mediatorAssigned());
            anotherCase().given(received())
                    .when(THE_OFFICER, new AssignMediator(CASE, MEDIATION, new StaffId("nobody")))
                    .refused(MEDIATOR_IN_OFFICE, "mediator");
        }

        @Test
        void whose_term_has_ended_holds_no_session() {
            aCase.world.mediatorUntil = LocalDate.of(2026, 11, 1);
            aCase.given((Object[]) startedMediation()).given(mediatorAssigned()).when(THE_OFFICER, session())
                    .refused(MEDIATOR_IN_OFFICE);
        }

        @Test
        void is_named_before_the_first_session() {
            aCase.given((Object[]) startedMediation()).when(THE_OFFICER, session()).refused(MEDIATOR_IN_OFFICE);
            anotherCase().given((Object[]) startedMediation()).given(mediatorAssigned()).when(THE_MEDIATOR, session())
                    .then(sessionHeld(1));
        }
    }

    @Nested
    class Sessions {

        @Test
        void are_counted() {
            aCase.given((Object[]) mediationInSession()).when(THE_MEDIATOR, session()).then(sessionHeld(2));
        }

        @Test
        void wait_for_the_rights_notice() {
            aCase.given(received(), consented(Side.A), consented(Side.B), mediatorAssigned())
                    .when(THE_OFFICER, session()).refused(RIGHTS_WERE_TOLD);
        }

        @Test
        void do_not_lie_before_the_rights_notice() {
            Instant noticeAt = day(2026, 11, 2).plusSeconds(40);
            aCase.given(received(), consented(Side.A), consented(Side.B)).givenAt(noticeAt, noticed(), started())
                    .given(mediatorAssigned()).on(day(2026, 11, 5)).happened(noticeAt.minus(1, ChronoUnit.HOURS))
                    .when(THE_OFFICER, session()).refused(RIGHTS_WERE_TOLD);
            anotherCase().given(received(), consented(Side.A), consented(Side.B))
                    .givenAt(noticeAt, noticed(), started()).given(mediatorAssigned()).on(day(2026, 11, 5))
                    .happened(noticeAt.truncatedTo(ChronoUnit.MINUTES)).when(THE_OFFICER, session())
                    .then(sessionHeld(1));
        }
    }

    @Nested
    class Ending {

        @Test
        void in_agreement_meets_the_month() {
            aCase.given((Object[]) mediationInSession()).given(mediationDue(endOf(2026, 12, 2)))
                    .when(THE_MEDIATOR, agree(false)).then(agreed(), mediationMet());
        }

        @Test
        void in_agreement_bars_no_other_remedy() {
            aCase.given((Object[]) mediationInSession()).when(THE_MEDIATOR, agree(true))
                    .refused(BARS_NO_REMEDY, "barsOtherRemedies");
        }

        @Test
        void in_reconciliation() {
            aCase.given((Object[]) mediationInSession()).when(THE_MEDIATOR, reconcile()).then(reconciled());
        }

        @Test
        void well_needs_a_session() {
            aCase.given((Object[]) startedMediation()).when(THE_OFFICER, agree(false)).refused(AT_ITS_STAGE);
            anotherCase().given((Object[]) startedMediation()).when(THE_OFFICER, reconcile()).refused(AT_ITS_STAGE);
            anotherCase().given(received()).when(THE_OFFICER, reconcile()).refused(RIGHTS_WERE_TOLD);
        }

        @Test
        void without_result_tells_the_other_routes() {
            aCase.given((Object[]) mediationInSession())
                    .when(THE_MEDIATOR, new FailMediation(CASE, MEDIATION, false, words()))
                    .refused(OTHER_ROUTES_TOLD, "otherRoutesTold");
            anotherCase().given((Object[]) mediationInSession())
                    .when(THE_MEDIATOR, new FailMediation(CASE, MEDIATION, true, words()))
                    .then(new MediationFailed(CASE, MEDIATION, true, words()));
        }

        @Test
        void without_result_needs_a_start() {
            aCase.given(received()).when(THE_OFFICER, new FailMediation(CASE, MEDIATION, true, words()))
                    .refused(AT_ITS_STAGE);
        }

        @Test
        void at_a_partys_wish_at_any_time() {
            StopMediation stop = new StopMediation(CASE, MEDIATION, Side.B, true);
            aCase.given(received()).when(THE_OFFICER, stop).then(new MediationStopped(CASE, MEDIATION, Side.B, true));
            anotherCase().given((Object[]) mediationInSession()).when(THE_MEDIATOR, stop)
                    .then(new MediationStopped(CASE, MEDIATION, Side.B, true));
            anotherCase().given((Object[]) mediationInSession())
                    .when(THE_MEDIATOR, new StopMediation(CASE, MEDIATION, Side.B, false))
                    .refused(OTHER_ROUTES_TOLD, "otherRoutesTold");
        }

        @Test
        void at_a_partys_wish_is_heeded() {
            aCase.given((Object[]) mediationInSession())
                    .given(new MediationStopped(CASE, MEDIATION, Side.B, true))
                    .when(THE_MEDIATOR, session()).refused(NOBODY_STOPPED);
        }

        @Test
        void is_final() {
            aCase.given((Object[]) mediationInSession()).given(agreed()).when(THE_MEDIATOR, session())
                    .refused(NOT_ENDED);
        }

        @Test
        void before_it_started() {
            RecordNotStarted court = new RecordNotStarted(CASE, MEDIATION, NotStarted.COURT);
            aCase.given(received()).when(THE_OFFICER, court)
                    .then(new MediationNotStarted(CASE, MEDIATION, NotStarted.COURT));
            anotherCase().given((Object[]) startedMediation()).when(THE_OFFICER, court).refused(AT_ITS_STAGE);
        }
    }

    @Test
    void costs_nothing_whatever_the_amount() {
        aCase.given(received()).when(THE_OFFICER, new RecordFee(CASE, MEDIATION, BigDecimal.TEN))
                .refused(FREE_OF_CHARGE, "amount");
        anotherCase().given(received()).when(THE_OFFICER, new RecordFee(CASE, MEDIATION, BigDecimal.ZERO))
                .refused(FREE_OF_CHARGE, "amount");
    }

    /** Every step that furthers a mediation, with what must have gone before. */
    enum Furthering {
        PROPOSAL(propose()), CONSENT(consent(Side.A), received()), NOTICE(rightsNotice(), received(), consented(Side.A),
                consented(Side.B)), MEDIATOR(new AssignMediator(CASE, MEDIATION, CaseStory.MEDIATOR),
                        received()), SESSION(session(), (Object[]) mediationInSession()), AGREEMENT(agree(false),
                                (Object[]) mediationInSession()), RECONCILIATION(reconcile(),
                                        (Object[]) mediationInSession());

        final MediationCommand step;
        final Object[] before;

        Furthering(MediationCommand step, Object... before) {
            this.step = step;
            this.before = before;
        }
    }

    @Nested
    class Danger {

        @ParameterizedTest
        @EnumSource
        void high_forbids_every_step(Furthering furthering) {
            anotherCase().given(furthering.before).given(flagged(), assessed(DangerLevel.HIGH))
                    .when(THE_OFFICER, furthering.step).refused(NO_HIGH_DANGER);
            goesOn(anotherCase().given(furthering.before).given(flagged(), assessed(DangerLevel.MEDIUM)), furthering);
        }

        @ParameterizedTest
        @EnumSource
        void high_in_another_case_of_the_couple_forbids_every_step(Furthering furthering) {
            aCase.world.inDangerElsewhere = Set.of(HUSBAND);
            aCase.given(furthering.before).when(THE_OFFICER, furthering.step).refused(NO_HIGH_DANGER);
            CaseStory strangers = anotherCase();
            strangers.world.inDangerElsewhere = Set.of(CHILD);
            goesOn(strangers.given(furthering.before), furthering);
        }

        @ParameterizedTest
        @EnumSource
        void that_nobody_assessed_forbids_every_step(Furthering furthering) {
            anotherCase().given(furthering.before).given(flagged()).when(THE_OFFICER, furthering.step)
                    .refused(DANGER_IS_ASSESSED);
            goesOn(anotherCase().given(furthering.before).given(flagged(), assessed(DangerLevel.LOW)), furthering);
        }

        @Test
        void is_assessed_again_after_a_new_incident() {
            CaseContactLinked incident = new CaseContactLinked(CASE, LATER_CONTACT, true, true);
            aCase.given(flagged(), assessed(DangerLevel.LOW), incident).when(THE_OFFICER, propose())
                    .refused(DANGER_IS_ASSESSED);
            anotherCase().given(flagged(), assessed(DangerLevel.LOW), incident, assessed(DangerLevel.LOW))
                    .when(THE_OFFICER, propose()).then(received());
        }

        @Test
        void is_assessed_again_after_new_violence_reopened_the_case() {
            aCase.given(flagged(), assessed(DangerLevel.LOW), closed(Outcome.RESOLVED),
                    new CaseReopened(CASE, ReopenGround.NEW_VIOLENCE, words())).when(THE_OFFICER, propose())
                    .refused(DANGER_IS_ASSESSED);
            anotherCase().given(flagged(), assessed(DangerLevel.LOW), closed(Outcome.RESOLVED),
                    new CaseReopened(CASE, ReopenGround.NEW_FACT, words())).when(THE_OFFICER, propose())
                    .then(received());
        }

        @Test
        void that_was_lowered_since_lets_a_new_mediation_begin() {
            aCase.given(flagged(), assessed(DangerLevel.HIGH), assessed(DangerLevel.LOW)).when(THE_OFFICER, propose())
                    .then(received());
        }

        @Test
        void found_while_a_mediation_runs_bars_it_in_the_same_decision() {
            aCase.given((Object[]) startedMediation()).given(mediationDue(endOf(2026, 12, 2)))
                    .when(THE_OFFICER, assess(6, false, false))
                    .then(flagged(),
                            new org.halfsky.events.dvresponse.DvEvent.DangerAssessed(CASE, WIFE, "ACWF-DV-2018",
                                    6, false, DangerLevel.HIGH, assess(6, false, false).sealed(), true),
                            new MediationBarred(CASE, MEDIATION, BarGround.DANGER_HIGH), mediationMet());
        }

        @Test
        void raised_elsewhere_bars_a_live_one_once() {
            BarMediation bar = new BarMediation(CASE, MEDIATION, BarGround.DANGER_HIGH_OTHER_CASE);
            MediationBarred barred = new MediationBarred(CASE, MEDIATION, BarGround.DANGER_HIGH_OTHER_CASE);
            aCase.given((Object[]) mediationInSession()).when(THE_SYSTEM, bar).then(barred);
            anotherCase().given((Object[]) mediationInSession()).given(barred).when(THE_SYSTEM, bar).nothingMore();
            anotherCase().given((Object[]) mediationInSession()).given(agreed()).when(THE_SYSTEM, bar).nothingMore();
        }

        @Test
        void raised_elsewhere_reaches_a_closed_case_without_complaint() {
            aCase.given(received(), closed(Outcome.RESOLVED))
                    .when(THE_SYSTEM, new BarMediation(CASE, MEDIATION, BarGround.DANGER_HIGH_OTHER_CASE))
                    .then(new MediationBarred(CASE, MEDIATION, BarGround.DANGER_HIGH_OTHER_CASE));
        }

        @Test
        void does_not_hinder_that_a_party_stops() {
            aCase.given((Object[]) mediationInSession()).given(flagged())
                    .when(THE_OFFICER, new StopMediation(CASE, MEDIATION, Side.A, true))
                    .then(new MediationStopped(CASE, MEDIATION, Side.A, true));
        }

        @Test
        void a_new_incident_is_told_by_its_contact() {
            aCase.when(THE_OPERATOR,
                    new LinkCaseContact(CASE, LATER_CONTACT, false, Set.of(), true, false, Urgency.U3, false))
                    .then(new CaseContactLinked(CASE, LATER_CONTACT, false, true), flagged());
            anotherCase().given(new CaseContactLinked(CASE, LATER_CONTACT, false, true)).when(THE_OFFICER, propose())
                    .refused(DANGER_IS_ASSESSED);
        }

        @Test
        void violence_that_a_later_contact_tells_of_is_assessed_anew() {
            CaseContactLinked told = new CaseContactLinked(CASE, LATER_CONTACT, true, false);
            anotherCase().given(flagged(), assessed(DangerLevel.LOW), told).when(THE_OFFICER, propose())
                    .refused(DANGER_IS_ASSESSED);
            anotherCase().given(flagged(), told, assessed(DangerLevel.LOW)).when(THE_OFFICER, propose()).result()
                    .expectSuccessfulHandlerExecution();
        }

        private void goesOn(CaseStory story, Furthering furthering) {
            story.when(THE_OFFICER, furthering.step).result().expectSuccessfulHandlerExecution();
        }
    }

    @Test
    void names_its_rules_as_the_rulebook_does() {
        Rule gate = NO_HIGH_DANGER;
        org.assertj.core.api.Assertions.assertThat(gate.code() + " " + gate.ruleId() + " " + gate.basis())
                .isEqualTo("MED-DVHIGH MED-06 《妇联组织受理家庭暴力投诉工作规程》第11条");
    }
}
