package org.halfsky.ops.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.backup.BackupCommand;
import org.halfsky.ops.backup.RestoreCommand;
import org.halfsky.ops.bench.BenchCommand;
import org.springframework.boot.SpringApplication;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The one command {@code halfsky} and what hangs below it. */
@Command(name = "halfsky", mixinStandardHelpOptions = true, version = "Halfsky 半边天", sortOptions = false, subcommands = {
        Halfsky.Serve.class, LedgerCommand.class, NetworkCommand.class, RebuildCommand.class, BenchCommand.class,
        BackupCommand.class,
        RestoreCommand.class}, description = {"半边天：妇联维权个案系统。", "The rights-protection system of a Women's Federation."})
public final class Halfsky implements Callable<Integer> {

    private static final Set<String> WORDS = Set.of("ledger", "network", "rebuild", "bench", "backup", "restore",
            "serve",
            "help", "-h", "--help", "-V", "--version");

    @Spec
    private CommandSpec spec;

    /** Whether these arguments are meant for this command, and not settings of the server. */
    public static boolean isMeant(String... arguments) {
        return arguments.length > 0 && WORDS.contains(arguments[0]);
    }

    /** @return the exit code; -1 when a server runs on and the process must not end */
    public static int run(String... arguments) {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        if (arguments[0].equals("serve")
                && rest.stream().noneMatch(each -> each.equals("--help") || each.equals("-h"))) {
            // what follows are the server's settings, not options of ours
            SpringApplication.run(StandaloneApplication.class, rest.toArray(String[]::new));
            return -1;
        }
        return new CommandLine(new Halfsky()).execute(arguments[0].equals("help") ? new String[]{"--help"} : arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    /** {@code serve}: the house itself. */
    @Command(name = "serve", sortOptions = false, mixinStandardHelpOptions = true, description = {
            "启动服务。默认试用模式，只在本机打开 http://127.0.0.1:8080。",
            "Starts the house. Trial mode by default, on this machine only, at http://127.0.0.1:8080."}, footer = {"",
                    "设置写作 --halfsky.home=FOLDER --halfsky.mode=production --server.port=8080 等，见 ops/docs/operating.md。",
                    "Settings are written as --halfsky.home=FOLDER --halfsky.mode=production --server.port=8080 and so on."})
    static final class Serve implements Callable<Integer> {

        @Override
        public Integer call() {
            throw new IllegalStateException("the server is started by its settings");
        }
    }
}
