package org.halfsky.events.privacy;

import java.util.Objects;

import org.halfsky.events.ids.StaffId;

/**
 * Who opens sealed text, and why: without it nothing is opened, and each is
 * logged.
 *
 * @param who
 *            the person at the screen
 * @param purpose
 *            a short code of the act, for example {@code case.view}
 * @param about
 *            the id of what was opened: a case, a contact
 */
public record Opening(StaffId who, String purpose, String about) {

    public Opening {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(about, "about");
    }
}
