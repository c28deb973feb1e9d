package org.halfsky.ops.backup;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;

import org.halfsky.ops.DatabaseAccess;
import org.halfsky.ops.DatabaseNotStarted;
import org.halfsky.ops.TimeConfiguration;
import org.halfsky.ops.vault.MasterKeyFile;
import org.halfsky.ops.vault.VaultRefused;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup DIR|FILE}: while the server runs or rests. */
@Command(name = "backup", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "备份事件、登记册、账号、保险库；主密钥另存一个文件。服务可以照常运行。",
        "Backs up events, registers, accounts and the vault; the master key goes to a file of its own. The server may run."}, footer = {
                "", "密钥一失，历史即失：两个文件分开保管。", "A lost key is a lost history: keep the two files in two places."})
public final class BackupCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DIR|FILE", description = "存到哪里：文件夹（文件按时间命名）或新文件 · where to: a folder, or a new file")
    private Path target;

    @Mixin
    private House house;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "${env:HALFSKY_ZONE:-Asia/Shanghai}", description = "文件名所用时区 · the zone of the time in the file's name (default ${DEFAULT-VALUE})")
    private ZoneId zone;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        House.quiet();
        PrintWriter out = spec.commandLine().getOut();
        try (DatabaseAccess database = DatabaseAccess.reading(house.home, house.database())) {
            Backup.Written written = new Backup(
                    database.kept(),
                    MasterKeyFile.in(house.home), TimeConfiguration.in(zone), table -> {
                        out.println("  " + table);
                        out.flush();
                    }).to(target);
            out.printf("已备份 %,d 行 · %,d rows backed up%n  %s%n  %s%n", written.rows(), written.rows(), written.data(),
                    written.key());
            out.println("把密钥文件移到别处保管；没有它，备份里的个人信息谁也打不开。");
            out.println("Move the key file elsewhere; without it nobody can open the personal data of this backup.");
            out.flush();
            return 0;
        } catch (BackupRefused | VaultRefused | DatabaseAccess.NoData | DatabaseNotStarted refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }
}
