package org.halfsky.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * PostgreSQL 18 of our own, its data kept in the home. The bundle is made for tests: it would not wait for the disk and would
 * trust everybody. Here what was committed is on the disk, and every role, the superuser too, signs in by a password over the
 * loopback alone.
 */
final class EmbeddedDatabase implements AutoCloseable {

    static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    /** Where the programs of the server are unpacked. */
    private static final String BINARIES = "postgresql";
    /** Stands in a data folder that was made to the end. */
    private static final String COMPLETE = "halfsky.complete";
    /** No process has this number. */
    private static final int NOBODY = 999_999_999;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server on a free port. One that a killed process left behind is stopped first; nobody else can be using it,
     * because the home is ours.
     */
    static EmbeddedDatabase start(Home home, String superuserPassword) {
        Path data = home.resolve("db");
        try {
            stopOrphan(home, data);
            putHalfMadeAside(data);
            Home.ownerOnlyFolder(data);
            Path passwordFile = home.resolve("initdb.secret");
            Home.writeSecret(passwordFile, superuserPassword);
            try {
                EmbeddedPostgres server = builder(home, data, passwordFile, superuserPassword).start();
                Home.ownerOnlyFolder(home.resolve(BINARIES));
                Files.writeString(data.resolve(COMPLETE), "");
                return new EmbeddedDatabase(server, superuserPassword);
            } finally {
                Files.deleteIfExists(passwordFile);
            }
        } catch (IOException | RuntimeException e) {
            throw new DatabaseNotStarted("""
                    内置数据库（PostgreSQL）未能在 %1$s 启动：%2$s
                    The embedded PostgreSQL did not start in %1$s: %2$s""".formatted(data, e.getMessage()), e);
        }
    }

    private static EmbeddedPostgres.Builder builder(Home home, Path data, Path passwordFile, String password) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // closed after the application, not beside it
                .setOverrideWorkingDirectory(home.resolve(BINARIES).toFile()) // not in a folder that others can write to
                .setPGStartupWait(PATIENCE).setConnectConfig("password", password)
                // these reach initdb as they stand
                .setLocaleConfig("auth", "scram-sha-256").setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale-provider", "builtin").setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // what is acknowledged is on the disk
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // errors must not carry rows into a log
                .setServerConfig("log_error_verbosity", "terse").setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "''")
                .setServerConfig("max_connections", "120").setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB").setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("random_page_cost", "1.1").setServerConfig("jit", "off");
    }

    int port() {
        return server.getPort();
    }

    /** @return the JDBC URL of one of its databases */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** Writes everything out while there is time, then stops; open connections are closed. */
    @Override
    public void close() throws IOException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            LOG.warn("No checkpoint before the database stops: {}", e.getMessage());
        }
        server.close();
    }

    /**
     * Stops the server that a killed process left behind. Its programs were unpacked in the home, so whatever runs from there is
     * ours; process ids are reused, so the number in the server's own file proves nothing.
     */
    private static void stopOrphan(Home home, Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        List<ProcessHandle> left = running(home.resolve(BINARIES));
        if (left.isEmpty()) {
            disown(pidFile);
            return;
        }
        long postmaster = pidIn(pidFile);
        LOG.warn("A database server was left behind by a process that was killed: it is stopped first (process {})",
                postmaster);
        try {
            for (ProcessHandle process : left) {
                if (process.pid() == postmaster) {
                    // fast shutdown: a plain termination would wait for its clients
                    new ProcessBuilder("kill", "-INT", Long.toString(postmaster)).inheritIO().start().waitFor();
                }
            }
            // without a postmaster its children end by themselves
            CompletableFuture.allOf(left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the database server that was left behind stops", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The database server that was left behind does not stop (process " + postmaster + ")",
                    e);
        }
        disown(pidFile);
    }

    private static List<ProcessHandle> running(Path programs) throws IOException {
        if (Files.notExists(programs)) {
            return List.of();
        }
        Path folder = programs.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().filter(command -> Path.of(command).startsWith(folder))
                        .isPresent())
                .toList();
    }

    /**
     * Where the number of a dead server now belongs to somebody else, the next server would take that for a server and refuse. The
     * file itself stays: with it PostgreSQL makes sure that no old process still has the data in memory.
     */
    private static void disown(Path pidFile) throws IOException {
        if (Files.exists(pidFile) && ProcessHandle.of(pidIn(pidFile)).isPresent()) {
            List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
            lines.set(0, Integer.toString(NOBODY));
            Files.write(pidFile, lines);
        }
    }

    private static long pidIn(Path pidFile) throws IOException {
        if (Files.notExists(pidFile)) {
            return NOBODY;
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,9}")
                ? NOBODY
                : Long.parseLong(lines.getFirst().strip());
    }

    /** A first start that was killed while it made the folder left nothing of use; it is put aside, never removed. */
    private static void putHalfMadeAside(Path data) throws IOException {
        if (Files.exists(data) && Files.notExists(data.resolve(COMPLETE))) {
            Path aside = data.resolveSibling("db.incomplete-" + Files.getLastModifiedTime(data).toMillis());
            Files.move(data, aside);
            LOG.warn("The database folder was not complete; it was put aside as {} and is made anew", aside);
        }
    }
}
