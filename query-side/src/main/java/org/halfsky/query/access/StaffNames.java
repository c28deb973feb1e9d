package org.halfsky.query.access;

import java.util.Collection;
import java.util.Map;

import org.halfsky.events.ids.StaffId;

/** What members of staff are called. Events and views name them by id only; the accounts know the rest. */
public interface StaffNames {

    /** The names of those who have or had an account; an unknown id is absent. */
    Map<StaffId, String> of(Collection<StaffId> staff);
}
