package org.halfsky.ops.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.Callable;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code rebuild}: all views anew, against the running server, as its administrator. */
@Command(name = "rebuild", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "从事件重建全部视图。服务照常运行，重建完才换上。以管理员身份。",
        "Makes all views anew from the events, as the administrator. The server runs on; the new rows are put in place when they are whole."})
public final class RebuildCommand implements Callable<Integer> {

    @Mixin
    private Server server;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            server.post("/operations/rebuild", "application/json", BodyPublishers.noBody());
            JsonNode done = followed();
            if (!done.get("step").asString().equals("DONE")) {
                spec.commandLine().getErr()
                        .println("重建失败，视图照旧；原因见服务日志。 Failed; the views stand as before. See the server's log.");
                spec.commandLine().getErr().flush();
                return 1;
            }
            long millis = Math.max(1, done.get("millis").asLong());
            spec.commandLine().getOut().printf("%,d events, %,d rows, %.1f s, %,d events/s, position %,d%n",
                    done.get("events").asLong(), done.get("all").asLong(), millis / 1000.0,
                    done.get("events").asLong() * 1000 / millis, done.get("position").asLong());
            spec.commandLine().getOut().flush();
            return 0;
        } catch (Server.Refused told) {
            spec.commandLine().getErr().println(told.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private JsonNode followed() throws InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("Rebuild").setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(300).build()) {
            while (true) {
                JsonNode state = server.get("/operations/rebuild");
                bar.setExtraMessage(state.get("step").asString());
                bar.maxHint(state.get("all").asLong());
                bar.stepTo(state.get("done").asLong());
                if (state.get("step").asString().equals("DONE") || state.get("step").asString().equals("FAILED")) {
                    return state;
                }
                Thread.sleep(300);
            }
        }
    }
}
