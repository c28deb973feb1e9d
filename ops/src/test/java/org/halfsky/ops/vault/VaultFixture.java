package org.halfsky.ops.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.halfsky.testkit.TestClock;
import org.halfsky.testkit.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A vault of its own for a test: a fresh database with the vault's tables, and a home for the master key. */
final class VaultFixture {

    final TestDatabase database = TestDatabase.fresh();
    final Path home;
    final TestClock clock = TestClock.at("2026-11-23T01:00:00Z");
    final MasterKeyFile file;
    final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    VaultFixture() {
        DataSource source = database.dataSource();
        Flyway.configure().dataSource(source).schemas("vault").locations("classpath:db/vault").load().migrate();
        try {
            home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "vault");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = MasterKeyFile.in(home);
        jdbc = new JdbcTemplate(source);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    /** As a process that starts now would open it: with nothing in memory. */
    TinkVault vault() {
        return vault(file);
    }

    TinkVault vault(MasterKeyFile key) {
        return TinkVault.unlocked(jdbc, transactions, key, clock, true);
    }
}
