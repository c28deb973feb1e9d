package org.halfsky.query.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/** What every page of the query side shares. */
public final class Pages {

    private Pages() {}

    /** A code of an enum in any case, or empty when the parameter is absent. */
    public static <E extends Enum<E>> Optional<E> code(Class<E> codes, String name, String value) {
        return parsed(name, value, text -> Enum.valueOf(codes, text.toUpperCase(Locale.ROOT)));
    }

    /** A date, or empty when the parameter is absent. */
    public static Optional<LocalDate> date(String name, String value) {
        return parsed(name, value, LocalDate::parse);
    }

    /** Any value that has a reader of its own. */
    public static <T> Optional<T> parsed(String name, String value, Function<String, T> reader) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(value.strip()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new NotReadable(name);
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
