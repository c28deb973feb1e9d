package org.halfsky.ops;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.Flyway;
import org.halfsky.query.projection.ViewPositions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to what this version needs: roles, schemas, and one migration history per schema, run by the schema's owner.
 * Doing it again changes nothing.
 */
final class DatabaseSetup {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSetup.class);
    /** Roles belong to the whole server: two databases of one process must not alter them at the same moment. */
    private static final Object ONE_AT_A_TIME = new Object();
    /** A transaction of the command side that stays open longer could bring events that readers no longer wait for. */
    private static final long LONGEST_COMMAND_MINUTES = ViewPositions.LONGEST_COMMAND.toMinutes();
    private static final int LONGEST_WAIT_SECONDS = 30;
    /** Key of the lock that lets one process at a time set up the database. */
    private static final long SETTING_UP = 0x68616c66736b79L;

    private final String url;
    private final DatabasePasswords passwords;

    DatabaseSetup(String url, DatabasePasswords passwords) {
        this.url = url;
        this.passwords = passwords;
    }

    /** Whether a house has been set up in that database before. */
    static boolean done(String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('events.domain_event') is not null")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
        }
    }

    /** @param user a role that may create roles and schemas */
    void run(String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            // processes that start together follow one another
            statement.execute("select pg_advisory_lock(" + SETTING_UP + ")");
            rolesAndSchemas(connection, statement);
            for (DatabaseRole role : DatabaseRole.values()) {
                role.schemas().forEach(schema -> migrate(role, schema));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Roles and schemas could not be set up: " + e.getMessage(), e);
        }
    }

    private void rolesAndSchemas(Connection connection, Statement statement) throws SQLException {
        synchronized (ONE_AT_A_TIME) {
            String database = quoted(connection.getCatalog());
            for (DatabaseRole role : DatabaseRole.values()) {
                create(role, statement);
                statement.execute("grant connect, temporary on database " + database + " to " + role.login());
                set(role, "search_path", role.searchPath(), database, statement);
            }
            statement.execute("revoke all on database " + database + " from public");
            statement.execute("revoke all on schema public from public");
            if (connection.getMetaData().getDatabaseMajorVersion() >= 17) {
                set(DatabaseRole.COMMAND, "transaction_timeout", "'" + LONGEST_COMMAND_MINUTES + "min'", database,
                        statement);
            }
            // a command that holds a root in memory and waits for a long import's row gives way to it
            set(DatabaseRole.COMMAND, "lock_timeout", "'" + LONGEST_WAIT_SECONDS + "s'", database, statement);
            for (DatabaseRole role : DatabaseRole.values()) {
                for (String schema : role.schemas()) {
                    statement.execute("create schema if not exists " + schema + " authorization " + role.login());
                }
            }
        }
    }

    private void create(DatabaseRole role, Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select 1 from pg_roles where rolname = '" + role.login() + "'")) {
            if (!rows.next()) {
                LOG.info("Creating the database role {}", role.login());
                rows.close();
                statement.execute("create role " + role.login() + " login");
            }
        }
        statement.execute("alter role " + role.login() + " password '" + passwords.of(role) + "'");
    }

    private static void set(DatabaseRole role, String setting, String value, String database, Statement statement)
            throws SQLException {
        statement
                .execute("alter role " + role.login() + " in database " + database + " set " + setting + " = " + value);
    }

    private void migrate(DatabaseRole role, String schema) {
        Flyway.configure().dataSource(url, role.login(), passwords.of(role)).schemas(schema).createSchemas(false)
                .locations("classpath:db/" + schema).load().migrate();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
