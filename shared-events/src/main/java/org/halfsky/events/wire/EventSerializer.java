package org.halfsky.events.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

import com.fasterxml.jackson.annotation.JsonInclude;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as JSON under their stored names: no Java name stands in a row. It reads strictly, so that an event whose shape
 * nobody knows stops the reader instead of losing a field.
 */
public final class EventSerializer extends Jackson3Serializer {

    private final EventTypes types;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    public EventSerializer(EventTypes types) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(EventSerializer::strict));
        this.types = types;
    }

    /** For every event there is. */
    public EventSerializer() {
        this(EventTypes.all());
    }

    @Override
    public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
        if (type == null || Void.class.equals(type)) {
            return SerializedType.emptyType();
        }
        return MetaData.class.isAssignableFrom(type)
                ? new SimpleSerializedType(MetaData.class.getName(), null)
                : types.typeOf(type);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        return MetaData.class.getName().equals(type.getName()) ? MetaData.class : types.classOf(type.getName());
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        return readers.computeIfAbsent(type, super::getReader);
    }

    private static void strict(JsonMapper.Builder mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
        mapper.changeDefaultPropertyInclusion(values -> values.withValueInclusion(JsonInclude.Include.NON_NULL));
    }
}
