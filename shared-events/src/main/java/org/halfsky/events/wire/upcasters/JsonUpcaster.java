package org.halfsky.events.wire.upcasters;

import java.util.Objects;
import java.util.function.Consumer;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings one event from one revision to a later one; what lies in the store is never changed. */
public final class JsonUpcaster extends SingleEventUpcaster {

    private final SimpleSerializedType from;
    private final SimpleSerializedType to;
    private final Consumer<ObjectNode> change;

    private JsonUpcaster(SimpleSerializedType from, SimpleSerializedType to, Consumer<ObjectNode> change) {
        this.from = from;
        this.to = to;
        this.change = change;
    }

    /**
     * A change of shape.
     *
     * @param storedName the event's stored name
     * @param change     edits the JSON in place
     */
    public static JsonUpcaster reshape(String storedName, String fromRevision, String toRevision,
            Consumer<ObjectNode> change) {
        return new JsonUpcaster(new SimpleSerializedType(storedName, fromRevision),
                new SimpleSerializedType(storedName, toRevision), change);
    }

    /** A change of shape under which the event also gets another stored name. */
    public static JsonUpcaster rename(String fromName, String fromRevision, String toName, String toRevision,
            Consumer<ObjectNode> change) {
        return new JsonUpcaster(new SimpleSerializedType(fromName, fromRevision),
                new SimpleSerializedType(toName, toRevision), change);
    }

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().getName().equals(from.getName())
                && Objects.equals(event.getType().getRevision(), from.getRevision());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(to, JsonNode.class, json -> {
            change.accept((ObjectNode) json);
            return json;
        });
    }
}
