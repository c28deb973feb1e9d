package org.halfsky.command.person;

import org.halfsky.command.authority.AllowedTo;
import org.halfsky.events.ids.PersonId;

import static org.halfsky.events.ids.Role.OPERATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;

/** What can be asked of a person's register entry. */
public sealed interface PersonCommand {

    PersonId personId();

    /** A human says that both entries are one person. */
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record RecognisePerson(PersonId personId, PersonId sameAs) implements PersonCommand {}

    /** A human says that they are two. */
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record TellApart(PersonId personId, PersonId notSameAs) implements PersonCommand {}
}
