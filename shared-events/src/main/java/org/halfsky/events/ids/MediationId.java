package org.halfsky.events.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One mediation (调解) within a case. A UUID in canonical lower-case form, made
 * by the caller.
 */
public record MediationId(@JsonValue String value) {

    /**
     * @throws IllegalArgumentException
     *             if the value is not a UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MediationId {
        value = Uuids.canonical(value, "MediationId");
    }

    @Override
    public String toString() {
        return value;
    }
}
