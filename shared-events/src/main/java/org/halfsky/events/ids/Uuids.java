package org.halfsky.events.ids;

import java.util.Locale;
import java.util.UUID;

/** The one check all UUID-shaped ids share. */
final class Uuids {

    private Uuids() {}

    static String canonical(String value, String what) {
        if (value == null || value.length() != 36) {
            throw new IllegalArgumentException(what + " must be a UUID");
        }
        return UUID.fromString(value).toString().toLowerCase(Locale.ROOT);
    }
}
