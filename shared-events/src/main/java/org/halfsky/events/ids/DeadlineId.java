package org.halfsky.events.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One running time limit (期限) within a case. A UUID in canonical lower-case
 * form, made by the caller.
 */
public record DeadlineId(@JsonValue String value) {

    /**
     * @throws IllegalArgumentException
     *             if the value is not a UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeadlineId {
        value = Uuids.canonical(value, "DeadlineId");
    }

    @Override
    public String toString() {
        return value;
    }
}
