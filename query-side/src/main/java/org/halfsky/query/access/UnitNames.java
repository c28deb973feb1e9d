package org.halfsky.query.access;

import java.util.Collection;
import java.util.Map;

import org.halfsky.events.ids.UnitCode;

/** What the units of the network are called; the network view knows. */
public interface UnitNames {

    /** The names of the units that are in the network; an unknown code is absent. */
    Map<UnitCode, String> of(Collection<UnitCode> units);
}
