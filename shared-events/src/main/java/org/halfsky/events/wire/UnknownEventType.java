package org.halfsky.events.wire;

import org.axonframework.serialization.SerializationException;

/** A stored name nobody knows, or a class that is no event. Never skipped: history with holes would be believed. */
public final class UnknownEventType extends SerializationException {

    private static final long serialVersionUID = 1L;

    UnknownEventType(String message) {
        super(message);
    }
}
