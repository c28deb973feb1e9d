package org.halfsky.command.act;

import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/** Who may be given cases; whoever assembles the house knows its accounts. */
@FunctionalInterface
public interface Handlers {

    /** Whether this member of staff is in office and handles cases at the unit, below it or above it. */
    boolean mayHandle(StaffId handler, UnitCode unit);
}
