package org.halfsky.testkit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A whole event of any kind, every field filled, always the same. */
public final class Examples {

    private static final Map<Class<?>, Object> PLAIN = Map.of(boolean.class, true, int.class, 3, long.class, 4L,
            Long.class, 4L,
            Instant.class, Instant.parse("2026-03-08T01:30:00Z"), LocalDate.class, LocalDate.of(2026, 3, 8));

    private Examples() {}

    /** An example of the record. */
    public static <T> T of(Class<T> event) {
        return event.cast(value(event, event.getSimpleName()));
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Object element = value(generic.getActualTypeArguments()[0], name);
            return generic.getRawType() == Set.class ? Set.of(element) : List.of(element);
        }
        Class<?> plain = (Class<?>) type;
        if (PLAIN.containsKey(plain)) {
            return PLAIN.get(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return plain == String.class ? name : record(plain);
    }

    private static Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(component -> component(type, component)).toArray();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No example of " + type.getName(), e);
        }
    }

    /** Ids are records of one string: a UUID (always the same for its kind) or, for units, a division code. */
    private static Object component(Class<?> owner, RecordComponent component) {
        boolean id = owner.getRecordComponents().length == 1 && component.getType() == String.class;
        if (!id) {
            return value(component.getGenericType(), component.getName());
        }
        return owner.getSimpleName().equals("UnitCode")
                ? "430903000000"
                : "01957000-0000-7000-8000-%012x".formatted(owner.getSimpleName().hashCode());
    }
}
