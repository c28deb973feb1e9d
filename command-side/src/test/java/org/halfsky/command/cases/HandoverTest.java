package org.halfsky.command.cases;

import org.halfsky.command.cases.CaseCommand.HandOver;
import org.halfsky.command.cases.CaseCommand.ReceiveHandover;
import org.halfsky.command.cases.CaseCommand.RecordAction;
import org.halfsky.command.cases.CaseCommand.ReturnHandover;
import org.halfsky.command.cases.CaseCommand.WithdrawHandover;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.events.cases.ActionKind;
import org.halfsky.events.cases.CaseEvent.ActionRecorded;
import org.halfsky.events.cases.CaseEvent.CaseHandedOver;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.CaseEvent.HandoverReturned;
import org.halfsky.events.cases.CaseEvent.HandoverWithdrawn;
import org.halfsky.events.cases.Direction;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.ids.UnitCode;
import org.junit.jupiter.api.Test;

import static org.halfsky.command.cases.CaseRule.LEVEL_FITS;
import static org.halfsky.command.cases.CaseRule.NO_OFFER_PENDING;
import static org.halfsky.command.cases.CaseRule.OFFER_PENDING;
import static org.halfsky.command.cases.CaseRule.STILL_OPEN;
import static org.halfsky.command.cases.CaseStory.*;
import static org.halfsky.command.cases.CaseStory.VILLAGE;
import static org.halfsky.command.rules.HouseRule.UNIT_IN_NETWORK;

class HandoverTest {

    private static CaseStory aCase() {
        return new CaseStory().given(opened(), accepted());
    }

    @Test
    void goes_up_the_path_by_one_level_or_more() {
        aCase().when(THE_OFFICER, handOver(COUNTY)).then(handedOver(COUNTY, Direction.UP));
        aCase().when(THE_OFFICER, handOver(CITY)).then(handedOver(CITY, Direction.UP));
    }

    @Test
    void goes_down_into_the_subtree() {
        aCase().when(THE_OFFICER, handOver(VILLAGE)).then(handedOver(VILLAGE, Direction.DOWN));
    }

    @Test
    void goes_across_at_the_same_level() {
        aCase().when(THE_OFFICER, handOver(OTHER_TOWN)).then(handedOver(OTHER_TOWN, Direction.ACROSS));
    }

    @Test
    void to_a_wrong_level_is_refused() {
        aCase().when(THE_OFFICER, handOver(PROVINCE)).refused(LEVEL_FITS, "to");
        aCase().when(THE_OFFICER, handOver(OTHER_COUNTY)).refused(LEVEL_FITS, "to");
        aCase().when(THE_OFFICER, handOver(TOWN)).refused(LEVEL_FITS, "to");
    }

    @Test
    void to_a_unit_that_is_none_is_refused() {
        aCase().when(THE_OFFICER, handOver(NOWHERE)).refused(UNIT_IN_NETWORK, "to");
    }

    @Test
    void up_is_never_blocked_by_danger() {
        aCase().given(flagged(), assessed(DangerLevel.HIGH)).when(THE_OFFICER, handOver(COUNTY))
                .then(handedOver(COUNTY, Direction.UP));
    }

    @Test
    void is_offered_to_one_at_a_time() {
        aCase().given(handedOver(COUNTY, Direction.UP)).when(THE_OFFICER, handOver(CITY)).refused(NO_OFFER_PENDING);
    }

    @Test
    void of_a_closed_case_is_refused() {
        aCase().given(closed(Outcome.RESOLVED)).when(THE_OFFICER, handOver(COUNTY)).refused(STILL_OPEN);
    }

    @Test
    void leaves_responsibility_where_it_is_until_it_is_received() {
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS)).when(THE_OFFICER, action()).then(actionRecorded());
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS)).when(AN_OFFICER_ELSEWHERE, action())
                .refused(HouseRule.KNOWN);
    }

    @Test
    void moves_responsibility_with_the_receipt() {
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS)).when(AN_OFFICER_ELSEWHERE, new ReceiveHandover(CASE))
                .then(new HandoverReceived(CASE, OTHER_TOWN));
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS), new HandoverReceived(CASE, OTHER_TOWN))
                .when(AN_OFFICER_ELSEWHERE, action()).then(actionRecorded());
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS), new HandoverReceived(CASE, OTHER_TOWN))
                .when(THE_OFFICER, action()).refused(HouseRule.KNOWN);
    }

    @Test
    void leaves_the_old_handler_behind() {
        aCase().given(assigned(MEDIATOR), handedOver(OTHER_TOWN, Direction.ACROSS),
                new HandoverReceived(CASE, OTHER_TOWN)).when(THE_MEDIATOR, action()).refused(HouseRule.KNOWN);
    }

    @Test
    void leaves_a_mediation_that_has_ended_behind_and_takes_along_one_that_runs_to_where_its_mediator_is_in_office() {
        aCase().given((Object[]) startedMediation()).given(mediatorAssigned(), sessionHeld(1))
                .given(handedOver(VILLAGE, Direction.DOWN), new HandoverReceived(CASE, VILLAGE))
                .when(THE_MEDIATOR, action()).then(actionRecorded());
        aCase().given((Object[]) startedMediation()).given(mediatorAssigned(), sessionHeld(1))
                .given(handedOver(OTHER_TOWN, Direction.ACROSS), new HandoverReceived(CASE, OTHER_TOWN))
                .when(THE_MEDIATOR, action()).refused(HouseRule.KNOWN);
        aCase().given((Object[]) startedMediation()).given(mediatorAssigned(), sessionHeld(1), agreed())
                .when(THE_MEDIATOR, action()).then(actionRecorded());
        aCase().given((Object[]) startedMediation()).given(mediatorAssigned(), sessionHeld(1), agreed())
                .given(handedOver(OTHER_TOWN, Direction.ACROSS), new HandoverReceived(CASE, OTHER_TOWN))
                .when(THE_MEDIATOR, action()).refused(HouseRule.KNOWN);
    }

    @Test
    void is_received_only_by_whom_it_was_offered_to() {
        aCase().given(handedOver(COUNTY, Direction.UP)).when(THE_OFFICER, new ReceiveHandover(CASE))
                .refused(HouseRule.UNIT_IN_SCOPE);
        aCase().given(handedOver(COUNTY, Direction.UP)).when(A_HEAD_ELSEWHERE, new ReceiveHandover(CASE))
                .refused(HouseRule.KNOWN);
        aCase().given(handedOver(COUNTY, Direction.UP)).when(THE_HEAD, new ReceiveHandover(CASE))
                .then(new HandoverReceived(CASE, COUNTY));
    }

    @Test
    void is_received_only_after_an_offer() {
        aCase().when(THE_HEAD, new ReceiveHandover(CASE)).refused(OFFER_PENDING);
        aCase().given(handedOver(COUNTY, Direction.UP), new HandoverReturned(CASE, COUNTY, words()))
                .when(THE_HEAD, new ReceiveHandover(CASE)).refused(OFFER_PENDING);
    }

    @Test
    void may_be_returned_with_a_reason() {
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS))
                .when(AN_OFFICER_ELSEWHERE, new ReturnHandover(CASE, words()))
                .then(new HandoverReturned(CASE, OTHER_TOWN, words()));
    }

    @Test
    void may_be_withdrawn_by_whoever_sent_it_until_it_is_answered() {
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS)).when(THE_OFFICER, withdraw())
                .then(new HandoverWithdrawn(CASE, OTHER_TOWN, words()));
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS)).when(AN_OFFICER_ELSEWHERE, withdraw())
                .refused(HouseRule.KNOWN);
        aCase().when(THE_OFFICER, withdraw()).refused(OFFER_PENDING);
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS), new HandoverReceived(CASE, OTHER_TOWN))
                .when(THE_OFFICER, withdraw()).refused(HouseRule.KNOWN);
    }

    @Test
    void once_withdrawn_leaves_the_case_free() {
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS), new HandoverWithdrawn(CASE, OTHER_TOWN, words()))
                .when(AN_OFFICER_ELSEWHERE, new ReceiveHandover(CASE)).refused(HouseRule.KNOWN);
        aCase().given(handedOver(OTHER_TOWN, Direction.ACROSS), new HandoverWithdrawn(CASE, OTHER_TOWN, words()))
                .when(THE_OFFICER, handOver(COUNTY)).then(handedOver(COUNTY, Direction.UP));
    }

    @Test
    void waits_for_an_answer_before_the_case_is_closed() {
        aCase().given(handedOver(COUNTY, Direction.UP)).when(THE_OFFICER, close(Outcome.RESOLVED))
                .refused(NO_OFFER_PENDING);
    }

    private static HandOver handOver(UnitCode to) {
        return new HandOver(CASE, to, words());
    }

    private static WithdrawHandover withdraw() {
        return new WithdrawHandover(CASE, words());
    }

    private static CaseHandedOver handedOver(UnitCode to, Direction direction) {
        return new CaseHandedOver(CASE, TOWN, to, direction, words());
    }

    private static RecordAction action() {
        return new RecordAction(CASE, ActionKind.COORDINATION, words());
    }

    private static ActionRecorded actionRecorded() {
        return new ActionRecorded(CASE, ActionKind.COORDINATION, words());
    }
}
