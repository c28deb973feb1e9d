package org.halfsky.events.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.axonframework.eventhandling.EventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;

/** A row of the store with this payload. */
record StoredEvent(SerializedObject<byte[]> payload) implements EventData<byte[]> {

    @Override
    public String getEventIdentifier() {
        return "01957000-0000-7000-8000-000000000000";
    }

    @Override
    public Instant getTimestamp() {
        return Instant.parse("2026-03-08T01:30:00Z");
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>("{}".getBytes(StandardCharsets.UTF_8), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return payload;
    }

}
