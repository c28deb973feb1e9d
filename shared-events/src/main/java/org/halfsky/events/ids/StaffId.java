package org.halfsky.events.ids;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One member of staff. Events name staff by this id only, never by name. */
public record StaffId(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** The system itself: automations and sweeps. */
    public static final StaffId SYSTEM = new StaffId("system");

    /**
     * @throws IllegalArgumentException
     *             if the value is not 1 to 64 of {@code a-z 0-9 . _ -}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StaffId {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("StaffId must be 1 to 64 of a-z 0-9 . _ -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
