package org.halfsky.command.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.halfsky.command.act.Act;
import org.halfsky.command.cases.CaseCommand.Ending;
import org.halfsky.command.cases.CaseCommand.ImportDispute;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.stream.Dated;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.command.cases.CaseRule.DATES_IN_ORDER;
import static org.halfsky.command.cases.CaseRule.ROW_AGREES;
import static org.halfsky.command.cases.CaseStory.*;

class ImportTest {

    private static final LocalDate RECEIVED = LocalDate.of(2017, 3, 1);
    private static final LocalDate STARTED = LocalDate.of(2017, 3, 5);
    private static final LocalDate ENDED = LocalDate.of(2017, 3, 20);
    private static final LocalDate CLOSED = LocalDate.of(2017, 4, 1);

    @Test
    void tells_the_dispute_with_its_own_dates_and_no_live_clock() {
        List<?> decided = new Case().decide(row(Ending.RECONCILED, null, Outcome.RECONCILED), act());

        var mediation = ((DisputeReceived) ((Dated) decided.get(2)).event()).mediationId();
        assertThat(decided).isEqualTo(List.of(
                new Dated(new CaseOpened(CASE, "益调2017-9", TOWN, null, SubCategory.F02, List.of(), null,
                        List.of(wife(), husband()), words()), at(RECEIVED)),
                new Dated(new CaseAccepted(CASE, HandlingBasis.MEDIATE), at(RECEIVED)),
                new Dated(new DisputeReceived(CASE, mediation, TOWN, null), at(RECEIVED)),
                new Dated(new MediationStarted(CASE, mediation), at(STARTED)),
                new Dated(new PartiesReconciled(CASE, mediation, false, null), at(ENDED)),
                new Dated(new CaseClosed(CASE, Outcome.RECONCILED, null), at(CLOSED))));
    }

    @ParameterizedTest
    @EnumSource
    void knows_every_ending(Ending ending) {
        Stream<String> told = new Case().decide(row(ending, null, Outcome.RESOLVED), act()).stream()
                .map(each -> ((Dated) each).event().getClass().getSimpleName());
        assertThat(told).contains(switch (ending) {
            case AGREED -> "AgreementReached";
            case RECONCILED -> "PartiesReconciled";
            case FAILED -> "MediationFailed";
            case LAPSED -> "MediationLapsed";
            case STOPPED -> "MediationStopped";
        });
    }

    @Test
    void without_a_mediation_says_why() {
        ImportDispute row = new ImportDispute(CASE, TOWN, null, RECEIVED, SubCategory.F02, null, null, null, null,
                false,
                null, null, null, NotStarted.COURT, true, Outcome.ROUTED, CLOSED);
        List<?> decided = new Case().decide(row, act());
        var mediation = ((DisputeReceived) ((Dated) decided.get(3)).event()).mediationId();
        assertThat(decided).isEqualTo(List.of(
                new Dated(new CaseOpened(CASE, NUMBER, TOWN, null, SubCategory.F02, List.of(), null, List.of(), null),
                        at(RECEIVED)),
                new Dated(new DvFlagged(CASE, Set.of()), at(RECEIVED)),
                new Dated(new CaseAccepted(CASE, HandlingBasis.MEDIATE), at(RECEIVED)),
                new Dated(new DisputeReceived(CASE, mediation, TOWN, null), at(RECEIVED)),
                new Dated(new MediationNotStarted(CASE, mediation, NotStarted.COURT), at(CLOSED)),
                new Dated(new CaseClosed(CASE, Outcome.ROUTED, null), at(CLOSED))));
    }

    @Test
    void of_domestic_violence_by_its_category_is_marked_as_such() {
        ImportDispute row = new ImportDispute(CASE, TOWN, null, RECEIVED, SubCategory.F05, null, null, null, null,
                false, null, null, null, null, false, null, null);

        assertThat(new Case().decide(row, act()).stream().map(each -> ((Dated) each).event()))
                .contains(new DvFlagged(CASE, Set.of()));
    }

    @Test
    void again_has_no_second_effect() {
        CaseOpened before = new CaseOpened(CASE, "益调2017-9", TOWN, null, SubCategory.F02, List.of(), null,
                List.of(wife(), husband()), words());
        new CaseStory().given(before).when(THE_HEAD, row(Ending.RECONCILED, null, Outcome.RECONCILED)).nothingMore();
        new CaseStory().given(opened()).when(THE_HEAD, row(Ending.RECONCILED, null, Outcome.RECONCILED))
                .refused(HouseRule.ONCE);
    }

    @Test
    void of_a_unit_outside_ones_own_is_refused() {
        new CaseStory().given().when(AN_OFFICER_ELSEWHERE, row(Ending.AGREED, null, Outcome.AGREEMENT))
                .refused(HouseRule.UNIT_IN_SCOPE, "unit");
    }

    @Test
    void of_a_row_that_contradicts_itself_is_refused() {
        refused(row(Ending.AGREED, NotStarted.COURT, Outcome.AGREEMENT), ROW_AGREES, "notStarted");
        refused(row(Ending.AGREED, null, Outcome.RECONCILED), ROW_AGREES, "outcome");
        refused(row(Ending.RECONCILED, null, Outcome.AGREEMENT), ROW_AGREES, "outcome");
        refused(row(null, null, Outcome.RESOLVED), ROW_AGREES, "ending");
    }

    @Test
    void of_dates_in_a_wrong_order_is_refused() {
        refused(dated(RECEIVED, RECEIVED.minusDays(1), ENDED, CLOSED), DATES_IN_ORDER, "startedOn");
        refused(dated(RECEIVED, STARTED, STARTED.minusDays(1), CLOSED), DATES_IN_ORDER, "endedOn");
        refused(dated(RECEIVED, STARTED, ENDED, ENDED.minusDays(1)), DATES_IN_ORDER, "closedOn");
        refused(dated(LocalDate.of(2026, 11, 3), null, null, null), HouseRule.NOT_IN_FUTURE, "receivedOn");
        refused(dated(RECEIVED, STARTED, ENDED, LocalDate.of(2026, 11, 3)), HouseRule.NOT_IN_FUTURE, "closedOn");
    }

    private static void refused(ImportDispute row, org.halfsky.command.rules.Rule rule, String field) {
        new CaseStory().given().when(THE_HEAD, row).refused(rule, field);
    }

    private static ImportDispute row(Ending ending, NotStarted notStarted, Outcome outcome) {
        return new ImportDispute(CASE, TOWN, "益调2017-9", RECEIVED, SubCategory.F02, sealed(WIFE, DataClass.D3), null,
                sealed(HUSBAND, DataClass.D3), words(), true, STARTED, ending, ENDED, notStarted, false, outcome,
                CLOSED);
    }

    private static ImportDispute dated(LocalDate received, LocalDate started, LocalDate ended, LocalDate closed) {
        return new ImportDispute(CASE, TOWN, null, received, SubCategory.F02, null, null, null, null, true, started,
                Ending.FAILED, ended, null, false, Outcome.RESOLVED, closed);
    }

    private static Act act() {
        Instant now = day(2026, 11, 2);
        return new Act(now, now, THE_HEAD, TestClock.ZONE, new World());
    }

    private static Instant at(LocalDate day) {
        return day.atStartOfDay(TestClock.ZONE).toInstant();
    }
}
