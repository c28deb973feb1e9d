package org.halfsky.command.http;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.command.http.Unreadable.Fault;
import org.halfsky.command.stream.Done;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Versions on the wire: {@code If-Match} (or a form's {@code _version}) comes in, {@code ETag} goes out. With an
 * {@code Idempotency-Key} the same act may be sent again: one that had its effect is answered as done, not as overtaken.
 */
public final class Versions implements HandlerMethodArgumentResolver {

    /** The request header of an act's own name, as drafted for HTTP (draft-ietf-httpapi-idempotency-key-header). */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern KEY = Pattern.compile("\"?([A-Za-z0-9-]{16,64})\"?");

    Versions() {}

    /** 201 when the stream began with the act, 200 otherwise; the version as tag and in the body. */
    public static ResponseEntity<Answer> answer(Done done, String location) {
        return ResponseEntity.status(done.first() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create(location)).eTag("\"" + done.version() + '"')
                .body(new Answer(done.version(), location));
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IfMatch.class;
    }

    @Override
    public IfMatch resolveArgument(MethodParameter parameter, ModelAndViewContainer model, NativeWebRequest request,
            WebDataBinderFactory binders) {
        return seen(request.getNativeRequest(HttpServletRequest.class));
    }

    /**
     * The version that a request names, and its key.
     *
     * @throws Unreadable if it names none
     */
    public static IfMatch seen(HttpServletRequest request) {
        String tag = named(request);
        if (tag == null || tag.isBlank()) {
            throw new Unreadable(new Fault(null, "version.missing"));
        }
        Matcher version = TAG.matcher(tag.strip());
        if (!version.matches()) {
            throw new Unreadable(new Fault(null, "version.shape"));
        }
        return new IfMatch(Long.parseLong(version.group(1)), key(request.getHeader(IDEMPOTENCY_KEY)));
    }

    private static String key(String header) {
        if (header == null) {
            return null;
        }
        Matcher key = KEY.matcher(header.strip());
        if (!key.matches()) {
            throw new Unreadable(new Fault(null, "key.shape"));
        }
        return key.group(1);
    }

    /**
     * The versions that a request may be made from, of what is no stream and has no numbers; null if it names none.
     *
     * @throws Unreadable if one of them is no name
     */
    public static List<String> tags(HttpServletRequest request) {
        String tags = named(request);
        return tags == null || tags.isBlank()
                ? null
                : names(null, Stream.of(tags.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", "")).toList());
    }

    /**
     * The same of a parameter that lists them.
     *
     * @throws Unreadable if it lists none, or one of them is no name
     */
    public static List<String> names(String parameter, List<String> listed) {
        if (listed != null && (listed.isEmpty() || !listed.stream().allMatch(name -> NAME.matcher(name).matches()))) {
            throw new Unreadable(new Fault(parameter, "version.shape"));
        }
        return listed;
    }

    private static String named(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.IF_MATCH);
        return header != null ? header : request.getParameter("_version");
    }

    /** What every accepted act answers with. */
    public record Answer(long version, String location) {}
}
