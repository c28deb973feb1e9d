package org.halfsky.events.network;

import java.time.LocalDate;
import java.util.List;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.wire.EventType;

/**
 * Everything that can happen to one unit of the four levels, its station,
 * committee and mediators.
 */
public sealed interface NetworkEvent {

    UnitCode unit();

    /** The unit exists in the division code; a province has no parent. */
    @EventType("unit.registered")
    record UnitRegistered(UnitCode unit, String name, Level level, UnitCode parent) implements NetworkEvent {}

    /** A newer division list gives it another name. */
    @EventType("unit.renamed")
    record UnitRenamed(UnitCode unit, String name) implements NetworkEvent {}

    /** A station opened at the unit, with its published hours. */
    @EventType("station.opened")
    record StationOpened(UnitCode unit, StationKind kind, String hours) implements NetworkEvent {}

    /** The station did something that shows it is alive. */
    @EventType("station.activity-recorded")
    record StationActivityRecorded(UnitCode unit, ActivityKind kind, LocalDate on) implements NetworkEvent {}

    /** Wrong hours of the open station were set right; the old ones stay in the stream. */
    @EventType(value = "station.corrected", revision = "2")
    record StationCorrected(UnitCode unit, String hours, StationCorrectionReason reason) implements NetworkEvent {}

    /** The station closed. */
    @EventType(value = "station.closed", revision = "2")
    record StationClosed(UnitCode unit, StationClosingReason reason) implements NetworkEvent {}

    /**
     * A mediation committee of 3 to 9 with a woman and one head was formed for
     * three years (MED-08).
     */
    @EventType("committee.formed")
    record CommitteeFormed(UnitCode unit, List<CommitteeMember> members, LocalDate formedOn,
            LocalDate termEndsOn) implements NetworkEvent {}

    /** The committee ended. */
    @EventType("committee.dissolved")
    record CommitteeDissolved(UnitCode unit) implements NetworkEvent {}

    /**
     * The committee appointed an adult, fair mediator with some legal knowledge
     * (MED-08).
     */
    @EventType("mediator.appointed")
    record MediatorAppointed(UnitCode unit, StaffId mediator, boolean trained, LocalDate appointedOn,
            LocalDate termEndsOn) implements NetworkEvent {}

    /** The appointment ended before its term. */
    @EventType("mediator.dismissed")
    record MediatorDismissed(UnitCode unit, StaffId mediator) implements NetworkEvent {}
}
