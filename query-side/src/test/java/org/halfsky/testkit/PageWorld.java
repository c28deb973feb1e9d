package org.halfsky.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.CaseStory;
import org.halfsky.query.QuerySide;
import org.halfsky.query.TestVault;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.access.Colleagues;
import org.halfsky.query.access.Operators;
import org.halfsky.query.access.ReadLog;
import org.halfsky.query.access.StaffNames;
import org.halfsky.query.access.UnitNames;
import org.halfsky.query.projection.NoProcessors;
import org.halfsky.query.projection.ViewTokens;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The whole query side over a database of its own, for tests of pages. Who asks stands in the request's attribute {@link #ACTOR}. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@Import(QuerySide.class)
public class PageWorld implements WebMvcConfigurer {

    public static final String ACTOR = "test.actor";
    public static final String MESSAGES = "spring.messages.basename=messages/shell,messages/codes,messages/casefile,"
            + "messages/timeline,messages/worklists,messages/contacts,messages/components,messages/desk";

    @Bean
    ViewDatabase database() {
        return ViewDatabase.fresh();
    }

    @Bean
    @Primary
    Clock clock() {
        return TestClock.at(CaseStory.MONDAY.plusSeconds(86_400 * 3));
    }

    @Bean
    @Qualifier("view")
    JdbcTemplate viewJdbcTemplate(ViewDatabase database) {
        return database.jdbc();
    }

    @Bean
    @Qualifier("view")
    JdbcClient viewJdbcClient(ViewDatabase database) {
        return database.client();
    }

    @Bean
    @Qualifier("view")
    PlatformTransactionManager viewTransactionManager(ViewDatabase database) {
        return database.transactions();
    }

    @Bean
    TestVault vault() {
        return new TestVault();
    }

    @Bean
    ViewTokens viewTokens() {
        return new NoProcessors();
    }

    /** Reads back what the test vault opened. */
    @Bean
    ReadLog readLog(TestVault vault) {
        return new ReadLog() {
            @Override
            public List<Opened> about(String about, int limit) {
                return all().stream().filter(opened -> opened.about().equals(about)).limit(limit).toList();
            }

            @Override
            public List<Opened> of(PersonId person, int limit) {
                return List.of();
            }

            @Override
            public List<Opened> before(Instant before, int limit) {
                return all();
            }

            private List<Opened> all() {
                List<Opened> all = new ArrayList<>();
                vault.openings.forEach(opening -> all.add(new Opened(opening.getKey().who(), opening.getKey().purpose(),
                        opening.getKey().about(), CaseStory.MONDAY)));
                return all.reversed();
            }
        };
    }

    @Bean
    Operators operators() {
        return actor -> actor.role() == Role.ADMINISTRATOR;
    }

    @Bean
    StaffNames staffNames() {
        Map<StaffId, String> names = Map.of(new StaffId("chen"), "陈某", new StaffId("guo"), "郭某", new StaffId("long"),
                "龙某", new StaffId("zhou"), "周某", new StaffId("lv"), "吕某");
        return staff -> {
            Map<StaffId, String> known = new HashMap<>(names);
            known.keySet().retainAll(staff);
            return known;
        };
    }

    @Bean
    @Primary
    UnitNames testUnitNames() {
        Map<UnitCode, String> names = Map.of(CaseStory.YIYANG, "益阳市妇联", CaseStory.HESHAN, "赫山区妇联", CaseStory.LANXI,
                "兰溪镇妇联");
        return units -> {
            Map<UnitCode, String> known = new HashMap<>(names);
            known.keySet().retainAll(units);
            return known;
        };
    }

    @Bean
    Colleagues colleagues() {
        return new OneColleague();
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
                return request.getAttribute(ACTOR, NativeWebRequest.SCOPE_REQUEST);
            }
        });
    }
}
