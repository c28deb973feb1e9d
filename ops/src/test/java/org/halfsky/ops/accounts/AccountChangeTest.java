package org.halfsky.ops.accounts;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.halfsky.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccountChangeTest {

    private final DataSource source = TestDatabase.fresh().dataSource();
    private final JdbcClient jdbc = JdbcClient.create(source);

    @Test
    void a_reason_that_was_typed_before_there_were_codes_is_gone_and_none_is_typed_again() {
        accounts().target("3").load().migrate();
        add("CLOSED", "与张秀兰不和");
        add("SIGNED_IN", null);

        accounts().load().migrate();

        assertThat(jdbc.sql("select coalesce(reason, '-') from account.account_change order by id").query(String.class)
                .list()).containsExactly("OTHER", "-");
        add("CLOSED", "LEFT");
        assertThatThrownBy(() -> add("CLOSED", "与张秀兰不和")).hasMessageContaining("account_change_reason_check");
        assertThatThrownBy(() -> jdbc.sql("delete from account.account_change").update())
                .hasMessageContaining("only added to");
    }

    private FluentConfiguration accounts() {
        return Flyway.configure().dataSource(source).schemas("account").defaultSchema("account")
                .locations("classpath:db/account");
    }

    private void add(String kind, String reason) {
        jdbc.sql("""
                insert into account.account_change (staff_id, at, by_staff, kind, reason)
                values ('zhou', now(), 'wu', ?, ?)""").params(kind, reason).update();
    }
}
