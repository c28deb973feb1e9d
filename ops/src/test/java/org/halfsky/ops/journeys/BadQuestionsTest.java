package org.halfsky.ops.journeys;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import org.halfsky.events.ids.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;

/** Whatever is wrong with a question, the answer says so in words, in the reader's language; to a program it names the parameter. */
@Journey
class BadQuestionsTest {

    private static RunningHalfsky house;
    private static Visitor head;
    private static Visitor administrator;

    @BeforeAll
    static void open_the_house() {
        house = RunningHalfsky.get();
        head = house.as(Role.RIGHTS_HEAD, HESHAN);
        administrator = house.as(Role.ADMINISTRATOR, HESHAN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/cases?after=zzz|400|after", "/cases?subCategory=Q|400|subCategory",
            "/cases?state=FOO|400|state", "/cases?from=2026-13-01|400|from", "/cases?unit=99|400|unit",
            "/cases?unit=430800000000|403|unit", "/cases?stage=FOO|400|", "/rates/mediation?own=true|400|",
            "/contacts?unit=430903000000|400|", "/worklist?tab=YOURS|400|tab",
            "/rates/mediation/numerator?limit=abc|400|limit", "/cases/none?atLeast=soon|400|atLeast",
            "/cases?number=%00|400|number", "/cases?from=%2B999999999-12-31|400|from",
            "/cases?to=-999999999-01-01|400|to", "/contacts?from=-9999-01-01|400|from",
            "/contacts?to=%2B999999999-12-31|400|to", "/rates/mediation?from=-9999-01-01|400|from",
            "/cases?after=%2B1000000000-12-31T23:59:59Z_0199b1a0-0000-7000-8000-000000000000|400|after",
            "/contacts?after=-1000000000-01-01T00:00:00Z_0199b1a0-0000-7000-8000-000000000000|400|after",
            "/cases/none|404|", "/ledgers/none|404|", "/accounts/%C3%84|404|", "/nowhere|404|",
            "/network?q=%ff%fe|400|", "/cases?%ff=1|400|"})
    void a_question_that_cannot_be_read_is_answered_in_words(String address, int status, String field) {
        Visitor asker = address.startsWith("/accounts") ? administrator : head;
        JsonNode chinese = asker.get(address).in(status).json();
        assertThat(chinese.path("detail").asString()).matches("(?s).*\\p{IsHan}.*");
        assertThat(chinese.path("title").asString()).matches(".*\\p{IsHan}.*");
        assertThat(chinese.path("status").asInt()).isEqualTo(status);
        assertThat(chinese.path("field").asString(null)).isEqualTo(field);

        if (address.contains("%ff")) {
            return; // nothing of the address can be read, nor the language in it
        }
        JsonNode english = asker.get(address + (address.contains("?") ? "&" : "?") + "lang=en").in(status).json();
        assertThat(english.path("detail").asString()).isNotBlank().doesNotContainPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"PUT|application/x-www-form-urlencoded|channel=%zz|400",
            "POST|application/x-www-form-urlencoded|value=%zz|400", "POST|zzz|{}|415",
            "POST|application/json;charset=nope|{}|415", "POST|multipart/form-data|zzz|400"})
    void a_body_that_cannot_be_read_is_the_sender_s_fault(String method, String type, String body, int status)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((head.username() + ':' + head.password()).getBytes());
        String path = method.equals("PUT") ? "/contacts/0199b1a0-0000-7000-8000-000000000000" : "/lookups";
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(house.address().resolve(path))
                        .header("Authorization", "Basic " + basic).header("Accept", "application/json")
                        .header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"detail\"").matches("(?s).*\\p{IsHan}.*");
    }

    @Test
    void a_page_says_what_is_wrong_without_the_name_of_a_key_and_leads_back() {
        assertThat(head.page("/cases?after=zzz", "zh").in(400).body()).contains(">网址里有一项读不懂<")
                .contains("<a href=\"/cases\">不带条件打开此页");
        assertThat(head.page("/cases?unit=430800000000", "en").in(403).body()).contains(">This unit lies outside")
                .contains("<a href=\"/cases\">Open this page without");
        assertThat(head.page("/rates?from=2019-12-31&to=2016-01-01", "zh").in(400).body()).contains(">起始日不能晚于截止日。<")
                .contains("<a href=\"/rates\">");
        for (String nothing : new String[]{"/ledgers/abc", "/ledgers/0199b1a0-0000-7000-8000-000000000000"}) {
            assertThat(head.page(nothing, "zh").in(404).body()).contains(">没有找到，或不在你的范围内<");
        }
        assertThat(head.page("/ledgers/0199b1a0-0000-7000-8000-000000000000?tab=foo", "en").in(400).body())
                .contains("<a href=\"/ledgers/0199b1a0-0000-7000-8000-000000000000\">Open this page without");
        assertThat(head.page("/nowhere?after=zzz", "zh").in(404).body()).doesNotContain("不带条件");
    }

    @Test
    void only_one_who_asks_as_a_program_is_refused_a_foreign_parameter() {
        assertThat(head.page("/cases?utm_source=mail", "zh").status()).isEqualTo(200);
        head.get("/cases?state=OPEN&lang=zh&theme=dark").in(200);
    }

    @Test
    void a_case_is_asked_for_as_it_stood_at_a_time_on_the_wall_too() {
        head.get("/cases/0199b1a0-0000-7000-8000-000000000000?at=2026-11-27T12:03").in(404);
        String known = MainJobTest.callThatBecomesACase(house.as(Role.OPERATOR, HESHAN), "F09", false);
        MainJobTest.opened(head, known, false);
        head.get("/cases/" + known + "?at=2099-11-27T12:03").in(200);
        head.get("/cases/" + known + "?at=2099-11-27T12:03:01%2B08:00").in(200);
        for (String none : new String[]{"abc", "-1", "2026-11-31", "2026-11-27T25:00"}) {
            JsonNode refused = head.get("/cases/" + known + "?at=" + none).in(400).json();
            assertThat(refused.path("field").asString()).isEqualTo("at");
            assertThat(refused.path("detail").asString()).contains("2026-11-20T09:41");
        }
    }

    @Test
    void the_name_of_an_account_says_what_it_may_be() {
        Answer refused = administrator.put("/accounts/" + "x".repeat(300),
                Map.of("name", "甲", "role", "OPERATOR", "unit", HESHAN.value()));
        assertThat(refused.in(422).json().path("field").asString()).isEqualTo("staff");
        JsonNode role = administrator.put("/accounts/somebody", Map.of("name", "甲", "role", "QUEEN", "unit",
                HESHAN.value())).in(422).json();
        assertThat(role.path("detail").asString()).contains("RIGHTS_HEAD").doesNotContain("SYSTEM");
    }

    @Test
    void what_the_server_refuses_before_any_page_is_a_problem_too() throws IOException {
        URI at = house.address();
        try (Socket wire = new Socket(at.getHost(), at.getPort()); InputStream answer = wire.getInputStream()) {
            wire.getOutputStream().write(("GET /cases%00 HTTP/1.1\r\nHost: " + at.getAuthority()
                    + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 400")
                    .contains("application/problem+json").contains("网址读不懂").contains("cannot be read");
        }
    }
}
