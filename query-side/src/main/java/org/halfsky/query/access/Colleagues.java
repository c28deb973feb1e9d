package org.halfsky.query.access;

import java.util.List;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/** Who works where, so that a form can offer names; the accounts know. */
public interface Colleagues {

    /** The open accounts whose post lies in the unit's subtree and may handle cases, by name. */
    List<Colleague> of(UnitCode unit);

    /** One member of staff in the post. */
    record Colleague(StaffId staff, String name, Role role, UnitCode unit) {}
}
