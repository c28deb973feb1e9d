package org.halfsky.ops;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The database the house stands on, ready to be used: embedded or elsewhere, migrated, with a pool of connections per role. */
public final class Databases implements AutoCloseable {

    /** Of the database inside the embedded server. */
    static final String NAME = "halfsky";

    private final EmbeddedDatabase embedded;
    private final String url;
    private final DatabasePasswords passwords;

    Databases(Home home, HalfskyProperties.Database settings) {
        passwords = new DatabasePasswords(home.folder());
        if (settings.embedded()) {
            embedded = EmbeddedDatabase.start(home, passwords.superuser());
            url = embedded.url(NAME);
            createDatabase();
            new DatabaseSetup(url, passwords).run(EmbeddedDatabase.SUPERUSER, passwords.superuser());
            releaseProcessors();
        } else {
            embedded = null;
            url = settings.url();
            new DatabaseSetup(url, passwords).run(settings.user(), settings.password());
        }
    }

    /** @return the JDBC URL of the house's database */
    public String url() {
        return url;
    }

    HikariDataSource pool(DatabaseRole role, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(role.login());
        config.setJdbcUrl(url);
        config.setUsername(role.login());
        config.setPassword(passwords.of(role));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.addDataSourceProperty("ApplicationName", role.login());
        // an error's detail can hold a whole row
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "3");
        return new HikariDataSource(config);
    }

    private void createDatabase() {
        try (Connection connection = DriverManager.getConnection(embedded.url("postgres"), EmbeddedDatabase.SUPERUSER,
                passwords.superuser());
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (rows.next()) {
                    return;
                }
            }
            statement.execute("create database " + NAME);
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be created: " + e.getMessage(), e);
        }
    }

    /** The home is ours alone, so a claim on a processor's token is left over from a killed process: nobody waits for it to age. */
    private void releaseProcessors() {
        release(DatabaseRole.COMMAND, "command.token_entry");
        release(DatabaseRole.VIEW, "view.token_entry");
    }

    private void release(DatabaseRole role, String table) {
        try (Connection connection = DriverManager.getConnection(url, role.login(), passwords.of(role));
                Statement statement = connection.createStatement()) {
            statement.execute("update " + table + " set owner = null where owner is not null");
        } catch (SQLException e) {
            throw new IllegalStateException("Claims on " + table + " could not be released: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
    }
}
