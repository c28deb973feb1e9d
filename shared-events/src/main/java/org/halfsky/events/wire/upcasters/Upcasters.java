package org.halfsky.events.wire.upcasters;

import java.util.List;

import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

import tools.jackson.databind.node.ObjectNode;

/**
 * Every change of an event's shape since the first stored event, oldest first. An upcaster is added when a revision is raised,
 * and is never changed or removed afterwards.
 */
public final class Upcasters {

    private static final List<EventUpcaster> ALL = List.of(
            JsonUpcaster.reshape("station.closed", "1", "2", Upcasters::unreadReason),
            JsonUpcaster.reshape("station.corrected", "1", "2", Upcasters::unreadReason));

    private Upcasters() {}

    /** Brings every stored revision of every event to the one its class has now. */
    public static EventUpcasterChain chain() {
        return new EventUpcasterChain(ALL);
    }

    /** The reason was a free text in clear, in which a name may stand: nobody reads it any more, whatever it said. */
    private static void unreadReason(ObjectNode event) {
        event.put("reason", "OTHER");
    }
}
