package org.halfsky.ops.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.halfsky.ops.Home;
import org.halfsky.ops.ledger.LedgerFile;
import org.halfsky.ops.ledger.UnreadableLedger;
import org.halfsky.ops.ledger.YiyangLedger;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
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

        @Parameters(index = "0", paramLabel = "FILE", description = "台账文件 · the ledger")
        private Path file;

        @Option(names = "--refused", paramLabel = "FILE", description = "把被拒的行存到这里（含姓名、电话） · where to put the refused rows (they hold names and phones)")
        private Path refused;

        @Mixin
        private Server server;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            try {
                JsonNode report = imported();
                JsonNode state = report.get("state");
                out.printf("入库 imported %,d · 重复 already there %,d · 拒绝 refused %,d · 如实记录 recorded as it was %,d%n",
                        state.get("imported").asInt(), state.get("already").asInt(), state.get("refused").asInt(),
                        state.get("noted").asInt());
                report.get("refused").forEach(found -> out.printf("  %d　%s　%s　%s　%s%n", found.get("line").asInt(),
                        found.get("column").asString(), found.get("code").asString(), found.get("why").asString(),
                        found.get("fix").asString()));
                boolean clean = state.get("stage").asString().equals("DONE") && state.get("refused").asInt() == 0;
                if (state.get("refused").asInt() > 0 && refused != null) {
                    keepRefused(state.get("id").asString());
                    out.println("被拒的行 refused rows: " + refused);
                }
                if (!state.get("stage").asString().equals("DONE")) {
                    err.println("导入中断，请再导同一文件。 The import broke off; import the same file again.");
                }
                return clean ? 0 : 1;
            } catch (Server.Refused | IOException told) {
                err.println(told.getMessage());
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

        private JsonNode imported() throws IOException, InterruptedException {
            LedgerFile.refuseLargerThanAllowed(Files.size(file));
            String boundary = "halfsky-" + Long.toHexString(Double.doubleToLongBits(Math.random()));
            byte[] before = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                    + file.getFileName().toString().replaceAll("[\"\r\n]", "_") + "\"\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            byte[] after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
            String location = server.post("/ledgers", "multipart/form-data; boundary=" + boundary,
                    BodyPublishers.concat(BodyPublishers.ofByteArray(before), BodyPublishers.ofFile(file),
                            BodyPublishers.ofByteArray(after)))
                    .get("location").asString();
            try (ProgressBar bar = new ProgressBarBuilder().setTaskName(file.getFileName().toString())
                    .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(300).build()) {
                while (true) {
                    JsonNode report = server.get(location);
                    JsonNode state = report.get("state");
                    bar.maxHint(state.get("rows").asInt());
                    bar.stepTo(state.get("done").asInt());
                    if (!java.util.Set.of("WAITING", "CHECKING", "WRITING").contains(state.get("stage").asString())) {
                        return report;
                    }
                    Thread.sleep(500);
                }
            }
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
            "写出益阳 2016 至 2019 年的台账（12,375 件；细分为合成数据），扩展名 .csv 或 .xlsx。",
            "Writes the ledger of Yiyang, 2016 to 2019 (12,375 disputes; the split is synthetic), as .csv or .xlsx."})
    static final class Yiyang implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "FILE", description = "写到哪里 · where to")
        private Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            boolean csv = !file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx");
            try (OutputStream out = Files.newOutputStream(file)) {
                YiyangLedger.write(out, csv);
            }
            spec.commandLine().getOut().println(file);
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
