package org.halfsky.events.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One call, visit, letter, message or outreach (接触). A UUID in canonical
 * lower-case form, made by the caller.
 */
public record ContactId(@JsonValue String value) {

    /**
     * @throws IllegalArgumentException
     *             if the value is not a UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ContactId {
        value = Uuids.canonical(value, "ContactId");
    }

    @Override
    public String toString() {
        return value;
    }
}
