package org.halfsky.ops.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.halfsky.ops.Home;
import org.halfsky.ops.ledger.LedgerFile;
import org.halfsky.ops.ledger.UnreadableLedger;
import org.halfsky.ops.ledger.YiyangLedger;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code ledger}: ledgers in, and the ledger of Yiyang out. */
@Command(name = "ledger", mixinStandardHelpOptions = true, sortOptions = false, subcommands = {
        LedgerCommand.Import.class,
        LedgerCommand.Yiyang.class}, description = {"台账：导入，或写出益阳台账。",
                "Ledgers: import one, or write the ledger of Yiyang."})
final class LedgerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    /** {@code ledger import FILE}: against the running server, as a named person. */
    @Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false, description = {
            "把台账（CSV、XLSX）导入运行中的服务；拒绝的行可下载、改好、再导。重复导入没有第二次效果。",
            "Imports a ledger (CSV, XLSX) into the running server; refused rows can be corrected and imported again. Twice counts once."})
    static final class Import implements Callable<Integer> {

        private static final String BOUNDARY = "halfsky-" + UUID.randomUUID();
        private static final Set<String> RUNNING = Set.of("WAITING", "CHECKING", "WRITING");

        @Parameters(index = "0", paramLabel = "FILE", description = "台账文件 · the ledger")
        private Path file;

        @Option(names = "--dry-run", description = "只试算：逐行核对，什么也不写入 · trial run: every row is checked, nothing is written")
        private boolean dryRun;

        @Option(names = "--map", paramLabel = "HEADING=COLUMN", description = "文件里的列导入为哪一列；#3=… 指第三列，等号后空着为不导入 · what a column of the file means; #3=… is the third, nothing after the sign leaves it out")
        private List<String> map = List.of();

        @Option(names = "--word", paramLabel = "COLUMN:WORD=CODE", description = "文件里的词是用词表中的哪一项，如 调解结果:劝好了=调和 · what a word of the file means")
        private List<String> word = List.of();

        @Option(names = "--expect", split = ",", paramLabel = "N", description = "史料中的受理、调解、调和数，如 12375,10350,5547 · received, mediated and reconciled by the archives")
        private List<Integer> expect = List.of();

        @Option(names = "--refused", paramLabel = "FILE", description = "把被拒的行存到这里（含姓名、电话） · where to put the refused rows (they hold names and phones)")
        private Path refused;

        @Mixin
        private Server server;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            if (!expect.isEmpty() && expect.size() != 3) {
                throw new CommandLine.ParameterException(spec.commandLine(),
                        "--expect 要三个数：受理,调解,调和。 --expect takes three numbers: received,mediated,reconciled.");
            }
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            try {
                JsonNode report = imported();
                JsonNode state = report.get("state");
                tell(out, report);
                boolean agreed = agrees(out, state);
                boolean clean = agreed && state.get("stage").asString().equals(dryRun ? "TRIED" : "DONE")
                        && state.get("refused").asInt() == 0;
                if (state.get("refused").asInt() > 0 && refused != null) {
                    keepRefused(state.get("id").asString());
                    out.println("被拒的行 refused rows: " + refused);
                }
                if (dryRun) {
                    forget(state.get("id").asString());
                } else if (!state.get("stage").asString().equals("DONE")) {
                    err.println("导入中断，请再导同一文件。 The import broke off; import the same file again.");
                }
                return clean ? 0 : 1;
            } catch (Server.Refused told) {
                err.println(told.getMessage());
                return 1;
            } catch (IOException unwritten) {
                err.println("写不到这里 · cannot be written there: " + unwritten.getMessage());
                return 1;
            } catch (UnreadableLedger large) {
                err.printf("文件超过 %s MB，没有读取。 The file is larger than that and was not read.%n",
                        large.facts().getFirst());
                return 1;
            } finally {
                out.flush();
                err.flush();
            }
        }

        private void tell(PrintWriter out, JsonNode report) {
            JsonNode state = report.get("state");
            JsonNode trial = state.get("trial");
            if (dryRun && trial.isObject()) {
                columns(out, server.get("/ledgers/" + state.get("id").asString() + "/columns"));
                out.printf(
                        "将写入 would be written %,d · 重复 already there %,d · 拒绝 refused %,d · 如实记录 recorded as it was %,d%n",
                        trial.get("fresh").asInt(), trial.get("already").asInt(), trial.get("refused").asInt(),
                        trial.get("noted").asInt());
            } else {
                out.printf("入库 imported %,d · 重复 already there %,d · 拒绝 refused %,d · 如实记录 recorded as it was %,d%n",
                        state.get("imported").asInt(), state.get("already").asInt(), state.get("refused").asInt(),
                        state.get("noted").asInt());
            }
            report.get("refused").forEach(found -> out.printf("  %d　%s　%s　%s　%s%n", found.get("line").asInt(),
                    found.get("column").asString(), found.get("code").asString(), found.get("why").asString(),
                    found.get("fix").asString()));
        }

        private static void columns(PrintWriter out, JsonNode matched) {
            matched.get("columns").forEach(column -> out.printf("  %s　%s → %s%n", column.get("letter").asString(),
                    column.get("heading").asString(),
                    column.get("named").isNull() ? "不导入 left out" : column.get("named").asString()));
            matched.get("words").forEach(strange -> out.printf("  %s:%s × %,d → %s%n", strange.get("named").asString(),
                    strange.get("word").asString(), strange.get("count").asInt(),
                    strange.get("code").isNull() ? "? (--word)" : strange.get("code").asString()));
        }

        /** Each total beside what the archives say. */
        private boolean agrees(PrintWriter out, JsonNode state) {
            JsonNode counted = dryRun ? state.at("/trial/totals") : state.path("written");
            boolean all = true;
            List<String> names = List.of("received", "mediated", "reconciled");
            List<String> told = List.of("受理 received", "调解 mediated", "调和 reconciled");
            for (int i = 0; i < names.size(); i++) {
                int there = counted.path(names.get(i)).asInt();
                boolean equal = expect.isEmpty() || expect.get(i) == there;
                all &= equal;
                out.printf("%s %,d%s%n", told.get(i), there, expect.isEmpty()
                        ? ""
                        : equal ? " = 史料 archives" : " ≠ 史料 archives %,d".formatted(expect.get(i)));
            }
            return all;
        }

        private JsonNode imported() throws IOException, InterruptedException {
            LedgerFile.refuseLargerThanAllowed(Files.size(Server.readable(file)));
            String location = server.post("/ledgers", "multipart/form-data; boundary=" + BOUNDARY, body())
                    .get("location").asString();
            try (ProgressBar bar = new ProgressBarBuilder().setTaskName(file.getFileName().toString())
                    .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(300).build()) {
                while (true) {
                    JsonNode report = server.get(location);
                    JsonNode state = report.get("state");
                    bar.maxHint(state.get("rows").asInt());
                    bar.stepTo(state.get("done").asInt());
                    if (!RUNNING.contains(state.get("stage").asString())) {
                        return report;
                    }
                    Thread.sleep(500);
                }
            }
        }

        /** The file's own name stays here: it may well be a woman's. */
        private BodyPublisher body() throws IOException {
            StringBuilder fields = new StringBuilder();
            field(fields, "until", dryRun ? "TRIED" : "WRITTEN");
            map.forEach(each -> field(fields, "map", each));
            word.forEach(each -> field(fields, "word", each));
            if (!expect.isEmpty()) {
                field(fields, "received", expect.get(0).toString());
                field(fields, "mediated", expect.get(1).toString());
                field(fields, "reconciled", expect.get(2).toString());
            }
            String name = file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx") ? "ledger.xlsx" : "ledger.csv";
            fields.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            return BodyPublishers.concat(BodyPublishers.ofString(fields.toString()), BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        }

        private static void field(StringBuilder fields, String name, String value) {
            fields.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                    + "\"\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\n" + value + "\r\n");
        }

        /** A trial leaves nothing behind, not even sealed. */
        private void forget(String id) {
            server.delete("/ledgers/" + id);
        }

        /** Names and phones stand in it: for its owner's eyes alone. */
        private void keepRefused(String id) throws IOException {
            boolean csv = !refused.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx");
            byte[] rows = server.download("/ledgers/" + id + "/refused." + (csv ? "csv" : "xlsx")).body();
            if (Files.notExists(refused)) {
                Files.createFile(refused);
            }
            Home.ownerOnly(refused);
            Files.write(refused, rows);
        }
    }

    /** {@code ledger yiyang FILE}: needs no server. */
    @Command(name = "yiyang", mixinStandardHelpOptions = true, sortOptions = false, description = {
            "写出益阳 2016 至 2019 年的台账，.csv 或 .xlsx（12,375 件；细分为合成数据）。",
            "Writes the ledger of Yiyang, 2016 to 2019 (12,375 disputes; the split is synthetic), as .csv or .xlsx."})
    static final class Yiyang implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "FILE", description = "写到哪里 · where to")
        private Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            String name = file.toString().toLowerCase(Locale.ROOT);
            if (!name.endsWith(".csv") && !name.endsWith(".xlsx")) {
                throw new CommandLine.ParameterException(spec.commandLine(),
                        "扩展名须是 .csv 或 .xlsx。 The name must end in .csv or .xlsx.");
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                YiyangLedger.write(out, name.endsWith(".csv"));
            } catch (IOException | UncheckedIOException unwritten) {
                spec.commandLine().getErr().println("写不到这里 · cannot be written there: " + file);
                spec.commandLine().getErr().flush();
                return 1;
            }
            spec.commandLine().getOut().println(file);
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
