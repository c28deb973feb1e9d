package org.halfsky.command.network;

import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.halfsky.command.network.NetworkCommand.AppointMediator;
import org.halfsky.command.network.NetworkCommand.CloseStation;
import org.halfsky.command.network.NetworkCommand.CorrectStation;
import org.halfsky.command.network.NetworkCommand.DismissMediator;
import org.halfsky.command.network.NetworkCommand.DissolveCommittee;
import org.halfsky.command.network.NetworkCommand.FormCommittee;
import org.halfsky.command.network.NetworkCommand.OpenStation;
import org.halfsky.command.network.NetworkCommand.RecordStationActivity;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Refusal;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.ActivityKind;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.NetworkEvent.CommitteeDissolved;
import org.halfsky.events.network.NetworkEvent.MediatorDismissed;
import org.halfsky.events.network.NetworkEvent.StationActivityRecorded;
import org.halfsky.events.network.NetworkEvent.StationClosed;
import org.halfsky.events.network.NetworkEvent.StationCorrected;
import org.halfsky.events.network.NetworkEvent.StationOpened;
import org.halfsky.events.network.NetworkEvent.UnitRegistered;
import org.halfsky.events.network.NetworkEvent.UnitRenamed;
import org.halfsky.events.network.StationClosingReason;
import org.halfsky.events.network.StationCorrectionReason;
import org.halfsky.events.network.StationKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.halfsky.command.network.NetworkRule.COMMITTEE_APPOINTS;
import static org.halfsky.command.network.NetworkRule.COMMITTEE_IS_IN_OFFICE;
import static org.halfsky.command.network.NetworkRule.COMMITTEE_IS_WELL_COMPOSED;
import static org.halfsky.command.network.NetworkRule.KIND_FITS_LEVEL;
import static org.halfsky.command.network.NetworkRule.MEDIATOR_IS_FIT;
import static org.halfsky.command.network.NetworkRule.MEDIATOR_IS_IN_OFFICE;
import static org.halfsky.command.network.NetworkRule.NO_STATION_YET;
import static org.halfsky.command.network.NetworkRule.STATION_IS_OPEN;
import static org.halfsky.command.network.NetworkRule.SUPERIOR_IS_KNOWN;
import static org.halfsky.command.network.NetworkStory.ADMINISTRATOR;
import static org.halfsky.command.network.NetworkStory.HEAD;
import static org.halfsky.command.network.NetworkStory.HESHAN;
import static org.halfsky.command.network.NetworkStory.LANXI;
import static org.halfsky.command.network.NetworkStory.LI;
import static org.halfsky.command.network.NetworkStory.NANXIAN;
import static org.halfsky.command.network.NetworkStory.TODAY;
import static org.halfsky.command.network.NetworkStory.YIYANG;
import static org.halfsky.command.network.NetworkStory.aUnit;
import static org.halfsky.command.network.NetworkStory.appoint;
import static org.halfsky.command.network.NetworkStory.appointed;
import static org.halfsky.command.network.NetworkStory.form;
import static org.halfsky.command.network.NetworkStory.formed;
import static org.halfsky.command.network.NetworkStory.heshan;
import static org.halfsky.command.network.NetworkStory.members;
import static org.halfsky.command.network.NetworkStory.stationOpened;

class UnitTest {

    private final AggregateTestFixture<Unit> unit = aUnit();

    @Nested
    class Registering {

        @Test
        void takes_level_and_superior_from_the_code() {
            unit.givenNoPriorActivity().when(new RegisterUnit(HESHAN, "赫山区"), ADMINISTRATOR)
                    .expectEvents(new UnitRegistered(HESHAN, "赫山区", Level.COUNTY, YIYANG));
        }

        @Test
        void needs_the_superior() {
            unit.givenNoPriorActivity()
                    .when(new RegisterUnit(new UnitCode("430999101000"), "某镇"), ADMINISTRATOR)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(SUPERIOR_IS_KNOWN));
        }

        @Test
        void again_has_no_second_effect_and_another_name_renames() {
            unit.given(heshan()).when(new RegisterUnit(HESHAN, "赫山区"), ADMINISTRATOR).expectNoEvents()
                    .expectSuccessfulHandlerExecution();
            aUnit().given(heshan()).when(new RegisterUnit(HESHAN, "赫山新区"), ADMINISTRATOR)
                    .expectEvents(new UnitRenamed(HESHAN, "赫山新区"));
        }

        @Test
        void stays_within_the_actors_subtree() {
            unit.givenNoPriorActivity().when(new RegisterUnit(new UnitCode("430100000000"), "长沙市"), ADMINISTRATOR)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(HouseRule.UNIT_IN_SCOPE));
        }
    }

    @Nested
    class Station {

        @Test
        void opens_with_its_hours() {
            unit.given(heshan()).when(new OpenStation(HESHAN, StationKind.RIGHTS_STATION, "周一至周五 8:30–17:30"), HEAD)
                    .expectEvents(stationOpened());
        }

        @Test
        void needs_a_unit_that_is_known_and_in_scope() {
            unit.givenNoPriorActivity().when(new OpenStation(HESHAN, StationKind.RIGHTS_STATION, "每日"), HEAD)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(HouseRule.KNOWN));
            aUnit().givenNoPriorActivity().when(new OpenStation(NANXIAN, StationKind.RIGHTS_STATION, "每日"), HEAD)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(HouseRule.UNIT_IN_SCOPE));
        }

        @Test
        void is_one_at_a_time() {
            unit.given(heshan(), stationOpened())
                    .when(new OpenStation(HESHAN, StationKind.DV_STATION, "每日"), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(NO_STATION_YET));
            aUnit().given(heshan(), stationOpened(), new StationClosed(HESHAN, StationClosingReason.MOVED))
                    .when(new OpenStation(HESHAN, StationKind.DV_STATION, "每日"), HEAD)
                    .expectEvents(new StationOpened(HESHAN, StationKind.DV_STATION, "每日"));
        }

        @Test
        void of_12338_stands_at_county_or_above() {
            unit.given(new UnitRegistered(LANXI, "兰溪镇", Level.TOWNSHIP, HESHAN))
                    .when(new OpenStation(LANXI, StationKind.SERVICE_CENTRE, "每日"), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(KIND_FITS_LEVEL, "kind"));
            aUnit().given(heshan()).when(new OpenStation(HESHAN, StationKind.SERVICE_CENTRE, "每日"), HEAD)
                    .expectEvents(new StationOpened(HESHAN, StationKind.SERVICE_CENTRE, "每日"));
        }

        @Test
        void records_what_it_did_while_it_is_open() {
            unit.given(heshan(), stationOpened())
                    .when(new RecordStationActivity(HESHAN, ActivityKind.MEDIATION, TODAY), HEAD)
                    .expectEvents(new StationActivityRecorded(HESHAN, ActivityKind.MEDIATION, TODAY));
            aUnit().given(heshan(), stationOpened(), new StationActivityRecorded(HESHAN, ActivityKind.MEDIATION, TODAY))
                    .when(new RecordStationActivity(HESHAN, ActivityKind.MEDIATION, TODAY), HEAD).expectNoEvents();
            aUnit().given(heshan(), stationOpened(), new StationActivityRecorded(HESHAN, ActivityKind.MEDIATION, TODAY))
                    .when(new RecordStationActivity(HESHAN, ActivityKind.RECEPTION, TODAY), HEAD)
                    .expectEvents(new StationActivityRecorded(HESHAN, ActivityKind.RECEPTION, TODAY));
            aUnit().given(heshan()).when(new RecordStationActivity(HESHAN, ActivityKind.MEDIATION, TODAY), HEAD)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(STATION_IS_OPEN));
        }

        @Test
        void records_nothing_of_tomorrow() {
            unit.given(heshan(), stationOpened())
                    .when(new RecordStationActivity(HESHAN, ActivityKind.MEDIATION, TODAY.plusDays(1)), HEAD)
                    .expectNoEvents().expectExceptionDetails(Refusal.of(HouseRule.NOT_IN_FUTURE, "on"));
        }

        @Test
        void has_wrong_hours_set_right_while_it_is_open() {
            CorrectStation correction = new CorrectStation(HESHAN, "8:30-17:00", StationCorrectionReason.MISTYPED);
            unit.given(heshan(), stationOpened()).when(correction, HEAD)
                    .expectEvents(new StationCorrected(HESHAN, "8:30-17:00", StationCorrectionReason.MISTYPED));
            aUnit().given(heshan()).when(correction, HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(STATION_IS_OPEN));
        }

        @Test
        void closes_once() {
            unit.given(heshan(), stationOpened()).when(new CloseStation(HESHAN, StationClosingReason.MERGED), HEAD)
                    .expectEvents(new StationClosed(HESHAN, StationClosingReason.MERGED));
            aUnit().given(heshan()).when(new CloseStation(HESHAN, StationClosingReason.MERGED), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(STATION_IS_OPEN));
        }
    }

    @Nested
    class Committee {

        @ParameterizedTest
        @ValueSource(ints = {3, 9})
        void of_three_to_nine_is_formed_for_three_years(int count) {
            unit.given(heshan()).when(form(members(count)), HEAD).expectEvents(formed(members(count)));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 2, 10})
        void of_fewer_or_more_is_refused(int count) {
            refused(members(count));
        }

        @Test
        void without_a_woman_is_refused() {
            refused(members(5).stream().map(member -> new CommitteeMember(member.staff(), false, member.head()))
                    .toList());
        }

        @Test
        void with_no_head_or_two_is_refused() {
            refused(members(5).stream().map(member -> new CommitteeMember(member.staff(), true, false)).toList());
            refused(members(5).stream().map(member -> new CommitteeMember(member.staff(), true, true)).toList());
        }

        @Test
        void with_one_person_twice_is_refused() {
            CommitteeMember wang = new CommitteeMember(new StaffId("wang"), false, false);
            refused(List.of(new CommitteeMember(LI, true, true), wang, wang));
        }

        @Test
        void takes_no_office_in_the_future() {
            unit.given(heshan()).when(new FormCommittee(HESHAN, members(3), TODAY.plusDays(1)), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(HouseRule.NOT_IN_FUTURE, "formedOn"));
        }

        @Test
        void is_dissolved_while_in_office() {
            unit.given(heshan(), formed(members(3))).when(new DissolveCommittee(HESHAN), HEAD)
                    .expectEvents(new CommitteeDissolved(HESHAN));
            aUnit().given(heshan()).when(new DissolveCommittee(HESHAN), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(COMMITTEE_IS_IN_OFFICE));
        }

        @Test
        void takes_along_whom_it_engaged_when_it_is_dissolved_while_their_terms_last() {
            StaffId zhao = new StaffId("zhao");
            StaffId qian = new StaffId("qian");
            unit.given(heshan(), formed(members(3)), appointed(), appointed(zhao, TODAY.minusYears(3)),
                    appointed(qian, TODAY), new MediatorDismissed(HESHAN, qian))
                    .when(new DissolveCommittee(HESHAN), HEAD)
                    .expectEvents(new MediatorDismissed(HESHAN, LI), new CommitteeDissolved(HESHAN));
        }

        @Test
        void leaves_in_office_whom_it_engaged_when_it_is_elected_anew() {
            unit.given(heshan(), formed(members(3)), appointed()).when(form(members(5)), HEAD)
                    .expectEvents(formed(members(5)));
        }

        private void refused(List<CommitteeMember> members) {
            aUnit().given(heshan()).when(form(members), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(COMMITTEE_IS_WELL_COMPOSED, "members"));
        }
    }

    @Nested
    class Mediator {

        @Test
        void is_an_adult_with_some_legal_knowledge() {
            unit.given(heshan(), formed(members(3))).when(appoint(true, true), HEAD).expectEvents(appointed());
            aUnit().given(heshan(), formed(members(3))).when(appoint(false, true), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(MEDIATOR_IS_FIT, "trained"));
            aUnit().given(heshan(), formed(members(3))).when(appoint(true, false), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(MEDIATOR_IS_FIT, "adult"));
        }

        @Test
        void is_appointed_by_a_committee_in_office() {
            unit.given(heshan()).when(appoint(true, true), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(COMMITTEE_APPOINTS, "appointedOn"));
            aUnit().given(heshan(), formed(members(3)))
                    .when(new AppointMediator(HESHAN, LI, true, true, TODAY.minusDays(1)), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(COMMITTEE_APPOINTS, "appointedOn"));
        }

        @Test
        void is_renewed_on_a_later_day() {
            unit.given(heshan(), formed(members(3)),
                    new org.halfsky.events.network.NetworkEvent.MediatorAppointed(HESHAN, LI, true,
                            TODAY.minusYears(2), TODAY.plusYears(1)))
                    .when(appoint(true, true), HEAD).expectEvents(appointed());
        }

        @Test
        void is_dismissed_while_in_office() {
            unit.given(heshan(), formed(members(3)), appointed()).when(new DismissMediator(HESHAN, LI), HEAD)
                    .expectEvents(new MediatorDismissed(HESHAN, LI));
            aUnit().given(heshan(), formed(members(3))).when(new DismissMediator(HESHAN, LI), HEAD).expectNoEvents()
                    .expectExceptionDetails(Refusal.of(MEDIATOR_IS_IN_OFFICE));
        }
    }
}
