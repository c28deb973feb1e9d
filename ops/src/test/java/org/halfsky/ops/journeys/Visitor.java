package org.halfsky.ops.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import org.halfsky.events.ids.UnitCode;

import tools.jackson.databind.json.JsonMapper;

/** A program that acts for one member of staff, over HTTP with Basic authentication. */
public record Visitor(URI house, String username, String password, UnitCode unit) {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    public Answer get(String path) {
        return send("GET", path, null, null, "application/json");
    }

    public Answer page(String path, String language) {
        return send("GET", path + (path.contains("?") ? "&" : "?") + "lang=" + language, null, null, "text/html");
    }

    public Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, body, null, "application/json");
    }

    /** @param seen the version it was filled from, or null */
    public Answer put(String path, Map<String, ?> body, Long seen) {
        return send("PUT", path, body, seen, "application/json");
    }

    /** @param seen the version it was filled from, or null */
    public Answer post(String path, Map<String, ?> body, Long seen) {
        return send("POST", path, body, seen, "application/json");
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null, "application/json");
    }

    private Answer send(String method, String path, Map<String, ?> body, Long seen, String accept) {
        String basic = Base64.getEncoder().encodeToString((username + ':' + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(house.resolve(path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + basic).header("Accept", accept).header("Accept-Language", "zh");
        if (seen != null) {
            request.header("If-Match", "\"" + seen + '"');
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
        try {
            HttpResponse<String> response = HTTP.send(request.build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(method + ' ' + path + " as " + username, response.statusCode(), response.body(),
                    response);
        } catch (IOException e) {
            throw new AssertionError(method + ' ' + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
