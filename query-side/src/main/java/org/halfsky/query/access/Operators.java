package org.halfsky.query.access;

import org.halfsky.events.ids.Actor;

/** Who runs the machinery that the units of a house share. The accounts know who stands above whom. */
@FunctionalInterface
public interface Operators {

    /** Whether the actor is an administrator with no other one in office above (decision 0013). */
    boolean operates(Actor actor);
}
