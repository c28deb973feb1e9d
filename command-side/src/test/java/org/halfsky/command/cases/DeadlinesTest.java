package org.halfsky.command.cases;

import org.halfsky.command.deadline.DeadlineCommand.MissDeadline;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.Side;
import org.junit.jupiter.api.Test;

import static org.halfsky.command.cases.CaseStory.*;

class DeadlinesTest {

    private final CaseStory aCase = new CaseStory().given(opened(), acceptanceDue(endOf(2026, 11, 17)));
    private final MissDeadline miss = new MissDeadline(CASE, deadline("ACCEPTANCE_NOTICE/"));

    @Test
    void pass_at_24_00_of_their_last_day_and_not_before() {
        aCase.on(endOf(2026, 11, 17).minusNanos(1)).when(THE_SYSTEM, miss).nothingMore();
        new CaseStory().given(opened(), acceptanceDue(endOf(2026, 11, 17))).on(endOf(2026, 11, 17))
                .when(THE_SYSTEM, miss).then(acceptanceMissed());
    }

    @Test
    void are_not_forgotten_by_a_sweep_whose_time_is_ahead() {
        aCase.on(endOf(2026, 11, 17).minusSeconds(1)).happened(endOf(2026, 11, 17)).when(THE_SYSTEM, miss)
                .refused(HouseRule.NOT_IN_FUTURE, "happenedAt");
    }

    @Test
    void are_missed_once() {
        aCase.given(acceptanceMissed()).on(day(2026, 12, 1)).when(THE_SYSTEM, miss).nothingMore();
    }

    @Test
    void that_were_met_are_not_missed() {
        aCase.given(accepted(), acceptanceMet()).on(day(2026, 12, 1)).when(THE_SYSTEM, miss).nothingMore();
    }

    @Test
    void of_a_mediation_end_with_it() {
        aCase.given((Object[]) startedMediation()).given(mediationDue(endOf(2026, 12, 2)))
                .when(THE_OFFICER, new org.halfsky.command.mediation.MediationCommand.StopMediation(CASE, MEDIATION,
                        Side.A, true))
                .then(new MediationStopped(CASE, MEDIATION, Side.A, true), mediationMet());
    }
}
