package org.halfsky.ops.accounts;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/**
 * An account that is still to be made.
 *
 * @param password   told once to whom it belongs
 * @param hash       what is kept of it
 * @param mustChange whether it is to be replaced at the first sign-in
 */
public record Prepared(StaffId staff, String name, Role role, UnitCode unit, String password, String hash,
        boolean mustChange) {

    /** Without the password, and without its hash. */
    @Override
    public String toString() {
        return "Prepared[" + staff + ", " + role + ", " + unit + "]";
    }
}
