package org.halfsky.command.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.command.stream.Done;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class BodyTest {

    private static final String CASE = "/cases/0192f5d0-0000-7000-8000-000000000001";

    private final AtomicReference<Asked> read = new AtomicReference<>();
    private MockMvc http;

    @BeforeEach
    void serve() {
        http = MockMvcBuilders.standaloneSetup(new Controller())
                .setControllerAdvice(new Problems(Texts.source()))
                .setCustomArgumentResolvers(
                        new BodyResolver(new RecordReader(Validation.buildDefaultValidatorFactory().getValidator(),
                                TestClock.ZONE)),
                        new Versions())
                .defaultRequest(put("/").locale(Locale.SIMPLIFIED_CHINESE)).build();
    }

    @Test
    void a_form_and_json_say_the_same() throws Exception {
        http.perform(put(CASE).contentType(MediaType.APPLICATION_FORM_URLENCODED).param("_csrf", "x")
                .param("channel", "CALL").param("text", "丈夫不给抚养费").param("also", "F05").param("also", "H04")
                .param("urgent", "on").param("reason", "  ").param("at", "2026-11-20T09:41")
                .param("members[1].staff", "li").param("members[0].staff", "wang").param("members[0].woman", "true"))
                .andExpect(status().isCreated()).andExpect(header().string("ETag", "\"4\""))
                .andExpect(jsonPath("$.version").value(4)).andExpect(jsonPath("$.location").value(CASE));
        Asked fromForm = read.get();

        http.perform(json("""
                {"channel":"CALL","text":"丈夫不给抚养费","also":["F05","H04"],"urgent":true,"at":"2026-11-20T01:41:00Z",
                 "members":[{"staff":"wang","woman":true},{"staff":"li"}]}""")).andExpect(status().isCreated());

        assertThat(read.get()).isEqualTo(fromForm).isEqualTo(new Asked(Channel.CALL, "丈夫不给抚养费",
                Set.of(SubCategory.F05, SubCategory.H04), true, null, Instant.parse("2026-11-20T01:41:00Z"), null, null,
                List.of(new Member(new StaffId("wang"), true), new Member(new StaffId("li"), false))));
    }

    @Test
    void every_fault_is_named_beside_its_field_and_nothing_typed_is_repeated() throws Exception {
        http.perform(json("""
                {"channel":"PIGEON","text":"%s","reason":"%s","also":["F05","X1"],"at":"yesterday","count":"many",
                 "members":[{"staff":"王"}],"colour":"red"}""".formatted("长".repeat(21), "由".repeat(201))))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.title").value("内容不符合要求")).andExpect(jsonPath("$.field").value("colour"))
                .andExpect(jsonPath("$.errors[?(@.field=='colour')].detail").value("没有这一项"))
                .andExpect(jsonPath("$.errors[?(@.field=='channel')].detail")
                        .value("没有这个代码，可选：CALL, VISIT, LETTER, ONLINE, OUTREACH, TRANSFER, REFERRAL_IN"))
                .andExpect(jsonPath("$.errors[?(@.field=='text')].detail").value("不得超过 20 字"))
                .andExpect(jsonPath("$.errors[?(@.field=='reason')].detail").value("不得超过 200 字"))
                .andExpect(jsonPath("$.errors[?(@.field=='also[1]')].detail").value("没有这个代码，请从列表中选择"))
                .andExpect(jsonPath("$.errors[?(@.field=='at')].detail").value("时间格式有误，应如 2026-11-20T09:41"))
                .andExpect(jsonPath("$.errors[?(@.field=='count')].detail").value("应为数字"))
                .andExpect(jsonPath("$.errors[?(@.field=='members[0].staff')].detail")
                        .value("账号应为 1 到 64 个小写字母、数字或 . _ -，以字母或数字开头"));
    }

    @Test
    void what_is_missing_is_said_in_the_callers_language() throws Exception {
        http.perform(json("{\"channel\":\"\"}").locale(Locale.ENGLISH)).andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[?(@.field=='channel')].detail").value("Please fill this in"))
                .andExpect(jsonPath("$.errors[?(@.field=='text')].detail").value("Please fill this in"));
    }

    @Test
    void broken_utf8_is_refused_in_json_and_in_a_form() throws Exception {
        byte[] broken = "{\"channel\":\"CALL\",\"text\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        broken[26] = (byte) 0xB5;
        http.perform(put(CASE).contentType(MediaType.APPLICATION_JSON).content(broken))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("无法读取：不是有效的 JSON 或编码不是 UTF-8"));

        http.perform(put(CASE).contentType(MediaType.APPLICATION_FORM_URLENCODED).param("channel", "CALL")
                .param("text", "�")).andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].detail").value("含有无法识别的字符，请检查文字编码"));
    }

    @Test
    void control_characters_and_a_second_value_are_refused() throws Exception {
        http.perform(json("{\"channel\":\"CALL\",\"text\":\"a\\u0000b\"}")).andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.field").value("text"));
        http.perform(put(CASE).contentType(MediaType.APPLICATION_FORM_URLENCODED).param("channel", "CALL")
                .param("text", "a", "b")).andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].detail").value("只能填一个值"));
    }

    @Test
    void a_year_that_no_matter_can_have_is_refused() throws Exception {
        for (String when : new String[]{"-9999-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "1948-12-31T00:00:00Z",
                "2101-01-02T00:00:00Z", "+12345-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"}) {
            http.perform(json("{\"channel\":\"CALL\",\"text\":\"a\",\"at\":\"" + when + "\"}"))
                    .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.field").value("at"))
                    .andExpect(jsonPath("$.detail").value("年份应在 1949 到 2100 之间"));
            http.perform(json("{\"channel\":\"CALL\",\"text\":\"a\",\"on\":\"" + when.replaceAll("T.*", "") + "\"}"))
                    .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.field").value("on"));
        }
        http.perform(json(
                "{\"channel\":\"CALL\",\"text\":\"a\",\"at\":\"1949-01-01T00:00:00+08:00\",\"on\":\"2100-12-31\"}"))
                .andExpect(status().isCreated());
    }

    @Test
    void a_text_is_as_long_as_people_count_it() throws Exception {
        http.perform(json("{\"channel\":\"CALL\",\"text\":\"" + "𠀀".repeat(20) + "\"}"))
                .andExpect(status().isCreated());
        http.perform(json("{\"channel\":\"CALL\",\"text\":\"" + "𠀀".repeat(21) + "\"}"))
                .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.detail").value("不得超过 20 字"));
    }

    @Test
    void what_cannot_be_seen_says_nothing() throws Exception {
        for (String blank : List.of("\u00A0", "\u200B", "\u2060\u3164", "\u3000 \u2800", "\u0301", "\u0903", "\uE000",
                "\uFFFC", "\uD834\uDD59", "\u0378")) {
            http.perform(json("{\"channel\":\"CALL\",\"text\":\"" + blank + "\"}"))
                    .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.detail").value("请填写"));
            http.perform(put(CASE).contentType(MediaType.APPLICATION_FORM_URLENCODED).param("channel", "CALL")
                    .param("text", blank)).andExpect(status().isUnprocessableContent())
                    .andExpect(jsonPath("$.field").value("text"));
        }
        http.perform(json("{\"channel\":\"CALL\",\"text\":\"\u200B。\"}")).andExpect(status().isCreated());
    }

    @Test
    void the_address_is_no_body() throws Exception {
        http.perform(put(CASE + "?channel=CALL&text=a")).andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[?(@.field=='text')].detail").value("请填写"));
        http.perform(put(CASE + "?text=a&reason=b").contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .param("channel", "CALL").param("text", "丈夫")).andExpect(status().isCreated());
        assertThat(read.get().text()).isEqualTo("丈夫");
        assertThat(read.get().reason()).isNull();
    }

    @Test
    void what_turns_the_direction_of_writing_is_refused() throws Exception {
        http.perform(json("{\"channel\":\"CALL\",\"text\":\"a\u202Eb\"}")).andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.field").value("text"));
    }

    @Test
    void a_form_that_names_a_table_and_its_cells_is_refused() throws Exception {
        http.perform(put(CASE).contentType(MediaType.APPLICATION_FORM_URLENCODED).param("channel", "CALL")
                .param("text", "a").param("members", "x").param("members[0].staff", "a1"))
                .andExpect(status().isUnprocessableContent()).andExpect(jsonPath("$.field").value("members"));
        http.perform(put(CASE).contentType(MediaType.APPLICATION_FORM_URLENCODED).param("channel", "CALL")
                .param("text", "a").param("text[0].x", "1")).andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.field").value("text"));
    }

    @Test
    void a_body_too_large_or_of_another_kind_is_refused() throws Exception {
        http.perform(json("{\"text\":\"" + "x".repeat(BodyResolver.LIMIT) + "\"}"))
                .andExpect(status().isContentTooLarge());
        http.perform(put(CASE).contentType(MediaType.TEXT_PLAIN).content("hello"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void a_change_needs_the_version_it_was_made_from() throws Exception {
        http.perform(post(CASE + "/closing")).andExpect(status().isPreconditionRequired())
                .andExpect(jsonPath("$.detail").value("请求须写明所依据的版本（If-Match）"));
        http.perform(post(CASE + "/closing").header("If-Match", "*")).andExpect(status().isBadRequest());
        http.perform(post(CASE + "/closing").header("If-Match", "\"7\"")).andExpect(status().isConflict())
                .andExpect(jsonPath("$.rule").value("HOUSE-ONCE")).andExpect(jsonPath("$.ruleId").value("HOUSE-ONCE"))
                .andExpect(jsonPath("$.basis").value("本系统规则"))
                .andExpect(jsonPath("$.instance").value(CASE + "/closing"))
                .andExpect(jsonPath("$.detail").value("该编号下已登记其他内容"));
        http.perform(post(CASE + "/closing").param("_version", "8")).andExpect(status().isOk());
    }

    @Test
    void an_id_that_none_can_be_is_not_known() throws Exception {
        http.perform(post("/cases/1/closing").header("If-Match", "1")).andExpect(status().isNotFound())
                .andExpect(jsonPath("$.rule").value("HOUSE-KNOWN"));
    }

    private static MockHttpServletRequestBuilder json(String body) {
        return put(CASE).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    record Member(@NotNull StaffId staff, boolean woman) {}

    record Asked(@NotNull Channel channel, @NotNull @Size(max = 20) String text, Set<SubCategory> also,
            boolean urgent, String reason, Instant at, LocalDate on, Integer count, List<Member> members) {}

    @RestController
    class Controller {

        @PutMapping("/cases/{caseId}")
        ResponseEntity<Versions.Answer> begin(@PathVariable CaseId caseId, @Body Asked asked) {
            read.set(asked);
            return Versions.answer(new Done(4, true), "/cases/" + caseId);
        }

        @PostMapping("/cases/{caseId}/closing")
        ResponseEntity<Versions.Answer> close(@PathVariable CaseId caseId, IfMatch seen) {
            Rule.require(HouseRule.ONCE, seen.version() == 8);
            return Versions.answer(new Done(9, false), "/cases/" + caseId);
        }
    }
}
