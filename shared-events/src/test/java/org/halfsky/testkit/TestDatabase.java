package org.halfsky.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A fresh PostgreSQL 18 database for a test. One server runs per JVM: by Testcontainers where a container engine answers, the
 * embedded one otherwise, so that the same tests run everywhere and none is skipped. The server trusts every role, so roles
 * that several databases share need no password.
 *
 * @param url      of this database
 * @param user     a superuser
 * @param password of the superuser
 */
public record TestDatabase(String url, String user, String password) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** An empty database. */
    public static TestDatabase fresh() {
        return create("");
    }

    /** A copy of another database of this class, to which nobody may be connected; far faster than filling it again. */
    public static TestDatabase copyOf(TestDatabase template) {
        return create(" template " + template.name());
    }

    /** Unpooled connections of the superuser. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** The database's name. */
    public String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static TestDatabase create(String from) {
        String name = "test_" + COUNT.incrementAndGet();
        TestDatabase admin = Server.ADMIN;
        try (Connection connection = DriverManager.getConnection(admin.url, admin.user, admin.password);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + from);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create the test database " + name, e);
        }
        return new TestDatabase(admin.url.replaceFirst("/[^/]*$", "/" + name), admin.user, admin.password);
    }

    /** The JVM's one server, started when first asked for. */
    private static final class Server {

        static final TestDatabase ADMIN = start();

        private static TestDatabase start() {
            return engineAnswers() ? container() : embedded();
        }

        private static boolean engineAnswers() {
            try {
                return DockerClientFactory.instance().isDockerAvailable();
            } catch (RuntimeException | LinkageError e) {
                return false;
            }
        }

        @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it afterwards
        private static TestDatabase container() {
            PostgreSQLContainer server = new PostgreSQLContainer("postgres:18-alpine")
                    .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust").withUsername("postgres").withPassword("postgres")
                    .withDatabaseName("postgres")
                    .withCommand("postgres", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                            "max_connections=300");
            server.start();
            return new TestDatabase(
                    "jdbc:postgresql://" + server.getHost() + ":" + server.getMappedPort(5432) + "/postgres",
                    "postgres", "postgres");
        }

        @SuppressWarnings("resource") // closed by its own shutdown hook
        private static TestDatabase embedded() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8")
                        .setServerConfig("max_connections", "300").setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setPGStartupWait(Duration.ofMinutes(1)).start();
                return new TestDatabase("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres",
                        "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException("Embedded PostgreSQL did not start", e);
            }
        }
    }
}
