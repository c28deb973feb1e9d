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
        if (!settings.embedded() && !DatabasePasswords.known(home.folder())
                && DatabaseSetup.done(settings.url(), settings.user(), settings.password())) {
            throw new DatabaseRefused("数据库已属于另一个数据目录：请把那里的 database-passwords.properties 和 keys 复制到 " + home.folder(),
                    "The database belongs to a home already: copy its database-passwords.properties and keys to "
                            + home.folder());
        }
        passwords = new DatabasePasswords(home.folder());
        if (settings.embedded()) {
            embedded = EmbeddedDatabase.start(home, passwords.superuser());
            url = embedded.url(NAME);
            createDatabase();
            new DatabaseSetup(url, passwords).run(EmbeddedDatabase.SUPERUSER, passwords.superuser());
            releaseAll();
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

    /** The home is ours alone, so what a killed process had claimed and begun is nobody's: nobody waits for it to age. */
    private void releaseAll() {
        release(DatabaseRole.COMMAND, "update command.token_entry set owner = null where owner is not null");
        release(DatabaseRole.VIEW, "update view.token_entry set owner = null where owner is not null");
        release(DatabaseRole.COMMAND, "update command.task_progress set running = false where running");
    }

    private void release(DatabaseRole role, String sql) {
        try (Connection connection = DriverManager.getConnection(url, role.login(), passwords.of(role));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Claims could not be released: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
    }
}
