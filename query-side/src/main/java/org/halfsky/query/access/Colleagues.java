package org.halfsky.query.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/** Who works where: whom a form can offer, and whose post stands empty; the accounts know. */
public interface Colleagues {

    /** The open accounts whose post lies in the unit's subtree and may handle cases, by name. */
    List<Colleague> of(UnitCode unit);

    /**
     * Of these posts those that are held no more: the account was closed, got another role, or was moved to where the post does
     * not lie.
     */
    Set<Post> vacant(Collection<Post> posts);

    /** Who was named for which unit. */
    record Post(StaffId holder, UnitCode unit) {}

    /** One member of staff in the post. */
    record Colleague(StaffId staff, String name, Role role, UnitCode unit) {}
}
