package org.halfsky.ops.accounts;

import java.time.Instant;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/** One row of the audit: what was done to an account, when and by whom; what it became, where that changed. */
public record AccountChange(Instant at, StaffId by, Kind kind, String name, Role role, UnitCode unit,
        ClosingReason reason) {

    /** What can be done to an account. */
    public enum Kind {
        ADDED, CHANGED, CLOSED, PASSWORD_RESET, PASSWORD_CHANGED, SIGNED_IN, LOCKED
    }
}
