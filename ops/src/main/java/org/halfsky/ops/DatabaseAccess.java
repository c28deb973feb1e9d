package org.halfsky.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/** The database of a home for a tool that is no server: as the owner of each schema. */
public final class DatabaseAccess implements AutoCloseable {

    private final String url;
    private final DatabasePasswords passwords;
    private final AutoCloseable started;
    private final Home lock;

    private DatabaseAccess(String url, DatabasePasswords passwords, AutoCloseable started, Home lock) {
        this.url = url;
        this.passwords = passwords;
        this.started = started;
        this.lock = lock;
    }

    /**
     * What is there, as it is: beside the running server, or with the embedded database started for as long as it takes. Nothing
     * is migrated.
     *
     * @throws NoData if the home holds none
     */
    public static DatabaseAccess reading(Path folder, HalfskyProperties.Database settings) {
        Path home = folder.toAbsolutePath().normalize();
        if (!DatabasePasswords.known(home) || settings.embedded() && !Files.isDirectory(home.resolve("db"))) {
            throw new NoData(home);
        }
        DatabasePasswords passwords = new DatabasePasswords(home);
        if (!settings.embedded()) {
            return new DatabaseAccess(settings.url(), passwords, () -> {
            }, null);
        }
        try {
            Home lock = new Home(home);
            try {
                EmbeddedDatabase database = EmbeddedDatabase.start(lock, passwords.superuser());
                return new DatabaseAccess(database.url(Databases.NAME), passwords, database, lock);
            } catch (RuntimeException e) {
                close(lock);
                throw e;
            }
        } catch (HomeInUse running) {
            return new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + portOf(home) + "/" + Databases.NAME, passwords,
                    () -> {
                    }, null);
        }
    }

    /** A new home with an empty database, set up and migrated as a first start does it. */
    public static DatabaseAccess fresh(Path folder, HalfskyProperties.Database settings) {
        Home home = new Home(folder);
        try {
            Databases databases = new Databases(home, settings);
            return new DatabaseAccess(databases.url(), new DatabasePasswords(home.folder()), databases, home);
        } catch (RuntimeException e) {
            close(home);
            throw e;
        }
    }

    /** The schemas whose rows cannot be made again, with connections of their owners: all but the views. */
    public Map<String, DataSource> kept() {
        Map<String, DataSource> kept = new LinkedHashMap<>();
        for (DatabaseRole role : DatabaseRole.values()) {
            if (role != DatabaseRole.VIEW) {
                role.schemas().forEach(schema -> kept.put(schema, ownerOf(schema)));
            }
        }
        return kept;
    }

    /** Connections of the role that owns the schema. */
    public DataSource ownerOf(String schema) {
        DatabaseRole owner = Stream.of(DatabaseRole.values()).filter(role -> role.schemas().contains(schema))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody owns a schema " + schema));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(owner.login());
        source.setPassword(passwords.of(owner));
        source.setApplicationName("halfsky tool");
        return source;
    }

    /** The running server's port, as PostgreSQL writes it down beside its data. */
    private static int portOf(Path home) {
        try {
            List<String> lines = Files.readAllLines(home.resolve("db").resolve("postmaster.pid"));
            return Integer.parseInt(lines.get(3).strip());
        } catch (IOException | RuntimeException e) {
            throw new DatabaseNotStarted("""
                    文件夹 %1$s 正在使用，但其中的数据库还没有启动完，请稍后再试。
                    The folder %1$s is in use, but its database has not started yet; try again in a moment."""
                    .formatted(home), e);
        }
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        close(started);
        if (lock != null) {
            close(lock);
        }
    }

    /** The folder holds no data of ours. */
    public static final class NoData extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NoData(Path home) {
            super("""
                    文件夹 %1$s 中没有半边天的数据。请用 --home 或 HALFSKY_HOME 指明。
                    The folder %1$s holds no Halfsky data. Name it by --home or HALFSKY_HOME.""".formatted(home));
        }
    }
}
