package org.halfsky.command.network;

import java.time.LocalDate;
import java.util.List;

import org.halfsky.command.authority.AllowedTo;
import org.halfsky.command.stream.BeginsStream;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.ActivityKind;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.StationClosingReason;
import org.halfsky.events.network.StationCorrectionReason;
import org.halfsky.events.network.StationKind;

import static org.halfsky.events.ids.Role.ADMINISTRATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;
import static org.halfsky.events.ids.Role.SYSTEM;

/** What can be asked of one unit of the four levels. */
public sealed interface NetworkCommand {

    UnitCode unit();

    /** The unit is in the division code; under another name than before, it was renamed. */
    @BeginsStream
    @AllowedTo({ADMINISTRATOR, SYSTEM})
    record RegisterUnit(UnitCode unit, String name) implements NetworkCommand {}

    @AllowedTo({RIGHTS_HEAD, SYSTEM})
    record OpenStation(UnitCode unit, StationKind kind, String hours) implements NetworkCommand {}

    /** Something the station did on a day. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD, SYSTEM})
    record RecordStationActivity(UnitCode unit, ActivityKind kind, LocalDate on) implements NetworkCommand {}

    /** The published hours were written down wrongly. */
    @AllowedTo({RIGHTS_HEAD, SYSTEM})
    record CorrectStation(UnitCode unit, String hours, StationCorrectionReason reason) implements NetworkCommand {}

    @AllowedTo({RIGHTS_HEAD, SYSTEM})
    record CloseStation(UnitCode unit, StationClosingReason reason) implements NetworkCommand {}

    /** A committee takes office for three years, at once in the place of the one before. */
    @AllowedTo({RIGHTS_HEAD, SYSTEM})
    record FormCommittee(UnitCode unit, List<CommitteeMember> members, LocalDate formedOn) implements NetworkCommand {

        public FormCommittee {
            members = members == null ? List.of() : List.copyOf(members);
        }
    }

    @AllowedTo({RIGHTS_HEAD, SYSTEM})
    record DissolveCommittee(UnitCode unit) implements NetworkCommand {}

    /** The unit's committee appoints or renews. */
    @AllowedTo({RIGHTS_HEAD, SYSTEM})
    record AppointMediator(UnitCode unit, StaffId mediator, boolean trained, boolean adult,
            LocalDate appointedOn) implements NetworkCommand {}

    @AllowedTo({RIGHTS_HEAD, SYSTEM})
    record DismissMediator(UnitCode unit, StaffId mediator) implements NetworkCommand {}
}
