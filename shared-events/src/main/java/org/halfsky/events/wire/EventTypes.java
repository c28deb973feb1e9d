package org.halfsky.events.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.axonframework.serialization.SimpleSerializedType;
import org.halfsky.events.EventFamilies;

/** Which class tells which stored event. Names are given once and for ever; classes may be renamed freely. */
public final class EventTypes {

    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<Class<?>, SimpleSerializedType> types = new HashMap<>();

    /**
     * @throws IllegalArgumentException if a class has no stored name, or two have the same
     */
    public EventTypes(Stream<Class<?>> events) {
        events.forEach(this::add);
    }

    /** Every event there is. */
    public static EventTypes all() {
        return new EventTypes(EventFamilies.events());
    }

    /** @throws UnknownEventType if no event has this stored name */
    public Class<?> classOf(String storedName) {
        Class<?> event = classes.get(storedName);
        if (event == null) {
            throw new UnknownEventType("No event is stored as '" + storedName + "'");
        }
        return event;
    }

    /** @throws UnknownEventType if the class is no event */
    public SimpleSerializedType typeOf(Class<?> event) {
        SimpleSerializedType type = types.get(event);
        if (type == null) {
            throw new UnknownEventType(event.getName() + " is in no event family");
        }
        return type;
    }

    private void add(Class<?> event) {
        EventType type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalArgumentException(event.getName() + " lacks @EventType");
        }
        Class<?> other = classes.put(type.value(), event);
        if (other != null) {
            throw new IllegalArgumentException(
                    event.getName() + " and " + other.getName() + " are both stored as '" + type.value() + "'");
        }
        types.put(event, new SimpleSerializedType(type.value(), type.revision()));
    }
}
