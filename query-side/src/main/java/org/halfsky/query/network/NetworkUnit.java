package org.halfsky.query.network;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediatorAssigned;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.NetworkEvent;
import org.halfsky.events.network.NetworkEvent.CommitteeDissolved;
import org.halfsky.events.network.NetworkEvent.CommitteeFormed;
import org.halfsky.events.network.NetworkEvent.MediatorAppointed;
import org.halfsky.events.network.NetworkEvent.MediatorDismissed;
import org.halfsky.events.network.NetworkEvent.StationActivityRecorded;
import org.halfsky.events.network.NetworkEvent.StationClosed;
import org.halfsky.events.network.NetworkEvent.StationCorrected;
import org.halfsky.events.network.NetworkEvent.StationOpened;
import org.halfsky.events.network.NetworkEvent.UnitRegistered;
import org.halfsky.events.network.NetworkEvent.UnitRenamed;
import org.halfsky.events.network.StationKind;
import org.halfsky.query.projection.Recorded;

/**
 * One unit of the four levels as its events tell it.
 *
 * @param name       null while the unit has done something and is not registered yet
 * @param parent     null for a province
 * @param station    what it is; null while none is open
 * @param openDays   days on which a station with published hours was open
 * @param committee  its members; none while there is none
 * @param mediators  every appointment there ever was, in the order they were made
 * @param activeDays days on which there had been an activity within twelve months
 * @param activeOn   the last day of activity, or null
 * @param covered    days on which it counts as covered
 * @param version    of the unit's own stream, -1 before its first event
 * @param position   of the last event that changed it
 */
public record NetworkUnit(UnitCode unit, String name, Level level, UnitCode parent, StationKind station, String hours,
        LocalDate openedOn, Days openDays, List<CommitteeMember> committee, LocalDate formedOn, LocalDate termEndsOn,
        List<Appointment> mediators, Days activeDays, LocalDate activeOn, Days covered, long version, long position) {

    /** What a unit lacks on a day, so that it does not count as covered. */
    public enum Lack {
        STATION, HOURS, MEDIATOR, ACTIVITY
    }

    /** An activity shows that a station lives for as long as this (rulebook §5, coverage). */
    private static final int MONTHS_ALIVE = 12;

    static NetworkUnit after(UnitCode unit, NetworkUnit before, Object event, Recorded recorded, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(recorded.happenedAt(), zone);
        NetworkUnit was = before == null ? unknown(unit) : before;
        NetworkUnit now = switch (event) {
            case NetworkEvent of -> was.after(of, day).at(recorded.version());
            // receiving a dispute and running its mediation are what a station is for
            case DisputeReceived _,MediatorAssigned _ -> was.active(day);
            default -> throw new IllegalArgumentException(event.getClass() + " is of no unit");
        };
        return now.counted(recorded.position());
    }

    private static NetworkUnit unknown(UnitCode unit) {
        return new NetworkUnit(unit, null, unit.level(), unit.parent().orElse(null), null, null, null, Days.NONE,
                List.of(), null, null, List.of(), Days.NONE, null, Days.NONE, -1, -1);
    }

    private NetworkUnit after(NetworkEvent event, LocalDate day) {
        if (name == null && !(event instanceof UnitRegistered)) {
            throw new IllegalStateException("unit " + unit + " was never registered");
        }
        return switch (event) {
            case UnitRegistered registered -> named(registered.name());
            case UnitRenamed renamed -> named(renamed.name());
            case StationOpened opened -> station(opened.kind(), opened.hours(), day,
                    opened.hours() == null || opened.hours().isBlank() ? openDays : openDays.or(Days.from(day)));
            case StationActivityRecorded recorded -> active(recorded.on());
            case StationCorrected corrected -> station(station, corrected.hours(), openedOn,
                    openDays.or(Days.from(day)));
            case StationClosed _ -> station(null, null, null, openDays.before(day));
            case CommitteeFormed formed -> committee(formed.members(), formed.formedOn(), formed.termEndsOn());
            case CommitteeDissolved _ -> committee(List.of(), null, null);
            case MediatorAppointed appointed -> appointed(appointed);
            case MediatorDismissed dismissed -> dismissed(dismissed.mediator(), day);
        };
    }

    /** The mediators in office on a day. */
    public List<Appointment> inOffice(LocalDate day) {
        return mediators.stream().filter(appointment -> appointment.on(day)).toList();
    }

    /** Why it does not count as covered on the day; nothing when it does. */
    public Set<Lack> lacks(LocalDate day) {
        Set<Lack> lacks = EnumSet.noneOf(Lack.class);
        if (covered.holds(day)) {
            return lacks;
        }
        if (!openDays.holds(day)) {
            lacks.add(station == null ? Lack.STATION : Lack.HOURS);
        }
        if (inOffice(day).stream().noneMatch(Appointment::trained)) {
            lacks.add(Lack.MEDIATOR);
        }
        if (!activeDays.holds(day)) {
            lacks.add(Lack.ACTIVITY);
        }
        return lacks;
    }

    public boolean coveredOn(LocalDate day) {
        return covered.holds(day);
    }

    private NetworkUnit counted(long at) {
        Days trained = Days.NONE;
        for (Appointment appointment : mediators) {
            if (appointment.trained()) {
                trained = trained.or(Days.between(appointment.from(), appointment.until()));
            }
        }
        return new NetworkUnit(unit, name, level, parent, station, hours, openedOn, openDays, committee, formedOn,
                termEndsOn, mediators, activeDays, activeOn, openDays.and(trained).and(activeDays), version, at);
    }

    private NetworkUnit at(long ownVersion) {
        return new NetworkUnit(unit, name, level, parent, station, hours, openedOn, openDays, committee, formedOn,
                termEndsOn, mediators, activeDays, activeOn, covered, ownVersion, position);
    }

    private NetworkUnit named(String other) {
        return new NetworkUnit(unit, other, level, parent, station, hours, openedOn, openDays, committee, formedOn,
                termEndsOn, mediators, activeDays, activeOn, covered, version, position);
    }

    private NetworkUnit station(StationKind kind, String open, LocalDate since, Days days) {
        return new NetworkUnit(unit, name, level, parent, kind, open, since, days, committee, formedOn, termEndsOn,
                mediators, activeDays, activeOn, covered, version, position);
    }

    private NetworkUnit active(LocalDate day) {
        return new NetworkUnit(unit, name, level, parent, station, hours, openedOn, openDays, committee, formedOn,
                termEndsOn, mediators, activeDays.or(Days.between(day, day.plusMonths(MONTHS_ALIVE))),
                activeOn == null || day.isAfter(activeOn) ? day : activeOn, covered, version, position);
    }

    private NetworkUnit committee(List<CommitteeMember> members, LocalDate on, LocalDate ends) {
        return new NetworkUnit(unit, name, level, parent, station, hours, openedOn, openDays, List.copyOf(members), on,
                ends, mediators, activeDays, activeOn, covered, version, position);
    }

    private NetworkUnit mediators(List<Appointment> all) {
        return new NetworkUnit(unit, name, level, parent, station, hours, openedOn, openDays, committee, formedOn,
                termEndsOn, List.copyOf(all), activeDays, activeOn, covered, version, position);
    }

    private NetworkUnit appointed(MediatorAppointed appointed) {
        List<Appointment> all = new ArrayList<>(mediators);
        all.add(new Appointment(appointed.mediator(), appointed.trained(), appointed.appointedOn(),
                appointed.termEndsOn()));
        return mediators(all);
    }

    private NetworkUnit dismissed(StaffId mediator, LocalDate day) {
        return mediators(mediators.stream()
                .map(appointment -> appointment.mediator().equals(mediator) && day.isBefore(appointment.until())
                        ? appointment.endedOn(day)
                        : appointment)
                .toList());
    }
}
