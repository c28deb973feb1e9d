package org.halfsky.command.person;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.halfsky.command.act.Act;
import org.halfsky.command.dvresponse.DvResponse;
import org.halfsky.command.person.PersonCommand.RecognisePerson;
import org.halfsky.command.person.PersonCommand.TellApart;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.stream.Root;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.person.PersonEvent;
import org.halfsky.events.person.PersonEvent.KeyDestroyed;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.person.PersonEvent.PersonToldApart;

import static org.halfsky.command.person.PersonRule.BAR_IS_LIFTED_BY_THE_HEAD;
import static org.halfsky.command.person.PersonRule.CONFIRMED_BY_A_HUMAN;
import static org.halfsky.command.person.PersonRule.TWO_ENTRIES;
import static org.halfsky.command.rules.Rule.require;

/** One person's register entry: each contact knows her under an id of its own, and humans say which are one. */
class Person implements Root<PersonCommand> {

    /** How long a look-up may have been before what it suggested is confirmed. */
    private static final Duration LATELY = Duration.ofHours(24);

    @AggregateIdentifier
    private PersonId id;
    /** Said here; that two are one may be said from either side, and is asked of the register. */
    private LinkedHashSet<PersonId> apart = new LinkedHashSet<>();
    private long lastChangedByPerson = -1;

    @Override
    public List<PersonEvent> decide(PersonCommand command, Act act) {
        return switch (command) {
            case RecognisePerson asked -> {
                mayJudge(asked.personId(), asked.sameAs(), "sameAs", act);
                yield act.registers().areOne(asked.personId(), asked.sameAs())
                        ? List.of()
                        : List.of(new PersonRecognised(asked.personId(), asked.sameAs()));
            }
            case TellApart asked -> {
                mayJudge(asked.personId(), asked.notSameAs(), "notSameAs", act);
                Set<UnitCode> danger = act.registers().endangeredAsOne(asked.personId(), asked.notSameAs());
                require(BAR_IS_LIFTED_BY_THE_HEAD, danger.isEmpty()
                        || act.by().decidesOnHigh() && danger.stream().allMatch(act.by()::covers));
                yield apart.contains(asked.notSameAs())
                        && !act.registers().areOne(asked.personId(), asked.notSameAs())
                                ? List.of()
                                : List.of(new PersonToldApart(asked.personId(), asked.notSameAs()));
            }
        };
    }

    private static void mayJudge(PersonId one, PersonId other, String field, Act act) {
        // her contact or case is ours; the other may be anybody whom our look-up found, or a danger elsewhere would bar nothing
        require(HouseRule.KNOWN, act.registers().isKnownIn(act.by().unit(), one));
        require(TWO_ENTRIES, !one.equals(other), field);
        require(CONFIRMED_BY_A_HUMAN, act.registers().foundBy(act.by().staff(), other, act.at().minus(LATELY)), field);
        act.registers().holdPair(one, other);
    }

    @EventSourcingHandler
    void evolve(PersonEvent event, @SequenceNumber long sequence, @MetaDataValue(Meta.ROLE) String role) {
        if (!Role.SYSTEM.name().equals(role)) {
            lastChangedByPerson = sequence;
        }
        id = event.personId();
        switch (event) {
            case PersonRecognised recognised -> apart.remove(recognised.sameAs());
            case PersonToldApart told -> apart.add(told.notSameAs());
            case KeyDestroyed _ -> {
            }
        }
    }

    @Override
    public long lastChangedByPerson() {
        return lastChangedByPerson;
    }
}
