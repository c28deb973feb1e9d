package org.halfsky.command.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.halfsky.command.act.Act;
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
import org.halfsky.command.stream.Root;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.ActivityKind;
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

import static org.halfsky.command.network.NetworkRule.COMMITTEE_APPOINTS;
import static org.halfsky.command.network.NetworkRule.COMMITTEE_IS_IN_OFFICE;
import static org.halfsky.command.network.NetworkRule.COMMITTEE_IS_WELL_COMPOSED;
import static org.halfsky.command.network.NetworkRule.KIND_FITS_LEVEL;
import static org.halfsky.command.network.NetworkRule.MEDIATOR_IS_FIT;
import static org.halfsky.command.network.NetworkRule.MEDIATOR_IS_IN_OFFICE;
import static org.halfsky.command.network.NetworkRule.NO_STATION_YET;
import static org.halfsky.command.network.NetworkRule.STATION_IS_OPEN;
import static org.halfsky.command.network.NetworkRule.SUPERIOR_IS_KNOWN;
import static org.halfsky.command.rules.Rule.require;

/** One unit of the four levels with its station, its committee and its mediators. */
class Unit implements Root<NetworkCommand> {

    /** Of a committee and of an appointment by it; renewable (人民调解法第9条). */
    private static final int TERM_IN_YEARS = 3;

    @AggregateIdentifier
    private UnitCode unit;
    private String name;
    private boolean stationOpen;
    private CommitteeFormed committee;
    /** The last appointment of each who was not dismissed, in the order of their first. */
    private LinkedHashMap<StaffId, MediatorAppointed> mediators = new LinkedHashMap<>();
    /** Each kind's last recorded day: the same again is the same fact. */
    private Map<ActivityKind, LocalDate> activities = new EnumMap<>(ActivityKind.class);
    private long lastChangedByPerson = -1;

    @Override
    public List<NetworkEvent> decide(NetworkCommand command, Act act) {
        require(HouseRule.UNIT_IN_SCOPE, act.by().covers(command.unit()));
        return switch (command) {
            case RegisterUnit asked -> register(asked, act);
            case OpenStation asked -> {
                known();
                require(KIND_FITS_LEVEL, asked.kind() != StationKind.SERVICE_CENTRE
                        || unit.level().above(Level.TOWNSHIP), "kind");
                require(NO_STATION_YET, !stationOpen);
                yield List.of(new StationOpened(unit, asked.kind(), asked.hours()));
            }
            case RecordStationActivity asked -> {
                known();
                require(STATION_IS_OPEN, stationOpen);
                notInFuture(asked.on(), "on", act);
                yield asked.on().equals(activities.get(asked.kind()))
                        ? List.of()
                        : List.of(new StationActivityRecorded(unit, asked.kind(), asked.on()));
            }
            case CorrectStation asked -> {
                known();
                require(STATION_IS_OPEN, stationOpen);
                yield List.of(new StationCorrected(unit, asked.hours(), asked.reason()));
            }
            case CloseStation asked -> {
                known();
                require(STATION_IS_OPEN, stationOpen);
                yield List.of(new StationClosed(unit, asked.reason()));
            }
            case FormCommittee asked -> {
                known();
                require(COMMITTEE_IS_WELL_COMPOSED, NetworkRule.wellComposed(asked.members()), "members");
                notInFuture(asked.formedOn(), "formedOn", act);
                CommitteeFormed formed = new CommitteeFormed(unit, asked.members(), asked.formedOn(),
                        asked.formedOn().plusYears(TERM_IN_YEARS));
                yield formed.equals(committee) ? List.of() : List.of(formed);
            }
            case DissolveCommittee _ -> {
                known();
                require(COMMITTEE_IS_IN_OFFICE, committee != null);
                List<NetworkEvent> leaving = new ArrayList<>();
                engaged(act).forEach(mediator -> leaving.add(new MediatorDismissed(unit, mediator)));
                leaving.add(new CommitteeDissolved(unit));
                yield leaving;
            }
            case AppointMediator asked -> appoint(asked, act);
            case DismissMediator asked -> {
                known();
                require(MEDIATOR_IS_IN_OFFICE, mediators.containsKey(asked.mediator()));
                yield List.of(new MediatorDismissed(unit, asked.mediator()));
            }
        };
    }

    private List<NetworkEvent> register(RegisterUnit asked, Act act) {
        if (unit == null) {
            UnitCode parent = asked.unit().parent().orElse(null);
            require(SUPERIOR_IS_KNOWN, parent == null || act.registers().unitExists(parent));
            return List.of(new UnitRegistered(asked.unit(), asked.name(), asked.unit().level(), parent));
        }
        return asked.name().equals(name) ? List.of() : List.of(new UnitRenamed(unit, asked.name()));
    }

    private List<NetworkEvent> appoint(AppointMediator asked, Act act) {
        known();
        require(MEDIATOR_IS_FIT, asked.adult(), "adult");
        require(MEDIATOR_IS_FIT, asked.trained(), "trained");
        notInFuture(asked.appointedOn(), "appointedOn", act);
        require(COMMITTEE_APPOINTS, committee != null && !asked.appointedOn().isBefore(committee.formedOn())
                && asked.appointedOn().isBefore(committee.termEndsOn()), "appointedOn");
        MediatorAppointed appointed = new MediatorAppointed(unit, asked.mediator(), asked.trained(),
                asked.appointedOn(), asked.appointedOn().plusYears(TERM_IN_YEARS));
        return appointed.equals(mediators.get(asked.mediator())) ? List.of() : List.of(appointed);
    }

    /** Whom the committee engaged, while their terms last: they go with it (人民调解法第13条). */
    private Stream<StaffId> engaged(Act act) {
        return mediators.values().stream().filter(appointed -> appointed.termEndsOn().isAfter(act.today()))
                .map(MediatorAppointed::mediator);
    }

    private void known() {
        require(HouseRule.KNOWN, unit != null);
    }

    private static void notInFuture(LocalDate date, String field, Act act) {
        require(HouseRule.NOT_IN_FUTURE, !date.isAfter(act.today()), field);
    }

    @EventSourcingHandler
    void evolve(NetworkEvent event, @SequenceNumber long sequence, @MetaDataValue(Meta.ROLE) String role) {
        if (!Role.SYSTEM.name().equals(role)) {
            lastChangedByPerson = sequence;
        }
        switch (event) {
            case UnitRegistered registered -> {
                unit = registered.unit();
                name = registered.name();
            }
            case UnitRenamed renamed -> name = renamed.name();
            case StationOpened _ -> stationOpen = true;
            case StationActivityRecorded recorded -> activities.put(recorded.kind(), recorded.on());
            case StationCorrected _ -> {
            }
            case StationClosed _ -> stationOpen = false;
            case CommitteeFormed formed -> committee = formed;
            case CommitteeDissolved _ -> committee = null;
            case MediatorAppointed appointed -> mediators.put(appointed.mediator(), appointed);
            case MediatorDismissed dismissed -> mediators.remove(dismissed.mediator());
        }
    }

    @Override
    public long lastChangedByPerson() {
        return lastChangedByPerson;
    }
}
