package org.halfsky.ops.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.TimeConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench}: what the house can do, as ratios against the bare database on the same machine in the same run. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "在临时的库上测速：命令、重建、页面，均与同一次运行中的裸数据库相比（fsync 开）。",
        "Measures on a temporary database: commands, rebuild, pages, each against the bare database in the same run (fsync on)."})
public final class BenchCommand implements Callable<Integer> {

    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Option(names = "--cases", paramLabel = "N", defaultValue = "10000", description = "个案数 · how many cases (default ${DEFAULT-VALUE})")
    private int cases;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "8", description = "同时的客户 · clients at the same time (default ${DEFAULT-VALUE})")
    private int clients;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", description = "每项秒数 · seconds for each measurement (default ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--url", paramLabel = "URL", description = "空的 PostgreSQL 库 · an empty database of your own; HALFSKY_DATABASE_USER, HALFSKY_DATABASE_PASSWORD")
    private String url;

    @Option(names = "--out", paramLabel = "FOLDER", defaultValue = "ops/docs/measured", description = "结果存到 · where the results go (default ${DEFAULT-VALUE})")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path home = Files.createTempDirectory("halfsky-bench");
        try {
            Map<String, Object> result = measured(home, out);
            write(result);
            out.println(
                    JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(result));
            out.flush();
            return 0;
        } finally {
            org.springframework.util.FileSystemUtils.deleteRecursively(home);
        }
    }

    private Map<String, Object> measured(Path home, PrintWriter out) throws Exception {
        long begun = System.nanoTime();
        try (ConfigurableApplicationContext house = SpringApplication.run(StandaloneApplication.class,
                settings(home))) {
            double startSeconds = Math.round((System.nanoTime() - begun) / 1e7) / 100.0;
            House measured = new House(house);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("at", NOW.format(LocalDateTime.now(TimeConfiguration.in(ZoneId.of("Asia/Shanghai")))));
            result.put("cores", Runtime.getRuntime().availableProcessors());
            result.put("heapMegabytes", Runtime.getRuntime().maxMemory() / 1024 / 1024);
            result.put("clients", clients);
            result.put("startSecondsOnAnEmptyFolder", startSeconds);
            step(result, "network", measured::network, out);
            step(result, "bulk", () -> new BulkCases(measured).write(cases), out);
            step(result, "rebuild", () -> new RebuildSpeed(measured).measure(), out);
            step(result, "pages", () -> new PageSpeed(measured).measure(clients), out);
            step(result, "commands", () -> new CommandSpeed(measured).measure(clients, seconds), out);
            step(result, "viewLag", () -> new ViewLag(measured).measure(seconds), out);
            step(result, "lifecycle", () -> new LifecycleSpeed(measured).measure(clients, seconds), out);
            result.put("heapUsedMegabytes", heapUsed());
            return result;
        }
    }

    /** What is left after the collector has been through. */
    private static long heapUsed() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024 / 1024;
    }

    private String[] settings(Path home) {
        String own = "--halfsky.home=" + home;
        return url == null
                ? new String[]{own, "--server.port=0", "--halfsky.first-start=false", "--logging.level.root=warn"}
                : new String[]{own, "--server.port=0", "--halfsky.first-start=false", "--logging.level.root=warn",
                        "--halfsky.database.url=" + url,
                        "--halfsky.database.user=" + System.getenv("HALFSKY_DATABASE_USER"),
                        "--halfsky.database.password=" + System.getenv("HALFSKY_DATABASE_PASSWORD")};
    }

    private void write(Map<String, Object> result) throws IOException {
        Files.createDirectories(folder);
        String name = "bench-" + cases;
        Files.writeString(folder.resolve(name + ".json"),
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(result)
                        + "\n");
        Files.writeString(folder.resolve(name + ".svg"), Chart.of(cases, result));
    }

    /** Measures one thing, and tells it at once. */
    private static void step(Map<String, Object> result, String name, Callable<Map<String, Object>> measurement,
            PrintWriter out) throws Exception {
        out.print("… " + name);
        out.flush();
        long begun = System.nanoTime();
        Map<String, Object> told = measurement.call();
        result.put(name, told);
        out.printf(" %s (%.0f s)%n", told, (System.nanoTime() - begun) / 1e9);
        out.flush();
    }
}
