package org.halfsky.command.http;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.command.http.Unreadable.Fault;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.util.UriComponentsBuilder;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@link Body}: JSON and forms on the same road. */
final class BodyResolver implements HandlerMethodArgumentResolver {

    /** The longest texts are 20,000 characters; several of them and their escapes fit. */
    static final int LIMIT = 512 * 1024;

    private static final List<MediaType> READ = List.of(MediaType.APPLICATION_JSON,
            MediaType.APPLICATION_FORM_URLENCODED);
    private static final Pattern ROW = Pattern.compile("(\\w{1,40})\\[(\\d{1,2})]\\.(\\w{1,40})");

    private final RecordReader records;

    BodyResolver(RecordReader records) {
        this.records = records;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(Body.class);
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer model, NativeWebRequest request,
            WebDataBinderFactory binders) throws Exception {
        HttpServletRequest asked = request.getNativeRequest(HttpServletRequest.class);
        Class<?> record = parameter.getParameterType();
        ObjectNode tree = tree(asked, record);
        if (record == ObjectNode.class) {
            RecordReader.mustBeClean(tree);
            return tree;
        }
        return records.read(tree, record);
    }

    /**
     * What the body says. The address is no body: it stands in logs and histories, where nothing of a person may.
     *
     * @throws Unreadable for an escape that is none, or bytes that are no UTF-8
     */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            Map<String, String[]> all = new LinkedHashMap<>(request.getParameterMap());
            // of a name that stands in both, the address's values come first
            inAddress(request).forEach((name, values) -> all.computeIfPresent(name, (_, both) -> both.length > values
                    ? Arrays.copyOfRange(both, values, both.length)
                    : null));
            return all;
        } catch (IllegalStateException unreadable) {
            throw new Unreadable(new Fault(null, "body.form"));
        }
    }

    private static Map<String, Integer> inAddress(HttpServletRequest request) {
        if (request.getQueryString() == null) {
            return Map.of();
        }
        Map<String, Integer> counts = new HashMap<>();
        UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams()
                .forEach((name, values) -> counts.merge(URLDecoder.decode(name, StandardCharsets.UTF_8), values.size(),
                        Integer::sum));
        return counts;
    }

    private ObjectNode tree(HttpServletRequest request, Class<?> record)
            throws IOException, HttpMediaTypeNotSupportedException {
        if (request.getContentLengthLong() > LIMIT) {
            throw new Unreadable(new Fault(null, "body.large", LIMIT / 1024));
        }
        MediaType type = request.getContentType() == null ? null : MediaType.parseMediaType(request.getContentType());
        if (MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type)) {
            return form(parameters(request), record);
        }
        byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw new Unreadable(new Fault(null, "body.large", LIMIT / 1024));
        }
        if (body.length == 0) {
            return form(parameters(request), record);
        }
        if (!MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            throw new HttpMediaTypeNotSupportedException(type, READ);
        }
        try {
            JsonNode tree = records.json().readTree(body);
            if (tree instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Unreadable(new Fault(null, "body.broken"));
        }
        throw new Unreadable(new Fault(null, "body.broken"));
    }

    /** Names with an underscore in front are for the machinery; a table's cells are named {@code rows[0].cell}. */
    private ObjectNode form(Map<String, String[]> parameters, Class<?> record) {
        ObjectNode tree = records.json().createObjectNode();
        parameters.forEach((name, values) -> {
            if (name.startsWith("_") || name.equals("lang")) {
                return;
            }
            Matcher row = ROW.matcher(name);
            if (row.matches()) {
                String table = row.group(1);
                if (parameters.containsKey(table)) {
                    throw new Unreadable(new Fault(table, "field.twice"));
                }
                ArrayNode rows = tree.withArray(table);
                int index = Integer.parseInt(row.group(2));
                while (rows.size() <= index) {
                    rows.addObject();
                }
                ((ObjectNode) rows.get(index)).put(row.group(3), values[0]);
            } else if (values.length == 1 && !many(record, name)) {
                tree.put(name, values[0]);
            } else if (record == ObjectNode.class || many(record, name)) {
                ArrayNode all = tree.putArray(name);
                Stream.of(values).forEach(all::add);
            } else {
                throw new Unreadable(new Fault(name, "field.twice"));
            }
        });
        return tree;
    }

    private static boolean many(Class<?> record, String name) {
        if (!record.isRecord()) {
            return false;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return component.getGenericType() instanceof ParameterizedType generic
                        && Collection.class.isAssignableFrom((Class<?>) generic.getRawType());
            }
        }
        return false;
    }
}
