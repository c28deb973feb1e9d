package org.halfsky.ops.vault;

import java.time.Clock;

import org.halfsky.ops.Home;
import org.halfsky.query.access.ReadLog;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens the vault with the master key of the home. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    TinkVault vault(@Qualifier("vault") JdbcTemplate jdbc, @Qualifier("vault") TransactionTemplate transactions,
            Home home,
            Clock clock) {
        return TinkVault.unlocked(jdbc, transactions, MasterKeyFile.in(home.folder()), clock, true);
    }

    @Bean
    ReadLog readLog(@Qualifier("vault") JdbcTemplate jdbc) {
        return new VaultReadLog(jdbc);
    }
}
