package org.halfsky.ops.journeys;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What came back. */
public record Answer(String asked, int status, String body, HttpResponse<?> response) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** Asserts the status. */
    public Answer in(int expected) {
        assertThat(status).as("%s answered %s", asked, body.length() > 600 ? body.substring(0, 600) : body)
                .isEqualTo(expected);
        return this;
    }

    /** Asserts a refusal by this rule, with its article. */
    public Answer refusedBy(String code) {
        assertThat(status).as("%s answered %s", asked, body).isBetween(400, 499);
        assertThat(json().path("rule").asString()).as("%s answered %s", asked, body).isEqualTo(code);
        assertThat(json().path("basis").asString()).isNotBlank();
        return this;
    }

    /** The version the stream has now. */
    public long version() {
        return Long.parseLong(response.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
    }
}
