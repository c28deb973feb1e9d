package org.halfsky.ops.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.halfsky.ops.CommandSideApplication;
import org.halfsky.ops.QuerySideApplication;
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
        Halfsky.Serve.class, Halfsky.CommandProcess.class, Halfsky.QueryProcess.class, LedgerCommand.class,
        NetworkCommand.class, RebuildCommand.class, BenchCommand.class,
        BackupCommand.class,
        RestoreCommand.class}, description = {"半边天：妇联维权个案系统。", "The rights-protection system of a Women's Federation."})
public final class Halfsky implements Callable<Integer> {

    /** What a process can be; it runs on, and what follows are its settings, not options of ours. */
    private static final Map<String, Class<?>> SERVERS = Map.of("serve", StandaloneApplication.class, "command-side",
            CommandSideApplication.class, "query-side", QuerySideApplication.class);
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    @Spec
    private CommandSpec spec;

    /** Whether these arguments are meant for this command, and not settings of the server ({@code --name=value}). */
    public static boolean isMeant(String... arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("-") || HELP.contains(arguments[0]));
    }

    /** @return the exit code; -1 when a server runs on and the process must not end */
    public static int run(String... arguments) {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        Class<?> server = SERVERS.get(arguments[0]);
        if (server != null && rest.stream().noneMatch(each -> each.equals("--help") || each.equals("-h"))) {
            SpringApplication.run(server, rest.toArray(String[]::new));
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
    static final class Serve extends Running {}

    /** {@code command-side}: one of many processes that decide. */
    @Command(name = "command-side", sortOptions = false, mixinStandardHelpOptions = true, description = {
            "在 PostgreSQL 服务器上启动一个命令侧进程：GET 以外的请求。",
            "Starts one process of the command side on a PostgreSQL server: every verb but GET."}, footer = {
                    "", "需设 --halfsky.database.url、.user、.password，见 ops/docs/operating.md。",
                    "Needs --halfsky.database.url, .user and .password."})
    static final class CommandProcess extends Running {}

    /** {@code query-side}: one of many processes that show. */
    @Command(name = "query-side", sortOptions = false, mixinStandardHelpOptions = true, description = {
            "在 PostgreSQL 服务器上启动一个查询侧进程：GET 请求。",
            "Starts one process of the query side on a PostgreSQL server: every GET."}, footer = {
                    "", "需设 --halfsky.database.url、.user、.password，见 ops/docs/operating.md。",
                    "Needs --halfsky.database.url, .user and .password."})
    static final class QueryProcess extends Running {}

    /** Told here for its help alone. */
    abstract static class Running implements Callable<Integer> {

        @Override
        public Integer call() {
            throw new IllegalStateException("a server is started by its settings");
        }
    }
}
