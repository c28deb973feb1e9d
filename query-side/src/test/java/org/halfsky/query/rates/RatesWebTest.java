package org.halfsky.query.rates;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.halfsky.events.cases.Outcome;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.network.NetworkEvent.UnitRegistered;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.access.Colleagues;
import org.halfsky.query.access.Names;
import org.halfsky.query.access.Operators;
import org.halfsky.query.access.StaffNames;
import org.halfsky.query.http.Pages;
import org.halfsky.query.network.NetworkView;
import org.halfsky.query.projection.LiveViews;
import org.halfsky.query.projection.ViewPositions;
import org.halfsky.query.shell.Shell;
import org.halfsky.testkit.OneColleague;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.query.rates.RatesStory.HESHAN;
import static org.halfsky.query.rates.RatesStory.LANXI;
import static org.halfsky.query.rates.RatesStory.TAOJIANG;
import static org.halfsky.query.rates.RatesStory.VILLAGES;
import static org.halfsky.query.rates.RatesStory.YIYANG;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

@SpringBootTest(properties = {"spring.messages.basename=messages/shell,messages/codes,messages/rates,messages/network",
        "spring.messages.fallback-to-system-locale=false", "spring.main.banner-mode=off"})
public class RatesWebTest {

    private static final Actor HEAD = new Actor(new StaffId("he"), Role.RIGHTS_HEAD, YIYANG);
    private static final Actor VILLAGER = new Actor(new StaffId("liu"), Role.STATION_OFFICER, VILLAGES.get(1));
    private static final UnitCode ALONE = new UnitCode("430922104201");
    private static final Map<UnitCode, String> NAMES = Map.of(YIYANG, "益阳市", HESHAN, "赫山区", TAOJIANG, "桃江县", LANXI,
            "兰溪镇",
            VILLAGES.get(0), "金鸡山村", VILLAGES.get(1), "罗湖村", VILLAGES.get(2), "千家洲村", VILLAGES.get(3), "枫林社区",
            ALONE.at(Level.TOWNSHIP),
            "灰山港镇", ALONE, "向阳村");
    private static final String YEAR = "from=2026-01-01&to=2026-11-22";
    private static ViewDatabase database;

    @Autowired
    WebApplicationContext context;

    MockMvc web;

    @BeforeEach
    void open() {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    /** Lanxi: 7, 3, 9, 12 in its villages and 2 of its own; Heshan 1 of its own; Taojiang 11 all refused. */
    private static ViewDatabase filled() {
        RatesStory story = new RatesStory();
        NAMES.entrySet().stream().sorted(Map.Entry.comparingByKey((a, b) -> a.value().compareTo(b.value())))
                .forEach(unit -> story.tell(unit.getKey().value(), LocalDate.of(2026, 1, 1), Meta.LIVE, null,
                        new UnitRegistered(unit.getKey(), unit.getValue(), unit.getKey().level(),
                                unit.getKey().parent().orElse(null))));
        int[] disputes = {7, 3, 9, 12};
        for (int village = 0; village < disputes.length; village++) {
            for (int i = 0; i < disputes[village]; i++) {
                story.imported(VILLAGES.get(village), LocalDate.of(2026, 3, 1 + i), true,
                        i % 2 == 0 ? "RECONCILED" : "FAILED", LocalDate.of(2026, 3, 20), null, Outcome.RESOLVED,
                        "synthetic:test");
            }
        }
        story.imported(LANXI, LocalDate.of(2026, 5, 1), true, "AGREED", LocalDate.of(2026, 5, 2), null,
                Outcome.AGREEMENT, null);
        story.imported(LANXI, LocalDate.of(2026, 5, 1), false, null, LocalDate.of(2026, 5, 2), NotStarted.COURT,
                Outcome.ROUTED,
                null);
        story.imported(HESHAN, LocalDate.of(2026, 6, 1), true, "LAPSED", LocalDate.of(2026, 7, 1), null,
                Outcome.RESOLVED, null);
        // a town with a single village, the year before
        story.imported(ALONE, LocalDate.of(2025, 5, 1), true, "AGREED", LocalDate.of(2025, 5, 2), null,
                Outcome.AGREEMENT, null);
        story.imported(ALONE.at(Level.TOWNSHIP), LocalDate.of(2025, 5, 1), true, "AGREED", LocalDate.of(2025, 5, 2),
                null, Outcome.AGREEMENT, null);
        for (int i = 0; i < 11; i++) {
            story.imported(TAOJIANG, LocalDate.of(2026, 7, 1), false, null, LocalDate.of(2026, 7, 9),
                    NotStarted.REFUSED,
                    Outcome.WITHDRAWN, null);
        }
        ViewDatabase filled = ViewDatabase.fresh();
        filled.live(new RatesView(RatesStory.clock()), story.all().stream()
                .filter(happened -> !(happened.event() instanceof UnitRegistered)).toList());
        filled.live(new NetworkView(RatesStory.clock()), story.all());
        return filled;
    }

    @Test
    void a_rate_as_json_has_everything_it_is_made_of() throws Exception {
        JsonNode rate = json("/rates/mediation?unit=430900000000&" + YEAR, HEAD);

        assertThat(rate.get("name").asString()).isEqualTo("mediation");
        assertThat(rate.get("version").asInt()).isOne();
        assertThat(rate.get("numerator").asInt()).isEqualTo(33);
        assertThat(rate.get("denominator").asInt()).isEqualTo(45);
        assertThat(rate.get("rate").asDouble()).isEqualTo(0.733333);
        assertThat(rate.get("excluded").asInt()).isZero();
        assertThat(rate.get("missing").asInt()).isZero();
        assertThat(rate.has("position")).isTrue();
        assertThat(rate.get("synthetic").asInt()).isEqualTo(31);
        assertThat(rate.has("children")).isFalse();
    }

    @Test
    void a_rate_without_a_denominator_is_null_never_zero() throws Exception {
        JsonNode rate = json("/rates/reconciliation?unit=430922000000&" + YEAR, HEAD);
        assertThat(rate.get("denominator").asInt()).isZero();
        assertThat(rate.get("rate").isNull()).isTrue();
        assertThat(page("/rates?unit=430922000000&" + YEAR, HEAD, "zh")).containsPattern(
                Pattern.compile("id=\"tile-reconciliation\">.{0,60}调和率</h2>\\s*<span class=\"big\"><span>—</span>",
                        Pattern.DOTALL));
    }

    @ParameterizedTest
    @CsvSource({"reception,430900000000", "closure,430900000000", "mediation,430903000000", "mediation,430903104000",
            "mediation-success,430903104000", "reconciliation,430900000000", "reconciliation-of-received,430903104000"})
    void children_own_and_suppressed_add_up_and_lists_are_as_long(String name, String unit) throws Exception {
        String query = "?unit=" + unit + "&" + YEAR;
        JsonNode rate = json("/rates/" + name + query + "&by=unit", HEAD);
        for (String number : List.of("numerator", "denominator", "excluded", "missing", "synthetic")) {
            int sum = rate.get("self").get(number).asInt() + rate.get("suppressed").get(number).asInt();
            for (JsonNode child : rate.get("children")) {
                sum += child.get(number).asInt();
            }
            assertThat(sum).as(number).isEqualTo(rate.get(number).asInt());
        }
        for (String part : List.of("numerator", "denominator", "excluded", "missing")) {
            JsonNode list = json("/rates/" + name + "/" + part + query, HEAD);
            assertThat(list.get("total").asInt()).as(part).isEqualTo(rate.get(part).asInt());
            assertThat(list.get("cases").size()).as(part).isEqualTo(rate.get(part).asInt());
        }
    }

    @Test
    void lists_come_in_pages_without_gap_or_repetition() throws Exception {
        String path = "/rates/mediation/denominator?unit=430900000000&limit=20&" + YEAR;
        Set<String> seen = new HashSet<>();
        JsonNode page = json(path, HEAD);
        while (true) {
            page.get("cases").forEach(line -> assertThat(seen.add(line.get("caseId").asString())).isTrue());
            if (page.get("next").isNull()) {
                break;
            }
            page = json(path + "&after=" + page.get("next").asString(), HEAD);
        }
        assertThat(seen).hasSize(45);
    }

    @Test
    void a_small_village_is_closed_to_those_above_and_open_to_itself() throws Exception {
        String small = "unit=430903104202&" + YEAR;
        assertThat(json("/rates/mediation?" + small, HEAD).get("denominator").isNull()).isTrue();
        assertThat(json("/rates/mediation?" + small, HEAD).get("hidden").asBoolean()).isTrue();
        MockHttpServletResponse closed = answer("/rates/mediation/denominator?" + small, HEAD, "en",
                "application/json");
        assertThat(closed.getStatus()).isEqualTo(403);
        assertThat(closed.getContentType()).startsWith("application/problem+json");
        assertThat(closed.getContentAsString()).contains("Under 5 in this village");
        MvcResult page = web.perform(get("/rates/mediation/denominator?" + small).accept("text/html")
                .locale(Locale.CHINA).requestAttr("actor", HEAD)).andReturn();
        assertThat(page.getResponse().getStatus()).isEqualTo(403);
        assertThat(page.getRequest().getAttribute("detail").toString()).contains("本村本项不足 5 件");
        assertThat(page("/rates?" + small, HEAD, "zh")).contains("不足 5 件，不在上级显示").doesNotContain("id=\"parts\"")
                .doesNotContain("class=\"funnel\"");

        String cover = "unit=430903104201&" + YEAR;
        assertThat(json("/rates/mediation?" + cover, HEAD).get("hidden").asBoolean())
                .as("10 in the row less 7 here would be the 3 that are hidden").isTrue();
        assertThat(answer("/rates/mediation/denominator?" + cover, HEAD, "zh", "application/json").getStatus())
                .isEqualTo(403);
        assertThat(json("/rates/mediation?unit=430903104203&" + YEAR, HEAD).get("denominator").asInt()).isEqualTo(9);

        assertThat(json("/rates/mediation?" + small, VILLAGER).get("denominator").asInt()).isEqualTo(3);
        assertThat(json("/rates/mediation/denominator?" + small, VILLAGER).get("total").asInt()).isEqualTo(3);
    }

    @Test
    void the_page_shows_the_same_numbers_as_json() throws Exception {
        String page = page("/rates?unit=430903104000&" + YEAR, HEAD, "zh");
        JsonNode rate = json("/rates/mediation?by=unit&unit=430903104000&" + YEAR, HEAD);

        assertThat(page).contains("兰溪镇").contains("合成演示数据").contains("已合并（2 个村、社区）")
                .contains("<span>" + "96.97" + "</span><small>%</small>");
        assertThat(rate.get("rate").asDouble()).isEqualTo(0.969697);
        for (JsonNode child : rate.get("children")) {
            assertThat(page).contains("data-unit=\"" + child.get("unit").asString() + "\"");
        }
        String tree = page.substring(page.indexOf("class=\"tree\""),
                page.indexOf("</nav>", page.indexOf("class=\"tree\"")));
        assertThat(tree).as("the units below hang under their own unit alone").containsOnlyOnce("罗湖村");
        assertThat(rate.get("suppressed").get("denominator").asInt()).isEqualTo(10);
        assertThat(page).containsPattern(Pattern.compile("data-kind=\"suppressed\">.*?>10<", Pattern.DOTALL));
    }

    @ParameterizedTest
    @CsvSource({"430900000000,14", "430903000000,14", "430903104000,8"})
    void every_number_of_the_page_opens_a_list_that_is_as_long_as_it_says(String unit, int least) throws Exception {
        String page = page("/rates?unit=" + unit + "&" + YEAR, HEAD, "zh");
        Matcher number = Pattern.compile("<a href=\"(/rates/[^\"]+/[^\"]+)\"[^>]*>(?:[^<\\d]*?)([\\d,]+)</a>")
                .matcher(page);
        List<String> opened = new ArrayList<>();
        while (number.find()) {
            String path = number.group(1).replace("&amp;", "&");
            assertThat(page(path, HEAD, "zh")).as(path).contains("共 " + number.group(2) + " 行");
            opened.add(path);
        }
        assertThat(opened).hasSizeGreaterThan(least);
        if (!unit.equals("430903104000")) {
            assertThat(opened).anyMatch(path -> path.contains("own=true"))
                    .anyMatch(path -> path.contains("result=AGREED,RECONCILED"))
                    .anyMatch(path -> path.contains("result=FAILED,LAPSED"));
        }
    }

    @Test
    void numbers_that_open_nothing_are_those_that_hide_something() throws Exception {
        String page = page("/rates?unit=430900000000&" + YEAR, HEAD, "zh");
        String table = page.substring(page.indexOf("id=\"parts\""), page.indexOf("</tfoot>"));
        assertThat(table).contains("own=true").doesNotContainPattern("<span>\\d+</span>");
    }

    @Test
    void what_is_a_units_own_is_opened_alone_unless_it_would_tell_a_village() throws Exception {
        String own = page("/rates/mediation/denominator?own=true&unit=430903000000&" + YEAR, HEAD, "zh");
        assertThat(own).contains("本级", "共 1 行");
        String town = "/rates/mediation/denominator?own=true&unit=430922104000";
        assertThat(answer(town + "&from=2025-01-01&to=2025-12-31", HEAD, "zh", "text/html").getStatus()).isEqualTo(403);
        assertThat(answer(town + "&from=2024-01-01&to=2024-12-31", HEAD, "zh", "text/html").getStatus())
                .as("nor by the days on which it has nothing").isEqualTo(403);
        assertThat(answer("/rates/mediation/denominator?own=true&unit=430903104000&" + YEAR, HEAD, "zh", "text/html")
                .getStatus()).as("whole less own would be the villages'").isEqualTo(403);
        assertThat(page("/rates?unit=430903104000&" + YEAR, HEAD, "zh")).doesNotContain("own=true");
    }

    @ParameterizedTest
    @CsvSource({"/rates,zh", "/rates,en", "/rates/mediation,zh", "/rates/reception/denominator,en",
            "/rates/closure/excluded,zh", "/rates/mediation/denominator?result=COURT,en",
            "/rates/reconciliation/missing,en", "/rates/tree,zh"})
    void pages_are_complete_in_both_languages(String path, String lang) throws Exception {
        String page = page(path, HEAD, lang);
        assertThat(page).doesNotContain("??").doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("\\sstyle=\"").doesNotContainPattern("\\son[a-z]+=\"").doesNotContain("null");
    }

    @ParameterizedTest
    @CsvSource({"/rates/happiness,404", "/rates/mediation?unit=1,404", "/rates/mediation?unit=430900999000,404",
            "/rates/mediation?unit=430100000000,403", "/rates/mediation?from=2026-02-30,400",
            "/rates/mediation?from=2026-03-01&to=2026-02-01,400", "/rates/mediation?to=9999-01-01,400",
            "/rates/mediation?by=age,400", "/rates/mediation/quotient,404", "/rates/mediation/numerator?after=x,400",
            "/rates/mediation/numerator?after=2026-01-01_x,400", "/rates/coverage/numerator?level=MOON,400"})
    void bad_questions_get_a_clear_answer_in_the_readers_language(String path, int status) throws Exception {
        for (String lang : List.of("zh", "en")) {
            MockHttpServletResponse answer = answer(path, HEAD, lang, "application/json");
            assertThat(answer.getStatus()).isEqualTo(status);
            JsonNode problem = new JsonMapper().readTree(answer.getContentAsString(StandardCharsets.UTF_8));
            assertThat(problem.get("detail").asString()).isNotBlank();
            assertThat(problem.get("detail").asString().chars().anyMatch(c -> c > 0x4e00)).isEqualTo(lang.equals("zh"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void only_those_whom_the_rates_concern_see_them(Role role) throws Exception {
        boolean sees = switch (role) {
            case STATION_OFFICER, RIGHTS_HEAD, LEADER, AUDITOR -> true;
            default -> false;
        };
        Actor actor = new Actor(new StaffId("x"), role, YIYANG);
        for (String path : List.of("/rates/mediation", "/rates/coverage", "/rates/mediation/numerator")) {
            assertThat(answer(path, actor, "zh", "application/json").getStatus()).isEqualTo(sees ? 200 : 403);
        }
        assertThat(answer("/rates", actor, "zh", "text/html").getStatus()).isEqualTo(sees ? 200 : 403);
    }

    @Test
    void coverage_answers_four_levels_and_the_lowest() throws Exception {
        JsonNode coverage = json("/rates/coverage?by=unit&unit=430900000000", HEAD);
        assertThat(coverage.get("levels").size()).isEqualTo(4);
        assertThat(coverage.get("minimum").get("rate").asDouble()).isZero();
        assertThat(coverage.get("levels").get(3).get("denominator").asInt()).isEqualTo(5);
        for (int level = 0; level < 4; level++) {
            int sum = coverage.get("self").get("levels").get(level).get("denominator").asInt();
            for (JsonNode child : coverage.get("children")) {
                sum += child.get("levels").get(level).get("denominator").asInt();
            }
            assertThat(sum).isEqualTo(coverage.get("levels").get(level).get("denominator").asInt());
        }
        JsonNode list = json("/rates/coverage/remainder?level=VILLAGE&unit=430900000000", HEAD);
        assertThat(list.get("total").asInt()).isEqualTo(list.get("units").size()).isEqualTo(5);
    }

    private JsonNode json(String path, Actor actor) throws Exception {
        MockHttpServletResponse answer = answer(path, actor, "zh", MediaType.APPLICATION_JSON_VALUE);
        assertThat(answer.getStatus()).as(answer.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(200);
        return new JsonMapper().readTree(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    private String page(String path, Actor actor, String lang) throws Exception {
        MockHttpServletResponse answer = answer(path, actor, lang, "text/html");
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse answer(String path, Actor actor, String lang, String accept) throws Exception {
        return web.perform(get(path).accept(accept).locale(Locale.forLanguageTag(lang)).requestAttr("actor", actor))
                .andReturn().getResponse();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @ComponentScan(basePackageClasses = {RatesView.class, NetworkView.class, Shell.class,
            Pages.class, Names.class}, excludeFilters = @ComponentScan.Filter(SpringBootConfiguration.class))
    public static class Web implements WebMvcConfigurer {

        @Bean
        Clock clock() {
            return RatesStory.clock();
        }

        @Bean
        @Qualifier("view")
        JdbcTemplate viewTemplate() {
            synchronized (RatesWebTest.class) {
                if (database == null) {
                    database = filled();
                }
                return database.jdbc();
            }
        }

        @Bean
        @Qualifier("view")
        JdbcClient viewClient(@Qualifier("view") JdbcTemplate jdbc) {
            return JdbcClient.create(jdbc);
        }

        @Bean
        @Qualifier("view")
        PlatformTransactionManager viewTransactions(@Qualifier("view") JdbcTemplate jdbc) {
            return database.transactions();
        }

        @Bean
        LiveViews liveViews(@Qualifier("view") JdbcTemplate jdbc) {
            return new LiveViews(jdbc);
        }

        @Bean
        ViewPositions positions(@Qualifier("view") JdbcClient jdbc, Clock clock) {
            return new ViewPositions(jdbc, clock);
        }

        @Bean
        Operators operators() {
            return actor -> actor.role() == Role.ADMINISTRATOR;
        }

        @Bean
        Colleagues colleagues() {
            return new OneColleague();
        }

        @Bean
        StaffNames staffNames() {
            return _ -> Map.of(new StaffId("he"), "何某");
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new HandlerMethodArgumentResolver() {
                @Override
                public boolean supportsParameter(MethodParameter parameter) {
                    return parameter.getParameterType() == Actor.class;
                }

                @Override
                public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer model,
                        NativeWebRequest request, WebDataBinderFactory binder) {
                    return request.getAttribute("actor", NativeWebRequest.SCOPE_REQUEST);
                }
            });
        }
    }
}
