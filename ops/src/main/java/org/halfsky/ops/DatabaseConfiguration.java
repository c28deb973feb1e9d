package org.halfsky.ops;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The home, the database and three ways into it: {@code command} (the one that is meant when none is named), {@code view} and
 * {@code vault}, each with connections, SQL and transactions of its own role.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Home home(HalfskyProperties properties, ObjectProvider<ManyProcesses> many) {
        if (many.stream().findAny().isEmpty()) {
            return new Home(properties.home());
        }
        if (properties.database().embedded()) {
            throw new DatabaseRefused("命令侧和查询侧进程需要一台 PostgreSQL 服务器：请设 halfsky.database.url。",
                    "Processes of the command side and the query side need a PostgreSQL server: set halfsky.database.url.");
        }
        return Home.shared(properties.home());
    }

    /** Everything that touches a table depends on this bean, so it starts first and stops last. */
    @Bean
    Databases databases(Home home, HalfskyProperties properties) {
        return new Databases(home, properties.database());
    }

    @Bean
    @Primary
    @Qualifier("command")
    DataSource commandDataSource(Databases databases, HalfskyProperties properties) {
        return databases.pool(DatabaseRole.COMMAND, properties.database().poolSize());
    }

    @Bean
    @Qualifier("view")
    DataSource viewDataSource(Databases databases, HalfskyProperties properties) {
        return databases.pool(DatabaseRole.VIEW, properties.database().poolSize());
    }

    @Bean
    @Qualifier("vault")
    DataSource vaultDataSource(Databases databases, HalfskyProperties properties) {
        return databases.pool(DatabaseRole.VAULT, Math.ceilDiv(properties.database().poolSize(), 2));
    }

    @Bean
    @Primary
    @Qualifier("command")
    JdbcTemplate commandJdbcTemplate(@Qualifier("command") DataSource source) {
        return new JdbcTemplate(source);
    }

    @Bean
    @Qualifier("view")
    JdbcTemplate viewJdbcTemplate(@Qualifier("view") DataSource source) {
        return new JdbcTemplate(source);
    }

    @Bean
    @Qualifier("vault")
    JdbcTemplate vaultJdbcTemplate(@Qualifier("vault") DataSource source) {
        return new JdbcTemplate(source);
    }

    @Bean
    @Primary
    @Qualifier("command")
    JdbcClient commandJdbcClient(@Qualifier("command") JdbcTemplate jdbc) {
        return JdbcClient.create(jdbc);
    }

    @Bean
    @Qualifier("view")
    JdbcClient viewJdbcClient(@Qualifier("view") JdbcTemplate jdbc) {
        return JdbcClient.create(jdbc);
    }

    @Bean
    @Qualifier("vault")
    JdbcClient vaultJdbcClient(@Qualifier("vault") JdbcTemplate jdbc) {
        return JdbcClient.create(jdbc);
    }

    @Bean
    @Primary
    @Qualifier("command")
    PlatformTransactionManager commandTransactions(@Qualifier("command") DataSource source) {
        return new JdbcTransactionManager(source);
    }

    @Bean
    @Qualifier("view")
    PlatformTransactionManager viewTransactions(@Qualifier("view") DataSource source) {
        return new JdbcTransactionManager(source);
    }

    @Bean
    @Qualifier("vault")
    PlatformTransactionManager vaultTransactions(@Qualifier("vault") DataSource source) {
        return new JdbcTransactionManager(source);
    }

    @Bean
    @Primary
    @Qualifier("command")
    TransactionTemplate commandTransactionTemplate(@Qualifier("command") PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    @Qualifier("view")
    TransactionTemplate viewTransactionTemplate(@Qualifier("view") PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    @Qualifier("vault")
    TransactionTemplate vaultTransactionTemplate(@Qualifier("vault") PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }
}
