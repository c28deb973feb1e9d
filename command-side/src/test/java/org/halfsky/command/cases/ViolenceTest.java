package org.halfsky.command.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.halfsky.command.dvresponse.DangerAnswers;
import org.halfsky.command.dvresponse.DvCommand.AssessDanger;
import org.halfsky.command.dvresponse.DvCommand.FlagDv;
import org.halfsky.command.dvresponse.DvCommand.SecureSafety;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.DataClass;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.command.cases.CaseRule.STILL_OPEN;
import static org.halfsky.command.cases.CaseStory.*;
import static org.halfsky.command.dvresponse.DvRule.HIGH_IS_LOWERED_BY_THE_HEAD;
import static org.halfsky.command.dvresponse.DvRule.LEVEL_IS_COMPUTED;
import static org.halfsky.command.dvresponse.DvRule.SCALE_IS_COMPLETE;

class ViolenceTest {

    private static CaseStory aCase() {
        return new CaseStory().given(opened(), accepted());
    }

    @Test
    void is_flagged_and_told_more_of_but_not_twice() {
        aCase().when(THE_OFFICER, new FlagDv(CASE, Set.of(DvForm.PHYS))).then(flagged(DvForm.PHYS));
        aCase().given(flagged()).when(THE_OFFICER, new FlagDv(CASE, Set.of(DvForm.PHYS))).then(flagged(DvForm.PHYS));
        aCase().given(flagged(DvForm.PHYS, DvForm.STALK)).when(THE_OFFICER, new FlagDv(CASE, Set.of(DvForm.PHYS)))
                .nothingMore();
    }

    @Test
    void is_graded_by_the_scale() {
        aCase().given(flagged()).when(THE_OFFICER, assess(3, false, false)).then(graded(3, false, DangerLevel.LOW));
        aCase().given(flagged()).when(THE_OFFICER, assess(4, false, false)).then(graded(4, false, DangerLevel.MEDIUM));
        aCase().given(flagged()).when(THE_OFFICER, assess(6, false, false)).then(graded(6, false, DangerLevel.HIGH));
        aCase().given(flagged()).when(THE_OFFICER, assess(0, true, false)).then(graded(0, true, DangerLevel.HIGH));
    }

    @Test
    void is_not_graded_by_a_village() {
        Actor villager = new Actor(new StaffId("yi"), Role.STATION_OFFICER, VILLAGE);
        aCase().given(flagged(), new HandoverReceived(CASE, VILLAGE)).when(villager, assess(3, false, false))
                .refused(HouseRule.ROLE_ALLOWS);
        aCase().given(flagged(), new HandoverReceived(CASE, VILLAGE)).when(THE_OFFICER, assess(3, false, false))
                .then(graded(3, false, DangerLevel.LOW));
    }

    @Test
    void that_is_assessed_is_flagged_with_it() {
        aCase().when(THE_OFFICER, assess(0, false, false)).then(flagged(), graded(0, false, DangerLevel.LOW));
    }

    @Test
    void is_not_graded_by_hand() {
        aCase().given(flagged())
                .when(THE_OFFICER, new AssessDanger(CASE, WIFE, answers(1, false, false), sealedAnswers(), true, "LOW"))
                .refused(LEVEL_IS_COMPUTED, "level");
    }

    @Test
    void is_not_graded_by_fewer_than_eleven_answers() {
        Boolean[] answers = new Boolean[11];
        Arrays.fill(answers, true);
        answers[10] = null;
        aCase().given(flagged()).when(THE_OFFICER, assessment(Arrays.asList(answers))).refused(SCALE_IS_COMPLETE, "s2");
        aCase().given(flagged()).when(THE_OFFICER, assessment(List.of(true, true, true))).refused(SCALE_IS_COMPLETE,
                "q4");
        answers[10] = true;
        aCase().given(flagged()).when(THE_OFFICER, assessment(Arrays.asList(answers)))
                .then(graded(9, true, DangerLevel.HIGH));
    }

    @Test
    void once_graded_high_is_graded_lower_by_the_head_of_rights_alone() {
        aCase().given(flagged(), assessed(DangerLevel.HIGH)).when(THE_OFFICER, assess(5, false, false))
                .refused(HIGH_IS_LOWERED_BY_THE_HEAD);
        aCase().given(flagged(), assessed(DangerLevel.HIGH)).when(A_TOWNS_HEAD, assess(5, false, false))
                .refused(HIGH_IS_LOWERED_BY_THE_HEAD);
        aCase().given(flagged(), assessed(DangerLevel.HIGH)).when(THE_OFFICER, assess(6, false, false))
                .then(graded(6, false, DangerLevel.HIGH));
        aCase().given(flagged(), assessed(DangerLevel.HIGH)).when(THE_HEAD, assess(5, false, false))
                .then(graded(5, false, DangerLevel.MEDIUM));
        aCase().given(flagged(), assessed(DangerLevel.MEDIUM)).when(THE_OFFICER, assess(1, false, false))
                .then(graded(1, false, DangerLevel.LOW));
    }

    @Test
    void is_answered_with_safety() {
        aCase().given(flagged(), assessed(DangerLevel.HIGH)).when(THE_OFFICER, new SecureSafety(CASE, words()))
                .then(safe());
    }

    @Test
    void of_a_closed_case_is_told_after_reopening() {
        aCase().given(closed(Outcome.RESOLVED)).when(THE_OFFICER, assess(1, false, false)).refused(STILL_OPEN);
    }

    @Test
    void answers_tell_nothing_to_a_log() {
        assertThat(assess(9, true, true).toString()).contains("DangerAnswers[sealed]").doesNotContain("true, true");
    }

    private static AssessDanger assessment(List<Boolean> answers) {
        return new AssessDanger(CASE, WIFE, new DangerAnswers(answers), sealedAnswers(), true, null);
    }

    private static DangerAssessed graded(int score, boolean special, DangerLevel level) {
        return new DangerAssessed(CASE, WIFE, "ACWF-DV-2018", score, special, level, sealedAnswers(), true);
    }

    private static org.halfsky.events.privacy.Sealed sealedAnswers() {
        return sealed(WIFE, DataClass.D4);
    }
}
