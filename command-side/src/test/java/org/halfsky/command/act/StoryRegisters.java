package org.halfsky.command.act;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/** Registers as a story tells them. */
public final class StoryRegisters implements Registers {

    private final Set<UnitCode> units = new HashSet<>();
    private final Map<StaffId, Appointment> mediators = new HashMap<>();
    private final Set<PersonId> inDanger = new HashSet<>();
    private final Map<PersonId, Instant> found = new HashMap<>();
    private final Set<PersonId> somebody = new HashSet<>();
    private final Map<PersonId, UnitCode> asOne = new HashMap<>();
    private final Set<PersonId> elsewhere = new HashSet<>();
    private final Set<Set<PersonId>> same = new HashSet<>();
    private int number;

    public StoryRegisters units(UnitCode... known) {
        units.addAll(Set.of(known));
        return this;
    }

    public StoryRegisters appointed(StaffId mediator, UnitCode unit, LocalDate termEndsOn) {
        mediators.put(mediator, new Appointment(unit, termEndsOn));
        return this;
    }

    /** In another case than the one that is told of. */
    public StoryRegisters inDanger(PersonId person) {
        inDanger.add(person);
        return this;
    }

    /** Held to be one person, from whichever side it was said. */
    public StoryRegisters one(PersonId person, PersonId other) {
        same.add(Set.of(person, other));
        return this;
    }

    /** Held to be the same as somebody else, and in high danger. */
    public StoryRegisters endangeredAsOne(PersonId person, UnitCode where) {
        asOne.put(person, where);
        return this;
    }

    /** Another unit's: no contact or case of ours is about her. */
    public StoryRegisters unknownHere(PersonId person) {
        elsewhere.add(person);
        return this;
    }

    /** A look-up of this member of staff found the person. */
    public StoryRegisters found(StaffId staff, PersonId person, Instant at) {
        found.put(person, at);
        return this;
    }

    /** Whom another contact or case is about. */
    public StoryRegisters known(PersonId person) {
        somebody.add(person);
        return this;
    }

    @Override
    public boolean isSomebody(PersonId person) {
        return somebody.contains(person);
    }

    @Override
    public boolean foundBy(StaffId staff, PersonId person, Instant since) {
        return found.containsKey(person) && !found.get(person).isBefore(since);
    }

    @Override
    public boolean unitExists(UnitCode unit) {
        return units.contains(unit);
    }

    @Override
    public boolean mayHandle(StaffId handler, UnitCode unit) {
        return true;
    }

    @Override
    public Optional<Appointment> mediator(StaffId mediator, UnitCode unit, LocalDate on) {
        return Optional.ofNullable(mediators.get(mediator))
                .filter(found -> found.unit().covers(unit) && on.isBefore(found.termEndsOn()));
    }

    @Override
    public boolean mediates(Actor who, UnitCode unit, LocalDate on) {
        return mediator(who.staff(), unit, on)
                .filter(office -> who.covers(office.unit()) || office.unit().covers(who.unit())).isPresent();
    }

    @Override
    public boolean areOne(PersonId one, PersonId other) {
        return same.contains(Set.of(one, other));
    }

    @Override
    public boolean dangerElsewhere(Collection<PersonId> persons, CaseId except) {
        return persons.stream().anyMatch(inDanger::contains);
    }

    @Override
    public Set<UnitCode> endangeredAsOne(PersonId one, PersonId other) {
        return Stream.of(one, other).filter(asOne::containsKey).map(asOne::get).collect(Collectors.toSet());
    }

    @Override
    public boolean isKnownIn(UnitCode unit, PersonId person) {
        return !elsewhere.contains(person);
    }

    @Override
    public String nextCaseNumber(UnitCode unit, int year) {
        return "赫妇维〔%d〕%04d".formatted(year, ++number);
    }
}
