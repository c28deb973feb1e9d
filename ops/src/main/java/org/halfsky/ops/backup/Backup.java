package org.halfsky.ops.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;

import org.halfsky.ops.vault.MasterKeyFile;

import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that cannot be made again, as it stood at one instant: events, command registers, accounts and the vault go into
 * a zip, the master key into a file of its own beside it. Views are not kept: they are folded again from the events.
 *
 * <p>The tables are streamed with {@code COPY}, each schema by its own role, all in one exported snapshot, while others go on
 * working.
 */
public final class Backup {

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Map<String, DataSource> schemas;
    private final MasterKeyFile key;
    private final Clock clock;
    private final Consumer<String> told;

    /**
     * @param schemas what is kept, each with connections of a role that may read all of it
     * @param told    hears of each table as it is done
     */
    public Backup(Map<String, DataSource> schemas, MasterKeyFile key, Clock clock, Consumer<String> told) {
        this.schemas = schemas;
        this.key = key;
        this.clock = clock;
        this.told = told;
    }

    /** The two files of a backup. */
    public record Written(Path data, Path key, long rows) {}

    /**
     * @param target a folder, in which the file is named after the time, or a file that does not exist yet
     * @throws BackupRefused if it would overwrite something, or could never be restored
     */
    public Written to(Path target) {
        Instant now = clock.instant();
        Path data = Files.isDirectory(target)
                ? target.resolve("halfsky-" + STAMP.format(now.atZone(clock.getZone())) + ".zip")
                : target;
        Path keyCopy = BackupFile.keyBeside(data);
        for (Path file : List.of(data, keyCopy)) {
            if (Files.exists(file)) {
                throw new BackupRefused("文件已存在，不覆盖：" + file, "The file exists and is not overwritten: " + file);
            }
        }
        if (!key.exists()) {
            throw keyMissing();
        }
        Path part = data.resolveSibling(data.getFileName() + ".part");
        try {
            long rows = writeTo(part, now);
            onDisk(part);
            new MasterKeyFile(keyCopy).write(key.bytes());
            Files.move(part, data);
            if (posix(data)) {
                onDisk(data.toAbsolutePath().getParent());
            }
            return new Written(data, keyCopy, rows);
        } catch (IOException e) {
            throw new BackupRefused("备份写不进去：" + data, "The backup could not be written: " + data, e);
        } catch (SQLException e) {
            throw new BackupRefused("备份时数据库出错。", "The database failed during the backup.", e);
        } finally {
            discard(part);
        }
    }

    private long writeTo(Path part, Instant now) throws IOException, SQLException {
        Map<String, Connection> open = new LinkedHashMap<>();
        try (OutputStream file = Files.newOutputStream(ownerOnly(part), StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            String snapshot = null;
            for (Map.Entry<String, DataSource> schema : schemas.entrySet()) {
                Connection connection = schema.getValue().getConnection();
                open.put(schema.getKey(), connection);
                snapshot = share(connection, snapshot);
            }
            refuseForeignKey(open.get("vault"));
            Map<String, String> migrations = new LinkedHashMap<>();
            List<Manifest.Table> tables = new ArrayList<>();
            List<Manifest.Sequence> sequences = new ArrayList<>();
            for (String schema : schemas.keySet()) {
                Tables of = new Tables(open.get(schema), schema);
                of.readInOrder();
                migrations.put(schema, of.migration());
                for (Manifest.Table table : of.tables()) {
                    zip.putNextEntry(new ZipEntry(table.entry()));
                    Manifest.Table written = of.copyOut(table, zip);
                    zip.closeEntry();
                    tables.add(written);
                    told.accept("%s.%s %,d".formatted(schema, written.name(), written.rows()));
                }
                // Sequences stand outside transactions: read after the rows, they are never behind them.
                sequences.addAll(of.sequences());
            }
            byte[] manifest = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Manifest(Manifest.FORMAT, now,
                    open.get("events").getMetaData().getDatabaseProductVersion(), migrations, tables, sequences));
            put(zip, Manifest.ENTRY, manifest);
            put(zip, Manifest.SEAL, key.mark(manifest));
            return tables.stream().mapToLong(Manifest.Table::rows).sum();
        } finally {
            for (Connection connection : open.values()) {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.close();
            }
        }
    }

    /** All connections see the same committed data: the first exports its snapshot, the others take it over. */
    private static String share(Connection connection, String snapshot) throws SQLException {
        Tables.takeYourTime(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read read only");
            if (snapshot == null) {
                try (ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
                    row.next();
                    return row.getString(1);
                }
            }
            statement.execute("set transaction snapshot '" + snapshot + "'");
            return snapshot;
        }
    }

    /** A backup with the wrong key would look fine until the day it is needed. */
    private void refuseForeignKey(Connection vault) throws SQLException {
        try (Statement statement = vault.createStatement();
                ResultSet row = statement.executeQuery("select proof from vault.master_key")) {
            if (!row.next() || !key.proves(row.getBytes(1))) {
                throw new BackupRefused("主密钥不是这个库的，不作备份：" + key.path(),
                        "The master key does not belong to this database; no backup is made: " + key.path());
            }
        }
    }

    private BackupRefused keyMissing() {
        return new BackupRefused("主密钥文件不存在，没有它的备份毫无用处：" + key.path(),
                "The master key file is missing, and without it a backup is worth nothing: " + key.path());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static Path ownerOnly(Path file) throws IOException {
        Files.deleteIfExists(file);
        FileAttribute<?>[] rights = posix(file)
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        return Files.createFile(file, rights);
    }

    /** A backup that is said to be made outlives a power cut. */
    private static void onDisk(Path path) throws IOException {
        OpenOption how = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel file = FileChannel.open(path, how)) {
            file.force(true);
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            part.toFile().deleteOnExit();
        }
    }
}
