package org.halfsky.query.shell;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.Operators;
import org.halfsky.query.access.StaffNames;
import org.halfsky.query.access.UnitNames;
import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.MethodParameter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

@SpringBootTest(properties = {"spring.messages.basename=messages/shell,messages/components,messages/codes",
        "spring.messages.fallback-to-system-locale=false", "spring.main.banner-mode=off"})
class ShellTest {

    private static final String ROLE = "test.role";

    @Autowired
    WebApplicationContext context;

    MockMvc web;

    @BeforeEach
    void open() {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @Test
    void shows_the_person_the_unit_and_only_what_the_role_may_open() throws Exception {
        String page = page("/components", Role.ADMINISTRATOR, "zh");
        assertThat(page).contains("<b>周某</b>").contains("系统管理员").contains("赫山区妇联").contains("href=\"/accounts\"")
                .contains("lang=\"zh-CN\"").doesNotContain("href=\"/desk\"").doesNotContain("??");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void speaks_both_languages_to_every_role(Role role) throws Exception {
        for (String lang : List.of("zh", "en")) {
            String page = page("/components", role, lang);
            assertThat(page).doesNotContain("??");
            for (Area area : Area.values()) {
                assertThat(page.contains("href=\"" + area.path() + "\"")).as(role + " " + area)
                        .isEqualTo(area.roles().contains(role));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void sends_everyone_home_to_a_page_they_may_open(Role role) throws Exception {
        Area home = Area.home(role);
        assertThat(home.roles()).contains(role);
        assertThat(web.perform(get("/").requestAttr(ROLE, role)).andReturn().getResponse().getRedirectedUrl())
                .isEqualTo(home.path());
    }

    @Test
    void keeps_a_theme_in_a_cookie_and_answers_in_it_at_once() throws Exception {
        var answer = web.perform(get("/components").param("theme", "dark").requestAttr(ROLE, Role.ADMINISTRATOR))
                .andReturn()
                .getResponse();
        assertThat(answer.getContentAsString()).contains("data-theme=\"dark\"");
        assertThat(answer.getHeader("Set-Cookie")).contains("theme=dark").contains("HttpOnly");
        assertThat(page("/components", Role.ADMINISTRATOR, "zh")).doesNotContain("data-theme=\"");
    }

    @Test
    void a_page_holds_no_inline_script_or_style() throws Exception {
        assertThat(page("/components", Role.ADMINISTRATOR, "zh")).doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("<style").doesNotContainPattern("\\sstyle=\"")
                .doesNotContainPattern("\\son[a-z]+=\"");
    }

    private String page(String path, Role role, String lang) throws Exception {
        return web.perform(get(path).header("Accept-Language", lang).locale(java.util.Locale.forLanguageTag(lang))
                .requestAttr(ROLE, role)).andReturn().getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @ComponentScan(basePackageClasses = Shell.class)
    static class Pages implements WebMvcConfigurer {

        @Bean
        Clock clock() {
            return TestClock.at("2026-11-23T01:00:00Z");
        }

        @Bean
        Operators operators() {
            return actor -> actor.role() == Role.ADMINISTRATOR;
        }

        @Bean
        StaffNames staffNames() {
            return staff -> Map.of(new StaffId("zhou"), "周某");
        }

        @Bean
        UnitNames unitNames() {
            return units -> Map.of(new UnitCode("430903000000"), "赫山区妇联");
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
                        NativeWebRequest request,
                        WebDataBinderFactory binder) {
                    return new Actor(new StaffId("zhou"),
                            (Role) request.getAttribute(ROLE, NativeWebRequest.SCOPE_REQUEST),
                            new UnitCode("430903000000"));
                }
            });
        }
    }
}
