package org.halfsky.ops.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.halfsky.ops.DatabaseAccess;
import org.halfsky.ops.DatabaseNotStarted;
import org.halfsky.ops.DatabaseRefused;
import org.halfsky.ops.HomeInUse;
import org.halfsky.ops.vault.MasterKeyFile;
import org.halfsky.ops.vault.VaultRefused;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore FILE}: into an empty home, all of it or nothing. */
@Command(name = "restore", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "把备份恢复到空的数据文件夹；先核对，再写入，有一处不符就什么都不留。",
        "Restores a backup into an empty home; checks first, then writes, and leaves nothing if anything is wrong."})
public final class RestoreCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "备份文件（.zip） · the backup")
    private Path file;

    @Option(names = "--key", paramLabel = "FILE", description = "主密钥文件；不写则在备份旁边找 · the master key; looked for beside the backup if not given")
    private Path key;

    @Mixin
    private House house;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        House.quiet();
        PrintWriter out = spec.commandLine().getOut();
        MasterKeyFile backupKey = new MasterKeyFile(key == null ? BackupFile.keyBeside(file) : key);
        try (BackupFile backup = BackupFile.verified(file, backupKey)) {
            refuseUsedHome();
            long rows = restored(backup, backupKey, out);
            out.printf("已恢复 %,d 行到 %s · %,d rows restored%n", rows, house.home, rows);
            out.println("启动服务后视图会自行重建。 The views are rebuilt when the server starts.");
            out.flush();
            return 0;
        } catch (BackupRefused | VaultRefused | HomeInUse | DatabaseNotStarted | DatabaseRefused refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long restored(BackupFile backup, MasterKeyFile backupKey, PrintWriter out) {
        boolean whole = false;
        try (DatabaseAccess database = DatabaseAccess.fresh(house.home, house.database())) {
            long rows = new Restore(
                    database.kept(),
                    table -> {
                        out.println("  " + table);
                        out.flush();
                    }).from(backup, backupKey, MasterKeyFile.in(house.home));
            whole = true;
            return rows;
        } finally {
            if (!whole) {
                empty();
            }
        }
    }

    private void refuseUsedHome() {
        if (!contents().isEmpty()) {
            throw new BackupRefused("文件夹不是空的，不覆盖：" + house.home + "。请恢复到空的文件夹。",
                    "The folder is not empty and is not overwritten: " + house.home + ". Restore into an empty one.");
        }
    }

    /** The home was empty when we came: whatever lies there now is ours, and half of something. */
    private void empty() {
        for (Path entry : contents()) {
            try (Stream<Path> below = Files.walk(entry)) {
                for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Half a restore is left in " + house.home + ": remove it", e);
            }
        }
    }

    private List<Path> contents() {
        if (Files.notExists(house.home)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(house.home)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
