package org.halfsky.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** A program that acts for one member of staff, over HTTP with Basic authentication. */
final class Program {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String basic;

    /** @param who name and password, with a colon between them */
    Program(int port, String who) {
        this.address = "http://127.0.0.1:" + port;
        this.basic = "Basic " + Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8));
    }

    /** The page, whatever its status. */
    int status(String path) throws IOException, InterruptedException {
        return http.send(request(path, "text/html").GET().build(), BodyHandlers.ofByteArray()).statusCode();
    }

    /** What a program gets; anything but success is a failure of the measurement. */
    String json(String path) throws IOException, InterruptedException {
        return good(request(path, "application/json").GET().build()).body();
    }

    /**
     * @param version what the form was filled from; null where the stream begins
     * @return the stream's version afterwards
     */
    long act(String method, String path, Map<String, ?> body, Long version) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, "application/json").header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        String etag = good(request.build()).headers().firstValue("ETag").orElseThrow();
        return Long.parseLong(etag.replaceAll("\\D", ""));
    }

    private HttpResponse<String> good(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri() + ": " + response.statusCode() + " " + response.body());
        }
        return response;
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", basic).header("Accept",
                accept);
    }
}
