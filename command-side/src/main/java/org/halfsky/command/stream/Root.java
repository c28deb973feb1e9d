package org.halfsky.command.stream;

import java.util.List;

import org.halfsky.command.act.Act;

/**
 * The root of one stream.
 *
 * @param <C> the sealed commands it decides on, or a common parent of several families
 */
public interface Root<C> {

    /**
     * Decides what follows from a command: events in order, or {@link Dated} ones where an event happened at another time than
     * the act. An empty list is a repeated request that already had its effect.
     *
     * @throws org.halfsky.command.rules.RuleBroken when a rule forbids it
     */
    List<?> decide(C command, Act act);

    /** The sequence number of the last event that a person (not an automation) caused; -1 for none. */
    long lastChangedByPerson();
}
