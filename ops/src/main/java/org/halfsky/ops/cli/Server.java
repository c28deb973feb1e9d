package org.halfsky.ops.cli;

import java.io.Console;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running server, spoken to over HTTP as a named person: what a tool does is done by somebody. */
public final class Server {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--server", paramLabel = "URL", defaultValue = "${env:HALFSKY_SERVER:-http://127.0.0.1:8080}", description = "运行中的服务 · the running server (HALFSKY_SERVER; default ${DEFAULT-VALUE})")
    URI address;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "${env:HALFSKY_USER}", description = "以谁的身份 · as whom (HALFSKY_USER; asked for if not given). 密码 password: HALFSKY_PASSWORD")
    String user;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private String password;

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode post(String path, String contentType, BodyPublisher body) {
        return send(request(path).header("Content-Type", contentType).POST(body));
    }

    JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    HttpResponse<byte[]> download(String path) {
        try {
            return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw unreachable(failed);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private HttpRequest.Builder request(String path) {
        askWho();
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Basic " + basic)
                .header("Accept", "application/json").header("Accept-Language", Locale.getDefault().toLanguageTag())
                .timeout(Duration.ofMinutes(10));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new Refused(body.path("detail").asString("HTTP " + answer.statusCode()));
            }
            return body;
        } catch (IOException failed) {
            throw unreachable(failed);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private void askWho() {
        Console console = System.console();
        if (user == null || user.isBlank()) {
            user = console == null ? null : console.readLine("用户名 user name: ");
        }
        if (password == null) {
            String given = System.getenv("HALFSKY_PASSWORD");
            password = given != null
                    ? given
                    : console == null ? null : new String(console.readPassword("密码 password: "));
        }
        if (user == null || password == null) {
            throw new Refused(
                    "请用 --user 和环境变量 HALFSKY_PASSWORD 说明以谁的身份。 Say as whom: --user and the environment variable HALFSKY_PASSWORD.");
        }
    }

    private Refused unreachable(IOException failed) {
        return new Refused(failed instanceof ConnectException
                ? "连不上 " + address + "：服务没有运行。先运行 halfsky serve。 No server answers there: start it with halfsky serve."
                : failed.getMessage());
    }

    private static Refused interrupted() {
        Thread.currentThread().interrupt();
        return new Refused("已中止 interrupted");
    }

    /** @throws Refused when this is no file that can be sent */
    static Path readable(Path file) {
        if (Files.notExists(file)) {
            throw new Refused("没有这个文件 · no such file: " + file);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Refused("这不是能读的文件 · not a file that can be read: " + file);
        }
        return file;
    }

    /** What is told to whoever ran the tool. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }
}
