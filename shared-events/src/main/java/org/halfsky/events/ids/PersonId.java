package org.halfsky.events.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One person as one contact knew her: each has a key of its own in the vault. A
 * UUID in canonical lower-case form, made by the caller.
 */
public record PersonId(@JsonValue String value) {

    /**
     * @throws IllegalArgumentException
     *             if the value is not a UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonId {
        value = Uuids.canonical(value, "PersonId");
    }

    @Override
    public String toString() {
        return value;
    }
}
