package org.halfsky.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

import org.halfsky.ops.vault.MasterKeyFile;

/** Fills an empty, migrated database from a backup; all of it or nothing. */
final class Restore {

    private final Map<String, DataSource> schemas;
    private final Consumer<String> told;

    /** @param schemas what is kept, each with connections of the role that owns it */
    Restore(Map<String, DataSource> schemas, Consumer<String> told) {
        this.schemas = schemas;
        this.told = told;
    }

    /**
     * @param key where the master key is to lie from now on
     * @return how many rows came back
     */
    long from(BackupFile backup, MasterKeyFile backupKey, MasterKeyFile key) {
        Map<String, Connection> open = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, DataSource> schema : schemas.entrySet()) {
                Connection connection = schema.getValue().getConnection();
                open.put(schema.getKey(), connection);
                Tables.takeYourTime(connection);
                connection.setAutoCommit(false);
            }
            long rows = fill(backup.manifest(), backup, open);
            // Before the commit: a database whose key is missing is refused at the next start, the other way round is not.
            key.write(backupKey.bytes());
            for (Connection connection : open.values()) {
                connection.commit();
            }
            return rows;
        } catch (SQLException e) {
            throw new BackupRefused("恢复时数据库出错，未恢复。", "The database failed; nothing was restored.", e);
        } catch (IOException e) {
            throw new BackupRefused("恢复时读不出备份，未恢复。", "The backup could not be read; nothing was restored.", e);
        } finally {
            open.values().forEach(Restore::giveBack);
        }
    }

    private long fill(Manifest manifest, BackupFile backup, Map<String, Connection> open)
            throws SQLException, IOException {
        Map<String, Tables> there = new LinkedHashMap<>();
        for (String schema : open.keySet()) {
            Tables tables = new Tables(open.get(schema), schema);
            tables.readInOrder();
            there.put(schema, tables);
            refuseOtherMigrations(manifest, schema, tables);
        }
        refuseUsed(manifest, there);
        for (Manifest.Table table : manifest.tables().reversed()) {
            Tables tables = there.get(table.schema());
            if (!tables.empty(table)) {
                // Rows that a migration put there: the backup brings its own.
                tables.clear(table);
            }
        }
        long rows = 0;
        for (Manifest.Table table : manifest.tables()) {
            Tables tables = there.get(table.schema());
            try (InputStream content = backup.rows(table)) {
                rows += tables.copyIn(table, content);
            }
            Manifest.Table back = tables.copyOut(table, OutputStream.nullOutputStream());
            if (back.rows() != table.rows() || !back.sha256().equals(table.sha256())) {
                throw new BackupRefused("恢复后与备份不一致，未恢复：" + table.qualified(),
                        "What came back differs from the backup; nothing was restored: " + table.qualified());
            }
            told.accept("%s.%s %,d".formatted(table.schema(), table.name(), table.rows()));
        }
        for (Manifest.Sequence sequence : manifest.sequences()) {
            there.get(sequence.schema()).continueFrom(sequence);
        }
        return rows;
    }

    private static void refuseOtherMigrations(Manifest manifest, String schema, Tables tables) throws SQLException {
        String here = tables.migration();
        String then = manifest.migrations().getOrDefault(schema, "0");
        if (!here.equals(then)) {
            throw new BackupRefused(
                    "表结构不同：" + schema + " 在备份中为 V" + then + "，此处为 V" + here + "。请先用作备份的那个版本恢复，再升级。",
                    "The tables differ: " + schema + " is V" + then + " in the backup and V" + here
                            + " here. Restore with the release that made the backup, then upgrade.");
        }
    }

    private static void refuseUsed(Manifest manifest, Map<String, Tables> there) throws SQLException {
        for (Manifest.Table table : manifest.tables()) {
            boolean holdsTheHistory = table.schema().equals("events") || table.schema().equals("vault");
            if (holdsTheHistory && !there.get(table.schema()).empty(table)) {
                throw new BackupRefused("数据库不是空的（" + table.qualified() + "），不覆盖。请恢复到空的库。",
                        "The database is not empty (" + table.qualified()
                                + ") and is not overwritten. Restore into an empty one.");
            }
        }
    }

    private static void giveBack(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // Committed or broken: there is nothing left to undo.
            return;
        }
    }
}
