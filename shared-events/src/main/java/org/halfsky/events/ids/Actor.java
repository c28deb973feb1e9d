package org.halfsky.events.ids;

import java.util.Objects;

/**
 * Who acts: a member of staff in a role at a unit.
 *
 * @param staff the person (or {@link StaffId#SYSTEM})
 * @param role  what the post allows
 * @param unit  the post's unit; everything in its subtree is in scope
 */
public record Actor(StaffId staff, Role role, UnitCode unit) {

    public Actor {
        Objects.requireNonNull(staff, "staff");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(unit, "unit");
    }

    /** Letting go what is HIGH: the head of a county's rights department, or of one above it; no town and no village (rulebook §7.2). */
    public boolean decidesOnHigh() {
        return role == Role.RIGHTS_HEAD && !Level.COUNTY.above(unit.level());
    }

    /** Whether the unit lies in this actor's subtree. */
    public boolean covers(UnitCode other) {
        return role == Role.SYSTEM || unit.covers(other);
    }
}
