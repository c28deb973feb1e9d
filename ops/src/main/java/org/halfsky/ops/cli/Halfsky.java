package org.halfsky.ops.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
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
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
    private static final int WIDTH = 80;
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
        return line().execute(arguments[0].equals("help") ? new String[]{"--help"} : arguments);
    }

    /** The command with all below it, speaking both languages where picocli speaks one. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new Halfsky()).setParameterExceptionHandler(Halfsky::misread)
                .setResourceBundle(ResourceBundle.getBundle("cli"));
        speak(line);
        return line;
    }

    private static void speak(CommandLine line) {
        line.getCommandSpec().usageMessage().synopsisHeading("用法 Usage: ").commandListHeading("%n命令 Commands:%n");
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Halfsky::commands);
        line.getSubcommands().values().forEach(Halfsky::speak);
    }

    private static String commands(Help help) {
        Help.TextTable table = Help.TextTable.forColumns(help.colorScheme(), new Column(16, 2, Column.Overflow.SPAN),
                new Column(WIDTH - 16, 0, Column.Overflow.WRAP));
        help.subcommands().forEach((name, below) -> {
            String[] told = below.commandSpec().usageMessage().description();
            table.addRowValues(name, told[0]);
            table.addRowValues("", told[1]);
        });
        return table.toString();
    }

    private static int misread(ParameterException wrong, String[] arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        List<String> near = List.of();
        switch (wrong) {
            case UnmatchedArgumentException unknown -> {
                err.println("没有这样的命令或选项 · no such command or option: " + String.join(" ", unknown.getUnmatched()));
                near = unknown.getSuggestions();
            }
            case MissingParameterException lacking -> err.println("还缺 · missing: " + String.join("、",
                    lacking.getMissing().stream().map(ArgSpec::paramLabel).toList()));
            default -> err.println("参数不对 · wrong argument: " + wrong.getMessage());
        }
        if (near.isEmpty()) {
            wrong.getCommandLine().usage(err);
        } else {
            err.println("是不是 · did you mean: " + String.join(" / ", near));
        }
        err.flush();
        return 2;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    /** {@code serve}: the house itself. */
    @Command(name = "serve", sortOptions = false, mixinStandardHelpOptions = true, description = {
            "启动服务。默认试用模式，只在本机打开：http://127.0.0.1:8080",
            "Starts the house, by default as a trial: http://127.0.0.1:8080"}, footer = {"",
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
