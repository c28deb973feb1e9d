package org.halfsky.ops.security;

import java.io.Serializable;
import java.security.Principal;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.accounts.Account;

/**
 * Who is signed in: the account as it was when the password was checked.
 *
 * @param version    of the account; when it is no longer that, the session is over
 * @param mustChange whether nothing but a new password may come next
 */
public record Staff(String id, Role role, String unit, long version,
        boolean mustChange) implements Principal, Serializable {

    public static Staff of(Account account) {
        return new Staff(account.staff().value(), account.role(), account.unit().value(), account.version(),
                account.mustChange());
    }

    public Actor actor() {
        return new Actor(new StaffId(id), role, new UnitCode(unit));
    }

    @Override
    public String getName() {
        return id;
    }
}
