package org.halfsky.ops.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.halfsky.events.ids.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The request files of {@code ops/http}, run as an editor runs them: each title tells the status to expect. */
@Journey
class RequestFilesTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path FOLDER = Path.of("http");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([\\w-]+)}}");
    private static final Pattern DECLARED = Pattern.compile("(?m)^@(\\w+) = ([0-9a-f-]{36})$");
    private static final Pattern EXPECTED = Pattern.compile("^(.*) \\((\\d{3})\\)$");
    private static final Pattern KEPT = Pattern
            .compile(
                    "> \\{% client\\.global\\.set\\(\"(\\w+)\", response\\.headers\\.valueOf\\(\"([\\w-]+)\"\\)\\) %}");

    @ParameterizedTest
    @MethodSource("files")
    void each_request_answers_as_its_title_says(Path file) throws IOException, InterruptedException {
        String[] parts = Files.readString(file).split("(?m)^### ");
        Map<String, String> known = trial();
        // ids are made by the caller: others for this run
        DECLARED.matcher(parts[0]).results().forEach(id -> known.put(id.group(1), UUID.randomUUID().toString()));
        assertThat(parts.length).as("requests in " + file).isGreaterThan(3);
        for (String part : List.of(parts).subList(1, parts.length)) {
            MatchResult title = matched(EXPECTED, part.lines().findFirst().orElseThrow());
            HttpResponse<String> answer = send(part.substring(part.indexOf('\n') + 1), known);

            assertThat(answer.statusCode()).as("%s: %s answered %s", file, title.group(1), answer.body())
                    .isEqualTo(Integer.parseInt(title.group(2)));
            KEPT.matcher(part).results().forEach(kept -> known.put(kept.group(1),
                    answer.headers().firstValue(kept.group(2)).orElseThrow()));
        }
        if (String.join("", parts).contains("POST {{host}}/operations/rebuild")) {
            // the views stand until it is done, and whoever comes next would wait for them in vain
            RunningHalfsky.within(Duration.ofMinutes(2), () -> RunningHalfsky.get().as(Role.ADMINISTRATOR)
                    .get("/operations/rebuild").json().get("step").asString().equals("DONE"), "the rebuild is done");
        }
    }

    static Stream<Path> files() throws IOException {
        return Files.list(FOLDER).filter(file -> file.toString().endsWith(".http")).sorted();
    }

    private static Map<String, String> trial() {
        RunningHalfsky house = RunningHalfsky.get();
        Map<String, String> known = new HashMap<>();
        known.put("host", house.address().toString());
        house.trialAccounts().forEach(account -> known.put(account.get("username"), account.get("password")));
        return known;
    }

    private static HttpResponse<String> send(String written, Map<String, String> known)
            throws IOException, InterruptedException {
        String text = VARIABLE.matcher(written).replaceAll(name -> {
            assertThat(known).containsKey(name.group(1));
            return Matcher.quoteReplacement(known.get(name.group(1)));
        });
        String[] headAndBody = text.split("\n\n", 2);
        String[] head = headAndBody[0].split("\n");
        String[] asked = head[0].split(" ");
        String body = headAndBody.length == 1 ? "" : headAndBody[1].split("(?m)^> ")[0].strip();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(asked[1]));
        for (String header : List.of(head).subList(1, head.length)) {
            String[] field = header.split(": ", 2);
            request.header(field[0], field[1].startsWith("Basic ") ? basic(field[1]) : field[1]);
        }
        request.method(asked[0], body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Editors encode {@code Basic name password} themselves. */
    private static String basic(String written) {
        String[] words = written.split(" ");
        return "Basic "
                + Base64.getEncoder().encodeToString((words[1] + ':' + words[2]).getBytes(StandardCharsets.UTF_8));
    }

    private static MatchResult matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.toMatchResult();
    }
}
