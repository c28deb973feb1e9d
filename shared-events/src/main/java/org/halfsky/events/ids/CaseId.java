package org.halfsky.events.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One matter (个案), from opening to archive. A UUID in canonical lower-case
 * form, made by the caller.
 */
public record CaseId(@JsonValue String value) {

    /**
     * @throws IllegalArgumentException
     *             if the value is not a UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CaseId {
        value = Uuids.canonical(value, "CaseId");
    }

    @Override
    public String toString() {
        return value;
    }
}
