package org.halfsky.ops.ledger;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.cases.CaseCommand.ImportDispute;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.TestHome;
import org.halfsky.ops.accounts.Accounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.halfsky.ops.ledger.LedgerStory.CHANGSHA;
import static org.halfsky.ops.ledger.LedgerStory.HESHAN;
import static org.halfsky.ops.ledger.LedgerStory.YIYANG;
import static org.halfsky.ops.ledger.LedgerStory.csv;
import static org.halfsky.ops.ledger.LedgerStory.row;
import static org.halfsky.ops.ledger.LedgerStory.utf8;
import static org.halfsky.ops.ledger.LedgerStory.xlsx;

/** Ledgers over HTTP, from the upload to the events. */
@SpringBootTest(classes = StandaloneApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "halfsky.mode=production")
class LedgerImportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> PASSWORDS = new java.util.concurrent.ConcurrentHashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    HeldFiles held;

    @Autowired
    CommandBus bus;

    @Autowired
    @Qualifier("command")
    JdbcTemplate jdbc;

    private final HttpClient http = HttpClient.newHttpClient();
    private String number;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        TestHome.on(registry);
    }

    @BeforeEach
    void a_network_and_people() {
        number = UUID.randomUUID().toString().substring(0, 8) + "-";
        if (!PASSWORDS.isEmpty()) {
            return;
        }
        List.of("430000000000 湖南省", "430900000000 益阳市", "430100000000 长沙市", "430903000000 赫山区", "430922000000 桃江县",
                "430922104000 灰山港镇").forEach(
                        unit -> send(
                                new RegisterUnit(new UnitCode(unit.substring(0, 12)), unit.substring(13)), Role.SYSTEM,
                                "system"));
        account("head", Role.RIGHTS_HEAD, YIYANG);
        account("officer", Role.STATION_OFFICER, HESHAN);
        account("operator", Role.OPERATOR, YIYANG);
        account("auditor", Role.AUDITOR, YIYANG);
        account("stranger", Role.RIGHTS_HEAD, CHANGSHA);
    }

    @Test
    void turns_sound_rows_into_cases_with_their_own_dates() throws Exception {
        JsonNode done = imported("head", csv(List.of(numbered(1), numbered(2, Column.UNIT, "桃江县灰山港镇"))));

        assertThat(done.at("/state/imported").asInt()).isEqualTo(2);
        assertThat(done.at("/state/refused").asInt()).isZero();
        List<Map<String, Object>> events = events(1);
        assertThat(events).extracting(event -> event.get("type")).containsExactly("case.opened", "case.accepted",
                "mediation.dispute-received", "mediation.started", "mediation.parties-reconciled", "case.closed");
        assertThat(events).extracting(event -> event.get("happened").toString().substring(0, 10)).containsExactly(
                "2018-05-19",
                "2018-05-19", "2018-05-19", "2018-05-20", "2018-06-01", "2018-06-02");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("origin")).isEqualTo("IMPORTED");
            assertThat(event.get("actor")).isEqualTo("head");
        });
        assertThat(done.at("/state/events").asInt()).isEqualTo(12);
    }

    @Test
    void says_of_a_synthetic_row_that_it_is_one() throws Exception {
        imported("head", csv(List.of(numbered(1, Column.SOURCE, "合成:yiyang"))));

        assertThat(events(1)).allSatisfy(event -> assertThat(event.get("source")).isEqualTo("synthetic:yiyang"));
    }

    @Test
    void reads_gb18030_and_workbooks_alike() throws Exception {
        byte[] old = csv(List.of(numbered(1))).getBytes(Charset.forName("GB18030"));

        assertThat(finished("head", handIn("head", old)).at("/state/imported").asInt()).isEqualTo(1);
        assertThat(finished("head", handIn("head", xlsx(List.of(numbered(2))))).at("/state/imported").asInt())
                .isEqualTo(1);
    }

    @Test
    void has_no_second_effect() throws Exception {
        String ledger = csv(List.of(numbered(1), numbered(2)));
        imported("head", ledger);
        long before = eventCount();

        JsonNode again = imported("head", ledger);

        assertThat(again.at("/state/already").asInt()).isEqualTo(2);
        assertThat(again.at("/state/imported").asInt()).isZero();
        assertThat(eventCount()).isEqualTo(before);
        String list = get("head", "/ledgers", "text/html").body();
        String line = list.substring(list.indexOf(again.at("/state/id").asString()));
        assertThat(line.substring(0, line.indexOf("</tr>"))).contains("\"已入库\">0<", "\"重复跳过\">2<");
    }

    @Test
    void offers_to_write_only_what_there_is_to_write() throws Exception {
        String ledger = csv(List.of(numbered(1)));
        assertThat(get("head", tried(ledger), "text/html").body()).contains("/writing", "写入 1 行");
        imported("head", ledger);
        assertThat(get("head", tried(ledger), "text/html").body()).contains("已试算").doesNotContain("/writing");
    }

    @Test
    void refuses_a_number_that_was_imported_with_other_facts() throws Exception {
        imported("head", csv(List.of(numbered(1))));

        JsonNode other = imported("head", csv(List.of(numbered(1, Column.CATEGORY, "F08"), numbered(2))));

        assertThat(other.at("/state/imported").asInt()).isEqualTo(1);
        assertThat(codes(other)).containsExactly("IMP-OTHER");
    }

    @Test
    void refuses_a_number_that_was_imported_of_another_person_and_keeps_no_word_to_see_it() throws Exception {
        imported("head", csv(List.of(numbered(1, Column.APPLICANT_NAME, "欧阳素琴"))));

        JsonNode other = imported("head", csv(List.of(numbered(1, Column.APPLICANT_NAME, "上官婉儿"))));
        assertThat(codes(other)).containsExactly("IMP-OTHER");
        JsonNode same = imported("head", csv(List.of(numbered(1, Column.APPLICANT_NAME, "欧阳素琴"))));
        assertThat(same.at("/state/already").asInt()).isEqualTo(1);
    }

    @Test
    void refuses_two_matters_under_one_number() throws Exception {
        JsonNode done = imported("head",
                csv(List.of(numbered(1), numbered(1, Column.CATEGORY, "F08"), numbered(2), numbered(2))));

        assertThat(codes(done)).containsExactly("IMP-DUP", "IMP-DUP");
        assertThat(done.at("/state/imported").asInt()).isEqualTo(1);
        assertThat(done.at("/state/already").asInt()).isEqualTo(1);
        assertThat(done.at("/state/written/received").asInt()).isEqualTo(1);
    }

    @Test
    void leaves_out_one_row_that_a_rule_forbids_and_takes_the_others() throws Exception {
        LedgerRow taken = LedgerStory.reader().read(new Line(1, numbered(2))).row();
        send(new ImportDispute(taken.caseId(), taken.unit(), null, taken.receivedOn(), SubCategory.A01, null, null,
                null, null,
                false, null, null, null, null, false, null, null), Role.RIGHTS_HEAD, "head");

        JsonNode done = imported("head", csv(List.of(numbered(1), numbered(2), numbered(3))));

        assertThat(done.at("/state/imported").asInt()).isEqualTo(2);
        assertThat(codes(done)).containsExactly("HOUSE-ONCE");
        assertThat(events(1)).hasSize(6);
        assertThat(events(3)).hasSize(6);
    }

    @Test
    void tells_what_is_wrong_in_both_languages_and_takes_the_corrected_rows() throws Exception {
        JsonNode done = imported("head",
                csv(List.of(numbered(1), numbered(2, Column.RECEIVED_ON, "2018-02-30", Column.APPLICANT_NAME, "=cmd()"),
                        numbered(3, Column.CLOSED_ON, "2199-01-01"), numbered(4, Column.UNIT, "长沙市"),
                        numbered(5, Column.NOTE, "长".repeat(2001)))));

        String id = done.at("/state/id").asString();
        assertThat(done.at("/state/imported").asInt()).isEqualTo(1);
        assertThat(codes(done)).containsExactly("IMP-DATE", "IMP-FUTURE", "IMP-SCOPE", "IMP-LONG");
        assertThat(done.at("/refused/0/why").asString()).isEqualTo("不是日历上的日期");
        assertThat(done.at("/refused/0/line").asInt()).isEqualTo(3);
        assertThat(json("head", "/ledgers/" + id + "?lang=en").at("/refused/0/why").asString())
                .isEqualTo("Not a day of the calendar");

        String page = get("head", "/ledgers/" + id, "text/html").body();
        assertThat(page).contains("2018-02-30", "IMP-DATE", "不是日历上的日期").doesNotContain("=cmd()", "13787400001");

        String refused = get("head", "/ledgers/" + id + "/refused.csv", "text/csv").body();
        assertThat(refused).contains("'=cmd()", "受理日期：不是日历上的日期", "13787400001");
        String corrected = refused.replace("2018-02-30", "2018-05-20").replace("2199-01-01", "2018-06-03")
                .replace("长沙市", "赫山区").replace("长".repeat(2001), "短");
        JsonNode again = imported("head", corrected);
        assertThat(again.at("/state/imported").asInt()).isEqualTo(4);
        assertThat(again.at("/state/refused").asInt()).isZero();
    }

    @Test
    void keeps_nothing_personal_in_clear() throws Exception {
        imported("head", csv(List.of(numbered(1), numbered(2, Column.RECEIVED_ON, "昨天"))));

        for (String table : List.of("ledger.ledger_import", "ledger.finding", "ledger.refused_rows",
                "ledger.imported_row")) {
            assertThat(jdbc.queryForList("select t::text from " + table + " t", String.class).toString())
                    .doesNotContain("苏红梅",
                            "13787400001", "周大强", "婆媳为带孩子争吵");
        }
        assertThat(jdbc.queryForList("select convert_from(payload, 'UTF8') from events.domain_event", String.class)
                .toString())
                .contains("caseId").doesNotContain("苏红梅", "13787400001", "周大强", "婆媳为带孩子争吵");
    }

    @Test
    void reports_what_the_law_would_have_forbidden_and_takes_it() throws Exception {
        JsonNode done = imported("head", csv(List.of(numbered(1, Column.DV, "是"))));

        assertThat(done.at("/state/imported").asInt()).isEqualTo(1);
        assertThat(done.at("/state/noted").asInt()).isEqualTo(1);
        assertThat(done.at("/noted/0/code").asString()).isEqualTo("MED-DVASSESS");
    }

    @Test
    void refuses_what_is_no_ledger_and_begins_nothing() throws Exception {
        byte[] book = xlsx(List.of(numbered(1)));

        HttpResponse<String> truncated = handIn("head", Arrays.copyOf(book, book.length / 2));
        HttpResponse<String> headless = handIn("head", utf8("hello\nworld"));

        assertThat(truncated.statusCode()).isEqualTo(422);
        assertThat(truncated.body()).contains("不完整或已损坏", "\"field\":\"file\"");
        assertThat(headless.statusCode()).isEqualTo(422);
        assertThat(jdbc.queryForObject("select count(*) from ledger.ledger_import where rows = 0", Integer.class))
                .isZero();
    }

    @Test
    void refuses_a_hundred_megabytes_with_a_clear_word() throws Exception {
        HttpResponse<String> answer = handIn("head", new byte[100 * 1024 * 1024]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("超过 32 MB");
    }

    @Test
    void shows_an_import_to_those_above_and_to_nobody_else() throws Exception {
        String id = imported("officer", csv(List.of(numbered(1), numbered(2, Column.UNIT, "桃江县")))).at("/state/id")
                .asString();

        assertThat(json("head", "/ledgers/" + id).at("/state/imported").asInt()).isEqualTo(1);
        assertThat(codes(json("auditor", "/ledgers/" + id))).containsExactly("IMP-SCOPE");
        assertThat(get("stranger", "/ledgers/" + id, "application/json").statusCode()).isEqualTo(404);
        assertThat(get("operator", "/ledgers/" + id, "application/json").statusCode()).isEqualTo(403);
        for (String file : List.of("/refused.csv", "/refused.xlsx")) {
            assertThat(get("auditor", "/ledgers/" + id + file, "*/*").statusCode()).isEqualTo(403);
            // the city reads up: what was refused, not in whose matter
            assertThat(get("head", "/ledgers/" + id + file, "*/*").statusCode()).isEqualTo(403);
            assertThat(get("officer", "/ledgers/" + id + file, "*/*").statusCode()).isEqualTo(200);
        }
        assertThat(get("head", "/ledgers/" + id, "text/html").body()).contains("IMP-SCOPE")
                .doesNotContain("refused.csv", "桃江县");
        assertThat(get("officer", "/ledgers/" + id, "text/html").body()).contains("IMP-SCOPE", "refused.csv", "桃江县");
        assertThat(handIn("auditor", utf8(csv(List.of(numbered(3))))).statusCode()).isEqualTo(403);
        assertThat(get("stranger", "/ledgers", "text/html").body()).doesNotContain(id);
        assertThat(get("head", "/ledgers", "text/html").body()).contains(id);
    }

    @Test
    void goes_step_by_step_and_writes_nothing_before_it_is_told_to() throws Exception {
        String own = "序号,单位,登记时间,案由,当事人,调解情况,结束日期,天气\n"
                + number + "1,赫山区,2018-05-20,婆媳,苏红梅,劝好了,2018-06-02,晴\n"
                + number + "2,赫山区,2018-02-30,婆媳,罗小英,劝好了,2018-06-02,雨\n";
        long before = eventCount();
        String at = begun("head", own);
        assertThat(json("head", at).at("/state/stage").asString()).isEqualTo("MAPPING");
        assertThat(json("head", at).at("/state/columns").asInt()).isEqualTo(7);
        assertThat(json("head", at).at("/state/leftOut").asInt()).isEqualTo(1);
        assertThat(json("head", at + "/columns").at("/words/0/word").asString()).isEqualTo("劝好了");
        assertThat(post("head", at + "/writing", "").statusCode()).isEqualTo(409);

        String field = json("head", at + "/columns").at("/words/0/field").asString();
        assertThat(post("head", at + "/columns", "column.7=NOTE&" + field + "=RECONCILED&until=TRIED").statusCode())
                .isEqualTo(202);
        JsonNode tried = until("head", at, "TRIED");
        assertThat(tried.at("/state/trial").toString()).isEqualTo(
                "{\"fresh\":1,\"already\":0,\"refused\":1,\"noted\":0,\"totals\":{\"received\":1,\"mediated\":1,\"reconciled\":1},\"firstDay\":\"2018-05-20\",\"lastDay\":\"2018-05-20\"}");
        assertThat(codes(tried)).containsExactly("IMP-DATE");
        assertThat(eventCount()).isEqualTo(before);
        assertThat(tried.at("/state/imported").asInt()).isZero();
        assertThat(get("head", at + "/refused.csv", "text/csv").body()).contains("罗小英", "2018-02-30", "调和");

        assertThat(post("head", at + "/totals", "received=1&mediated=1&reconciled=2").statusCode()).isEqualTo(202);
        assertThat(get("head", at, "text/html").body()).contains("差 -1", "将写入", "写入 1 行");
        assertThat(post("head", at + "/writing", "").statusCode()).isEqualTo(202);
        JsonNode done = until("head", at, "DONE");
        assertThat(done.at("/state/imported").asInt()).isEqualTo(1);
        assertThat(done.at("/state/written/reconciled").asInt()).isEqualTo(1);
        assertThat(get("head", "/ledgers", "text/html").body()).contains("1 行待改");
        assertThat(eventCount()).isGreaterThan(before);
    }

    @Test
    void keeps_the_file_sealed_between_the_steps_and_destroys_it_with_its_key_afterwards() throws Exception {
        String at = begun("head", csv(List.of(numbered(1))));
        UUID id = UUID.fromString(at.substring("/ledgers/".length()));
        String parts = "select t::text from ledger.held_part t where import_id = ? union all "
                + "select t::text from ledger.mapping t where import_id = ?";
        List<String> kept = jdbc.queryForList(parts, String.class, id, id);
        assertThat(kept).hasSize(2);
        assertThat(kept.toString()).doesNotContain("苏红梅", "13787400001",
                Base64.getEncoder().encodeToString("苏红梅".getBytes(StandardCharsets.UTF_8)));
        assertThat(json("head", at).at("/state/heldUntil").isNull()).isFalse();

        post("head", at + "/trial", "");
        until("head", at, "TRIED");
        post("head", at + "/writing", "");
        until("head", at, "DONE");
        await().untilAsserted(() -> assertThat(json("head", at).at("/state/heldUntil").isNull()).isTrue());
        assertThat(jdbc.queryForObject("select count(*) from ledger.held_part where import_id = ?", Integer.class, id))
                .isZero();
        assertThat(post("head", at + "/trial", "").statusCode()).isEqualTo(409);
        assertThat(post("head", at + "/trial", "").body()).contains("IMP-HELD");
    }

    @Test
    void forgets_everything_of_a_file_that_is_given_up_or_that_nobody_goes_on_with() throws Exception {
        String row = csv(List.of(numbered(1), numbered(2, Column.RECEIVED_ON, "昨天")));
        String givenUp = begun("head", row);
        String forgotten = begun("head", row);
        String alive = begun("head", row);
        for (String at : List.of(givenUp, forgotten)) {
            post("head", at + "/trial", "");
            until("head", at, "TRIED");
        }
        assertThat(delete("head", givenUp).statusCode()).isEqualTo(202);
        jdbc.update(
                "update ledger.ledger_import set held_until = held_until - interval '25 hours', touched_at = touched_at - interval '25 hours' where id = ?",
                UUID.fromString(forgotten.substring("/ledgers/".length())));
        held.forgetTheForgotten();

        for (String at : List.of(givenUp, forgotten)) {
            UUID id = UUID.fromString(at.substring("/ledgers/".length()));
            assertThat(json("head", at).at("/state/stage").asString()).isEqualTo("DROPPED");
            for (String table : List.of("held_part", "mapping", "refused_rows")) {
                assertThat(jdbc.queryForObject("select count(*) from ledger." + table + " where import_id = ?",
                        Integer.class, id)).as(table).isZero();
            }
            assertThat(post("head", at + "/writing", "").statusCode()).isEqualTo(409);
            assertThat(get("head", at, "text/html").statusCode()).isEqualTo(200);
        }
        assertThat(json("head", alive).at("/state/stage").asString()).isEqualTo("MAPPING");
    }

    @Test
    void stops_where_it_is_when_it_is_paused_and_goes_on_from_there() throws Exception {
        List<Map<Column, String>> rows = new java.util.ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            rows.add(numbered(i));
        }
        rows.add(numbered(1));
        rows.add(numbered(2_001, Column.RECEIVED_ON, "昨天"));
        String at = handIn("head", utf8(csv(rows))).headers().firstValue("Location").orElseThrow();
        await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofMinutes(1))
                .until(() -> json("head", at).at("/state/imported").asInt() > 0);

        assertThat(post("head", at + "/pause", "").statusCode()).isEqualTo(202);
        JsonNode paused = until("head", at, "STOPPED");
        int written = paused.at("/state/imported").asInt();
        assertThat(written).isBetween(250, 1_999);
        assertThat(get("head", at, "text/html").body()).contains("继续");
        assertThat(post("head", at + "/columns", "column.0=").statusCode()).isEqualTo(409);

        assertThat(post("head", at + "/writing", "").statusCode()).isEqualTo(202);
        JsonNode done = until("head", at, "DONE");
        assertThat(done.at("/state/imported").asInt()).isEqualTo(2_000);
        assertThat(done.at("/state/already").asInt()).isEqualTo(1);
        assertThat(done.at("/state/refused").asInt()).isEqualTo(1);
        assertThat(done.at("/state/written").toString())
                .isEqualTo("{\"received\":2000,\"mediated\":2000,\"reconciled\":2000}");
        assertThat(codes(done)).containsExactly("IMP-DATE");
        assertThat(events(1)).hasSize(6);
    }

    @Test
    void tells_in_the_trial_what_was_imported_before() throws Exception {
        imported("head", csv(List.of(numbered(1), numbered(2))));

        String at = begun("head", csv(List.of(numbered(1), numbered(2, Column.CATEGORY, "F08"), numbered(3),
                numbered(4, Column.DV, "是"), numbered(5, Column.CATEGORY, "F05"))));
        post("head", at + "/trial", "");
        JsonNode tried = until("head", at, "TRIED");

        assertThat(tried.at("/state/trial/fresh").asInt()).isEqualTo(3);
        assertThat(tried.at("/state/trial/already").asInt()).isEqualTo(1);
        assertThat(tried.at("/state/trial/noted").asInt()).isEqualTo(2);
        assertThat(tried.at("/state/trial/totals/received").asInt()).isEqualTo(4);
        assertThat(codes(tried)).containsExactly("IMP-OTHER");
    }

    @Test
    void refuses_columns_that_contradict_each_other_beside_the_field() throws Exception {
        String at = begun("head", csv(List.of(numbered(1))));

        HttpResponse<String> twice = post("head", at + "/columns", "column.0=KEY&column.1=KEY");
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).contains("\"field\":\"column.1\"", "表头里有两列都是 台账编号");
        HttpResponse<String> lacking = post("head", at + "/columns", "column.1=&until=TRIED");
        assertThat(lacking.statusCode()).isEqualTo(422);
        assertThat(lacking.body()).contains("表头缺少：单位");
        assertThat(post("head", at + "/columns", "column.1=NONSENSE").statusCode()).isEqualTo(422);
        assertThat(post("head", at + "/totals", "received=viele").body()).contains("\"field\":\"received\"");
        assertThat(json("head", at + "/columns").at("/columns/1/column").asString()).isEqualTo("UNIT");
    }

    @Test
    void lets_nobody_else_take_a_step() throws Exception {
        String at = begun("head", csv(List.of(numbered(1))));

        for (String step : List.of("/columns", "/trial", "/writing", "/pause", "/totals")) {
            assertThat(post("stranger", at + step, "").statusCode()).as(step).isEqualTo(404);
            assertThat(post("officer", at + step, "").statusCode()).as(step).isEqualTo(404);
            assertThat(post("auditor", at + step, "").statusCode()).as(step).isEqualTo(403);
            assertThat(post("operator", at + step, "").statusCode()).as(step).isEqualTo(403);
        }
        assertThat(delete("stranger", at).statusCode()).isEqualTo(404);
        assertThat(get("auditor", at + "/columns", "application/json").statusCode()).isEqualTo(403);
        assertThat(get("auditor", at, "text/html").body()).doesNotContain("<select");
        assertThat(get("head", at, "text/html").body()).contains("<select");
        assertThat(json("head", at).at("/state/stage").asString()).isEqualTo("MAPPING");
    }

    @Test
    void refuses_every_row_of_a_number_that_stands_for_two_matters() throws Exception {
        JsonNode done = imported("head", csv(List.of(numbered(1), numbered(1), numbered(1, Column.CATEGORY, "F08"),
                numbered(1), numbered(2))));

        assertThat(done.at("/state/imported").asInt()).isEqualTo(1);
        assertThat(done.at("/state/refused").asInt()).isEqualTo(4);
        assertThat(codes(done)).containsOnly("IMP-DUP");
        assertThat(events(1)).isEmpty();
    }

    @Test
    void gives_out_templates() throws Exception {
        assertThat(get("head", "/ledgers/template.csv", "*/*").body()).contains("台账编号,单位,受理日期");
        assertThat(get("head", "/ledgers/template.xlsx", "*/*").statusCode()).isEqualTo(200);
    }

    private Map<Column, String> numbered(int which, Object... changes) {
        Map<Column, String> row = row(changes);
        row.put(Column.KEY, number + which);
        return row;
    }

    private List<Map<String, Object>> events(int which) {
        String id = LedgerStory.reader().read(new Line(1, numbered(which))).row().caseId().value();
        return jdbc.queryForList("""
                select payload_type as type, meta->>'happenedAt' as happened, meta->>'origin' as origin, meta->>'actor' as actor,
                    meta->>'source' as source
                from (select *, convert_from(meta_data, 'UTF8')::jsonb as meta from events.domain_event) e
                where aggregate_identifier = ? order by sequence_number""", id);
    }

    private long eventCount() {
        return jdbc.queryForObject("select count(*) from events.domain_event", Long.class);
    }

    private static List<String> codes(JsonNode report) {
        return report.at("/refused").valueStream().map(found -> found.at("/code").asString()).toList();
    }

    private JsonNode imported(String who, String ledger) throws Exception {
        return finished(who, handIn(who, utf8(ledger)));
    }

    private JsonNode finished(String who, HttpResponse<String> accepted) {
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        return await().atMost(Duration.ofMinutes(1)).until(() -> json(who, location),
                report -> List.of("DONE", "FAILED").contains(report.at("/state/stage").asString()));
    }

    /** Only handed in: somebody has to say what its columns mean. */
    private String begun(String who, String ledger) throws Exception {
        HttpResponse<String> accepted = handIn(who, utf8(ledger), "MAPPED");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode until(String who, String location, String stage) {
        return await().atMost(Duration.ofMinutes(1)).until(() -> json(who, location),
                report -> report.at("/state/stage").asString().equals(stage));
    }

    private HttpResponse<String> post(String who, String path, String form) throws Exception {
        return http.send(request(who, path, "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> delete(String who, String path) throws Exception {
        return http.send(request(who, path, "application/json").DELETE().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String tried(String ledger) throws Exception {
        String at = handIn("head", utf8(ledger), "TRIED").headers().firstValue("Location").orElseThrow();
        until("head", at, "TRIED");
        return at;
    }

    private HttpResponse<String> handIn(String who, byte[] file) throws Exception {
        return handIn(who, file, "WRITTEN");
    }

    private HttpResponse<String> handIn(String who, byte[] file, String until) throws Exception {
        String boundary = "----ledger";
        byte[] before = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"until\"\r\n\r\n" + until
                + "\r\n--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ledger.csv\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return http.send(request(who, "/ledgers", "application/json")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.ofByteArray(before),
                        HttpRequest.BodyPublishers.ofByteArray(file), HttpRequest.BodyPublishers.ofByteArray(after)))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String who, String path) throws Exception {
        HttpResponse<String> answer = get(who, path, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String who, String path, String accept) throws Exception {
        return http.send(request(who, path, accept).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String who, String path, String accept) {
        String basic = Base64.getEncoder()
                .encodeToString((who + ":" + PASSWORDS.get(who)).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + basic)
                .header("Accept", accept).header("Accept-Language", "zh-CN");
    }

    private void account(String name, Role role, UnitCode unit) {
        accounts.provide(new StaffId(name), name, role, unit, false)
                .ifPresent(password -> PASSWORDS.put(name, password));
    }

    private void send(Object command, Role role, String who) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        bus.dispatch(new GenericCommandMessage<>(command,
                MetaData.with(Meta.ACTOR, who).and(Meta.ROLE, role.name()).and(Meta.UNIT, "430000000000")), answer);
        assertThat(answer.getResult().isExceptional()).as(() -> answer.getResult().toString()).isFalse();
    }
}
