package org.halfsky.ops.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.halfsky.command.act.Registers;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.HalfskyProperties;
import org.halfsky.ops.HalfskyProperties.Mode;
import org.halfsky.testkit.TestClock;
import org.halfsky.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The first accounts of an installation: no password is told that does not hold, and none holds that was not told. */
class FirstAccountsTest {

    private static final UnitCode YIYANG = new UnitCode("430900000000");

    private final Accounts accounts = accounts();
    private final List<Prepared> first = List.of(
            accounts.prepare(new StaffId("operator"), "周琳", Role.OPERATOR, YIYANG, false),
            accounts.prepare(new StaffId("leader"), "郑岚", Role.LEADER, YIYANG, false));

    @Test
    void exist_once_their_passwords_were_told() {
        List<String> told = new ArrayList<>();
        assertThat(accounts.provideFirst(first, () -> {
            assertThat(accounts.none()).as("nobody can sign in yet").isTrue();
            first.forEach(one -> told.add(one.password()));
        })).isTrue();
        assertThat(told).hasSize(2);
        assertThat(accounts.none()).isFalse();
    }

    @Test
    void are_made_by_the_next_start_where_one_was_interrupted_while_it_told() {
        assertThatThrownBy(() -> accounts.provideFirst(first, () -> {
            throw new IllegalStateException("the disk is full");
        })).hasMessage("the disk is full");
        assertThat(accounts.none()).isTrue();
        assertThat(accounts.provideFirst(first, () -> {
        })).isTrue();
    }

    @Test
    void are_made_for_one_mode_which_every_later_start_must_have() {
        assertThat(accounts.madeAs(Mode.PRODUCTION)).isEqualTo(Mode.PRODUCTION);
        assertThat(accounts.madeAs(Mode.TRIAL)).as("no made-up case comes into a house that works for people")
                .isEqualTo(Mode.PRODUCTION);
        assertThat(accounts().madeAs(Mode.TRIAL)).isEqualTo(Mode.TRIAL);
    }

    @Test
    void are_told_by_one_of_two_starts_alone() {
        accounts.provideFirst(first, () -> {
        });
        assertThat(accounts.provideFirst(first, () -> {
            throw new AssertionError("told a password that does not hold");
        })).isFalse();
    }

    @Test
    void tell_no_password_where_they_are_printed() {
        assertThat(first.toString()).contains("operator").doesNotContain(first.getFirst().password())
                .doesNotContain(first.getFirst().hash());
    }

    private static Accounts accounts() {
        DataSource source = TestDatabase.fresh().dataSource();
        Flyway.configure().dataSource(source).schemas("account").defaultSchema("account")
                .locations("classpath:db/account").load().migrate();
        return new Accounts(JdbcClient.create(source), new JdbcTransactionManager(source),
                TestClock.at("2026-11-23T01:00:00Z"), new StaticListableBeanFactory().getBeanProvider(Registers.class),
                new Binder(new MapConfigurationPropertySource(Map.of("halfsky.password-cost", "10")))
                        .bind("halfsky", HalfskyProperties.class).get());
    }
}
