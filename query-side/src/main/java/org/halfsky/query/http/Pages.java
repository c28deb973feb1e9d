package org.halfsky.query.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.events.ids.UnitCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What every page of the query side shares. */
public final class Pages {

    private Pages() {}

    /** Whether the answer is to be a page: what nobody can read as a list of types asks for none. */
    public static boolean wanted(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null) {
            return false;
        }
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** A code of an enum in any case, or empty when the parameter is absent. */
    public static <E extends Enum<E>> Optional<E> code(Class<E> codes, String name, String value) {
        return parsed(name, value, text -> Enum.valueOf(codes, text.toUpperCase(Locale.ROOT)), "question.code",
                Arrays.stream(codes.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    /** A date, or empty when the parameter is absent. */
    public static Optional<LocalDate> date(String name, String value) {
        return parsed(name, value, text -> inCalendar(LocalDate.parse(text)), "question.date");
    }

    /** How a case number begins, or empty when the parameter is absent. */
    public static Optional<String> number(String name, String value) {
        return parsed(name, value, text -> {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(name);
            }
            return text;
        });
    }

    /**
     * @return the same
     * @throws IllegalArgumentException
     *             for an instant that the database's calendar does not have
     */
    public static Instant inCalendar(Instant instant) {
        inCalendar(LocalDate.ofInstant(instant, ZoneOffset.UTC));
        return instant;
    }

    private static LocalDate inCalendar(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9998) {
            throw new IllegalArgumentException("date");
        }
        return day;
    }

    /** A unit's code, or empty when the parameter is absent. */
    public static Optional<UnitCode> unit(String name, String value) {
        return parsed(name, value, UnitCode::new, "question.unit");
    }

    /** Any value that has a reader of its own. */
    public static <T> Optional<T> parsed(String name, String value, Function<String, T> reader) {
        return parsed(name, value, reader, "question.unreadable");
    }

    /**
     * @param key       of the sentence that says how it is written
     * @param arguments of the sentence
     * @throws NotReadable if the reader cannot read it
     */
    public static <T> Optional<T> parsed(String name, String value, Function<String, T> reader, String key,
            Object... arguments) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(value.strip()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new NotReadable(name, key, arguments);
        }
    }

    /** The first instant of a day where the house counts its dates. */
    public static Instant startOf(LocalDate day, Clock clock) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    /** Pages with personal data stay out of every cache; the tag is the stream's version. */
    public static void versioned(HttpServletResponse response, long version) {
        response.setHeader(HttpHeaders.ETAG, "\"" + version + '"');
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache, no-store");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
}
