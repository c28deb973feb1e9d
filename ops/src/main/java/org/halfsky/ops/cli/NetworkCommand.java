package org.halfsky.ops.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code network}: the units of the four levels. */
@Command(name = "network", mixinStandardHelpOptions = true, sortOptions = false, subcommands = NetworkCommand.Import.class, description = {
        "四级网络的单位。", "The units of the four-level network."})
final class NetworkCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    /** {@code network import}: against the running server, as its administrator. */
    @Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false, description = {
            "以管理员身份把湖南区划（31,691 个单位）登记到运行中的服务；重复没有第二次效果。",
            "Registers the division code of Hunan (31,691 units) with the running server, as its administrator. Twice counts once."})
    static final class Import implements Callable<Integer> {

        @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "区划代码表（CSV：code,name，UTF-8）；不写则用自带的湖南省区划 · a list of divisions of your own")
        private Path file;

        @Mixin
        private Server server;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException, IOException {
            try {
                if (file == null) {
                    server.post("/units/import", "application/json", BodyPublishers.noBody());
                } else {
                    server.post("/units/import", "text/csv", BodyPublishers.ofFile(Server.readable(file)));
                }
                return followed(server, "Network") ? 0 : 1;
            } catch (Server.Refused told) {
                spec.commandLine().getErr().println(told.getMessage());
                spec.commandLine().getErr().flush();
                return 1;
            }
        }

        private static boolean followed(Server server, String name) throws InterruptedException {
            try (ProgressBar bar = new ProgressBarBuilder().setTaskName(name).setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(300).build()) {
                while (true) {
                    JsonNode state = server.get("/loading");
                    String step = state.get("step").asString();
                    if (step.equals("DONE") || step.equals("FAILED") || step.equals("NONE")) {
                        bar.stepTo(bar.getMax());
                        return !step.equals("FAILED");
                    }
                    bar.maxHint(state.get("all").asInt());
                    bar.stepTo(state.get("done").asInt());
                    Thread.sleep(500);
                }
            }
        }
    }
}
