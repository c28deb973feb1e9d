package org.halfsky.events.person;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.wire.EventType;

/** Everything that can happen to a person's register entry. */
public sealed interface PersonEvent {

    PersonId personId();

    /**
     * A human confirmed that two entries are the same person; a phone match alone
     * only suggests it.
     */
    @EventType("person.recognised")
    record PersonRecognised(PersonId personId, PersonId sameAs) implements PersonEvent {}

    /** A human confirmed that two entries are different persons. */
    @EventType("person.told-apart")
    record PersonToldApart(PersonId personId, PersonId notSameAs) implements PersonEvent {}

    /** Her key was destroyed: nothing sealed for her can be opened again. */
    @EventType("person.key-destroyed")
    record KeyDestroyed(PersonId personId) implements PersonEvent {}
}
