package org.halfsky.ops.security;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.halfsky.command.act.Registers;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.HalfskyProperties;
import org.halfsky.query.access.UnitNames;
import org.halfsky.testkit.TestClock;
import org.halfsky.testkit.TestDatabase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The doors of the house with accounts and frame, on a real database, without streams and views: what security tests need. No stereotype: the whole house must not find it. */
@EnableConfigurationProperties(HalfskyProperties.class)
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class, ThymeleafAutoConfiguration.class,
        JacksonAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
        ValidationAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class})
@ComponentScan(basePackages = {"org.halfsky.ops.security", "org.halfsky.ops.accounts", "org.halfsky.ops.i18n",
        "org.halfsky.query.shell", "org.halfsky.query.desk", "org.halfsky.query.http",
        "org.halfsky.command.http"}, excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.command\\.http\\.Commands"))
class House {

    /** The province, and every unit of Yiyang's eight county-level ones: enough of a network. */
    static final UnitCode YIYANG = new UnitCode("430900000000");
    static final UnitCode HESHAN = new UnitCode("430903000000");

    @Bean
    TestClock clock() {
        return TestClock.at("2026-11-23T01:00:00Z");
    }

    @Bean
    DataSource commandDataSource() {
        DataSource source = TestDatabase.fresh().dataSource();
        Flyway.configure().dataSource(source).schemas("account").defaultSchema("account")
                .locations("classpath:db/account").load()
                .migrate();
        return source;
    }

    @Bean
    @Qualifier("command")
    JdbcClient commandJdbc(DataSource source) {
        return JdbcClient.create(source);
    }

    @Bean
    @Qualifier("command")
    PlatformTransactionManager commandTransactions(DataSource source) {
        return new JdbcTransactionManager(source);
    }

    @Bean
    Registers registers() {
        return new Units();
    }

    @Bean
    UnitNames unitNames() {
        return units -> Map.of(YIYANG, "益阳市妇联", HESHAN, "赫山区妇联");
    }

    /** Knows two units, and nothing else that a rule could ask. */
    private static final class Units implements Registers {

        @Override
        public boolean unitExists(UnitCode unit) {
            return unit.equals(YIYANG) || unit.equals(HESHAN);
        }

        @Override
        public boolean mayHandle(StaffId handler, UnitCode unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Appointment> mediator(StaffId mediator, UnitCode unit, LocalDate on) {
            return Optional.empty();
        }

        @Override
        public boolean mediates(Actor who, UnitCode unit, LocalDate on) {
            return false;
        }

        @Override
        public boolean dangerElsewhere(Collection<PersonId> persons, CaseId except) {
            return false;
        }

        @Override
        public String nextCaseNumber(UnitCode unit, int year) {
            throw new UnsupportedOperationException();
        }
    }
}
