package org.halfsky.ops.accounts;

import java.time.Instant;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/**
 * One member of staff who may sign in, or once might.
 *
 * @param mustChange whether the password was made by someone else and must be replaced before anything else
 * @param closedAt   when the account was closed, or null
 * @param signedInAt the last sign-in at the form, or null
 * @param version    goes up with every change; a session or a remembered password of an older version is over
 */
public record Account(StaffId staff, String name, Role role, UnitCode unit, boolean mustChange, Instant closedAt,
        Instant signedInAt, long version) {

    public boolean open() {
        return closedAt == null;
    }

    public Actor actor() {
        return new Actor(staff, role, unit);
    }
}
