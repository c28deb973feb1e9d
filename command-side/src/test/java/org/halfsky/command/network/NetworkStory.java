package org.halfsky.command.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.halfsky.command.act.StoryRegisters;
import org.halfsky.command.network.NetworkCommand.AppointMediator;
import org.halfsky.command.network.NetworkCommand.FormCommittee;
import org.halfsky.command.stream.StreamFixture;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.NetworkEvent.CommitteeFormed;
import org.halfsky.events.network.NetworkEvent.MediatorAppointed;
import org.halfsky.events.network.NetworkEvent.StationOpened;
import org.halfsky.events.network.NetworkEvent.UnitRegistered;
import org.halfsky.events.network.StationKind;
import org.halfsky.testkit.TestClock;

/** The words that the stories of the network are told in. */
final class NetworkStory {

    static final UnitCode YIYANG = new UnitCode("430900000000");
    static final UnitCode HESHAN = new UnitCode("430903000000");
    static final UnitCode LANXI = new UnitCode("430903107000");
    static final UnitCode NANXIAN = new UnitCode("430921000000");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final StaffId LI = new StaffId("li");
    static final Map<String, Object> HEAD = StreamFixture.by(new Actor(new StaffId("head"), Role.RIGHTS_HEAD, HESHAN));
    static final Map<String, Object> ADMINISTRATOR = StreamFixture
            .by(new Actor(new StaffId("admin"), Role.ADMINISTRATOR, YIYANG));

    private NetworkStory() {}

    static AggregateTestFixture<Unit> aUnit() {
        return StreamFixture.of(Unit.class, Unit::new, (NetworkCommand command) -> command.unit().value(),
                TestClock.at("2026-11-20T01:00:00Z"), new StoryRegisters().units(YIYANG, HESHAN),
                NetworkCommand.class);
    }

    static UnitRegistered heshan() {
        return new UnitRegistered(HESHAN, "赫山区", Level.COUNTY, YIYANG);
    }

    static StationOpened stationOpened() {
        return new StationOpened(HESHAN, StationKind.RIGHTS_STATION, "周一至周五 8:30–17:30");
    }

    /** Members of which the first is a woman and head. */
    static List<CommitteeMember> members(int count) {
        List<CommitteeMember> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(new CommitteeMember(new StaffId("member" + i), i == 0, i == 0));
        }
        return members;
    }

    static FormCommittee form(List<CommitteeMember> members) {
        return new FormCommittee(HESHAN, members, TODAY);
    }

    static CommitteeFormed formed(List<CommitteeMember> members) {
        return new CommitteeFormed(HESHAN, members, TODAY, TODAY.plusYears(3));
    }

    static AppointMediator appoint(boolean trained, boolean adult) {
        return new AppointMediator(HESHAN, LI, trained, adult, TODAY);
    }

    static MediatorAppointed appointed() {
        return appointed(LI, TODAY);
    }

    static MediatorAppointed appointed(StaffId mediator, LocalDate on) {
        return new MediatorAppointed(HESHAN, mediator, true, on, on.plusYears(3));
    }
}
