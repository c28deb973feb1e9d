package org.halfsky.command.http;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.halfsky.command.http.Unreadable.Fault;
import org.halfsky.events.ids.Role;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns a tree of JSON into a request's record, component by component, so that every fault is named beside its field. */
final class RecordReader {

    private static final int TEXT = 200;
    private static final int MANY = 100;
    /** No matter of the federation is older than the republic. */
    private static final int EARLIEST = 1949;
    private static final int LATEST = 2100;
    /** Longer code lists are picked from on the page; naming them all would help nobody. */
    private static final int NAMED_CODES = 12;

    /** Letters and symbols by their class, and blank to the eye: fillers of Hangul, the empty Braille cell, what stands for an object. */
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800\uFFFC\uD834\uDD59";

    private final JsonMapper json = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    private final Validator validator;
    private final ZoneId zone;

    /** @param zone that a date and time without one is meant in */
    RecordReader(Validator validator, ZoneId zone) {
        this.validator = validator;
        this.zone = zone;
    }

    JsonMapper json() {
        return json;
    }

    /** @throws Unreadable with every fault found */
    <R> R read(ObjectNode tree, Class<R> request) {
        List<Fault> faults = new ArrayList<>();
        R read = record(tree, request, "", faults);
        if (!faults.isEmpty()) {
            throw new Unreadable(faults);
        }
        return read;
    }

    private <R> R record(ObjectNode tree, Class<R> type, String path, List<Fault> faults) {
        int before = faults.size();
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet());
        // Names with an underscore in front are for the machinery, as in a form.
        tree.propertyNames().stream().filter(name -> !known.contains(name) && !name.startsWith("_"))
                .forEach(name -> faults.add(new Fault(path + (name.length() > 60 ? "?" : name), "field.unknown")));
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String field = path + component.getName();
            int sound = faults.size();
            values[i] = value(tree.get(component.getName()), component.getGenericType(), field, faults);
            if (faults.size() == sound) {
                check(type, component, values[i], field, faults);
            }
        }
        return faults.size() > before ? null : construct(type, components, values, path, faults);
    }

    private Object value(JsonNode node, Type type, String field, List<Fault> faults) {
        if (node == null || node.isNull() || node.isString() && !says(node.stringValue())) {
            return type == boolean.class ? (Object) false : null;
        }
        Class<?> raw = raw(type);
        if (Collection.class.isAssignableFrom(raw)) {
            return many(node, (ParameterizedType) type, raw, field, faults);
        }
        if (raw.isRecord() && node instanceof ObjectNode inner) {
            return record(inner, raw, field + '.', faults);
        }
        if (node.isString() && !clean(node.stringValue())) {
            faults.add(new Fault(field, "field.unclean"));
            return null;
        }
        try {
            if (raw == Instant.class) {
                return near(instant(node.asString()), field, faults);
            }
            if (raw == LocalDate.class) {
                return near(LocalDate.parse(node.asString().strip()), field, faults);
            }
            boolean ticked = raw == boolean.class || raw == Boolean.class;
            if (raw == String.class && !node.isString() || ticked && !node.isBoolean() && !node.isString()) {
                throw new IllegalArgumentException();
            }
            if (ticked && node.isString() && node.stringValue().equals("on")) {
                return true;
            }
            return json.convertValue(node, json.constructType(type));
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            faults.add(raw.isEnum() ? unknownCode(field, raw) : new Fault(field, "field.shape." + shape(raw)));
            return null;
        }
    }

    private Collection<?> many(JsonNode node, ParameterizedType type, Class<?> raw, String field, List<Fault> faults) {
        Type element = type.getActualTypeArguments()[0];
        List<JsonNode> nodes = node.isArray() ? node.valueStream().toList() : List.of(node);
        if (nodes.size() > MANY) {
            faults.add(new Fault(field, "field.many", MANY));
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Object value = value(nodes.get(i), element, field + '[' + i + ']', faults);
            if (value != null) {
                values.add(value);
            }
        }
        return Set.class.isAssignableFrom(raw)
                ? values.stream().collect(Collectors.toCollection(java.util.LinkedHashSet::new))
                : values;
    }

    private <R> void check(Class<R> type, RecordComponent component, Object value, String field, List<Fault> faults) {
        if (value instanceof String text && !component.getAccessor().isAnnotationPresent(Size.class)
                && length(text) > TEXT) {
            faults.add(new Fault(field, "field.long", TEXT));
        }
        for (ConstraintViolation<R> broken : validator.validateValue(type, component.getName(), value)) {
            // the validator counts rare characters twice, people do not
            if (broken.getConstraintDescriptor().getAnnotation() instanceof Size size && value instanceof String text
                    && length(text) >= size.min() && length(text) <= size.max()) {
                continue;
            }
            faults.add(switch (broken.getConstraintDescriptor().getAnnotation()) {
                case NotNull _,NotBlank _,NotEmpty _ -> new Fault(field, "field.missing");
                case Size size ->
                    new Fault(field, value instanceof Collection ? "field.many" : "field.long", size.max());
                case Pattern pattern when pattern.message().startsWith("field.") -> new Fault(field, pattern.message());
                default -> new Fault(field, "field.shape.text");
            });
        }
    }

    private static <R> R construct(Class<R> type, RecordComponent[] components, Object[] values, String path,
            List<Fault> faults) {
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            faults.add(new Fault(path.isEmpty() ? null : path, "field.shape.text"));
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a request record: " + type, e);
        }
    }

    /** A year that no matter of ours can have is a slip of the hand, and the database's calendar ends somewhere too. */
    private <T> T near(T when, String field, List<Fault> faults) {
        boolean known = switch (when) {
            case LocalDate date -> date.getYear() >= EARLIEST && date.getYear() <= LATEST;
            case Instant instant -> !instant.isBefore(newYear(EARLIEST)) && instant.isBefore(newYear(LATEST + 1));
            default -> throw new IllegalArgumentException(when.getClass() + " has no year");
        };
        if (!known) {
            faults.add(new Fault(field, "field.year", String.valueOf(EARLIEST), String.valueOf(LATEST)));
            return null;
        }
        return when;
    }

    private Instant newYear(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
    }

    /** A date and time of a browser's field has no zone; it means ours. */
    private Instant instant(String text) {
        return text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:?\\d\\d$")
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from)
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    /** Names the codes where they are few; the system itself is nobody's choice. */
    static Fault unknownCode(String field, Class<?> codes) {
        List<String> all = Arrays.stream(codes.getEnumConstants()).filter(code -> code != Role.SYSTEM)
                .map(Object::toString).toList();
        return all.size() > NAMED_CODES
                ? new Fault(field, "field.code")
                : new Fault(field, "field.code.of", String.join(", ", all));
    }

    static String shape(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Instant" -> "instant";
            case "LocalDate" -> "date";
            case "boolean", "Boolean" -> "boolean";
            case "int", "Integer", "long", "Long", "BigDecimal" -> "number";
            case "UnitCode" -> "unit";
            case "StaffId" -> "staff";
            default -> type.getSimpleName().endsWith("Id") ? "id" : "text";
        };
    }

    /**
     * Undecodable bytes arrive as the replacement character; control characters cannot be stored or read aloud, and those that
     * turn the direction of writing let a text read as another.
     */
    private static boolean clean(String text) {
        return text.codePoints()
                .allMatch(
                        c -> c != 0xFFFD && (c >= 0x20 && (c < 0x7F || c > 0x9F) || c == '\n' || c == '\r' || c == '\t')
                                && !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069)
                                && Character.getType(c) != Character.SURROGATE);
    }

    /** Whether there is anything to see in it: no-break and zero-width spaces, fillers and marks alone are as blank as nothing. */
    private static boolean says(String text) {
        return text.codePoints().anyMatch(c -> FILLERS.indexOf(c) < 0 && switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK,
                    Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            // what is no text at all is told as such afterwards
            case Character.FORMAT -> !clean(Character.toString(c));
            case Character.CONTROL -> !Character.isWhitespace(c);
            default -> true;
        });
    }

    /** @throws Unreadable naming the first text, at whatever depth, that cannot be kept as it is */
    static void mustBeClean(JsonNode tree) {
        tree.forEachEntry((name, value) -> {
            if (!cleanThroughout(value)) {
                throw new Unreadable(new Fault(name.length() > 60 ? "?" : name, "field.unclean"));
            }
        });
    }

    private static boolean cleanThroughout(JsonNode value) {
        return value.isString()
                ? clean(value.stringValue())
                : value.propertyNames().stream().allMatch(RecordReader::clean)
                        && value.valueStream().allMatch(RecordReader::cleanThroughout);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }
}
