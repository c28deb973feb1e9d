package org.halfsky.query.network;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.rates.RatesWebTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

@SpringBootTest(classes = RatesWebTest.Web.class, properties = {
        "spring.messages.basename=messages/shell,messages/codes,messages/rates,messages/network",
        "spring.messages.fallback-to-system-locale=false", "spring.main.banner-mode=off"})
class NetworkWebTest {

    private static final UnitCode YIYANG = new UnitCode("430900000000");

    @Autowired
    WebApplicationContext context;

    MockMvc web;

    @BeforeEach
    void open() {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @ParameterizedTest
    @CsvSource({"/network,zh", "/network?unit=430903000000,en", "/network/rows?unit=430903000000&depth=3,zh",
            "/network/430903104000,zh", "/network/430903104000,en", "/network/search?q=兰溪,zh", "/network/search,en",
            "/network/list?level=VILLAGE&counted=no,zh", "/network/list?level=CITY&counted=yes,en"})
    void pages_are_complete_in_both_languages(String path, String lang) throws Exception {
        for (Role role : List.of(Role.RIGHTS_HEAD, Role.ADMINISTRATOR, Role.OPERATOR)) {
            MockHttpServletResponse answer = answer(path, actor(role), lang, "text/html");
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).doesNotContain("??")
                    .doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern("\\sstyle=\"")
                    .doesNotContainPattern("\\son[a-z]+=\"").doesNotContain("null");
        }
    }

    @Test
    void only_who_may_finds_the_forms() throws Exception {
        String head = page("/network/430903104000", Role.RIGHTS_HEAD);
        assertThat(head).contains("action=\"/units/430903104000/station\"").contains("name=\"_version\"")
                .contains("action=\"/units/430903104000/committee\"").doesNotContain("data-method=\"PUT\"");
        assertThat(page("/network/430903104000", Role.ADMINISTRATOR)).contains("data-method=\"PUT\"")
                .doesNotContain("/station\"");
        assertThat(page("/network/430903104000", Role.LEADER)).doesNotContain("data-act");
    }

    @Test
    void the_tree_opens_a_level_at_a_time() throws Exception {
        assertThat(page("/network", Role.LEADER)).contains("赫山区").doesNotContain("金鸡山村");
        assertThat(page("/network/rows?unit=430903104000&depth=4", Role.LEADER)).contains("金鸡山村")
                .contains("data-prefix=\"430903104201\"").contains("未设站");
    }

    @Test
    void the_same_as_json() throws Exception {
        JsonNode network = new JsonMapper().readTree(
                answer("/network", actor(Role.LEADER), "zh", "application/json")
                        .getContentAsString(StandardCharsets.UTF_8));
        assertThat(network.get("coverage").size()).isEqualTo(4);
        assertThat(network.get("minimum").get("rate").asDouble()).isZero();
        assertThat(network.get("children").size()).isEqualTo(2);
        JsonNode unit = new JsonMapper().readTree(answer("/network/430903104000", actor(Role.LEADER), "zh",
                "application/json").getContentAsString(StandardCharsets.UTF_8));
        assertThat(unit.get("name").asString()).isEqualTo("兰溪镇");
        assertThat(unit.get("lacks").toString()).contains("STATION");
        assertThat(answer("/network/search?q=4309031042", actor(Role.LEADER), "zh", "application/json")
                .getContentAsString(StandardCharsets.UTF_8)).contains("罗湖村");
        MockHttpServletResponse nul = web.perform(get("/network/search").param("q", "罗湖\0").accept("application/json")
                .requestAttr("actor", actor(Role.LEADER))).andReturn().getResponse();
        assertThat(nul.getStatus()).isEqualTo(200);
        assertThat(nul.getContentAsString(StandardCharsets.UTF_8)).as("a control character is not asked for")
                .contains("罗湖村");
    }

    @ParameterizedTest
    @CsvSource({"/network/430900999000,404", "/network/12,404", "/network/430100000000,403",
            "/network?on=2099-01-01,400", "/network?on=x,400", "/network/list?level=MOON,400",
            "/network/list?counted=maybe,400", "/network/list?after=1,400"})
    void bad_questions_get_a_clear_answer(String path, int status) throws Exception {
        String accept = path.contains("/list") ? "text/html" : "application/json";
        assertThat(answer(path, actor(Role.LEADER), "zh", accept).getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void everyone_reads_the_network(Role role) throws Exception {
        assertThat(answer("/network", actor(role), "zh", "text/html").getStatus()).isEqualTo(200);
    }

    private static Actor actor(Role role) {
        return new Actor(new StaffId("x"), role, YIYANG);
    }

    private String page(String path, Role role) throws Exception {
        return answer(path, actor(role), "zh", "text/html").getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse answer(String path, Actor actor, String lang, String accept) throws Exception {
        return web.perform(get(URI.create(path.replace("兰溪", "%E5%85%B0%E6%BA%AA"))).accept(accept)
                .locale(Locale.forLanguageTag(lang)).requestAttr("actor", actor)).andReturn().getResponse();
    }
}
