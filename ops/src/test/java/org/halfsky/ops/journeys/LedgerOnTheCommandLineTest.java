package org.halfsky.ops.journeys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.halfsky.events.ids.Role;
import org.halfsky.ops.StandaloneApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.ops.journeys.RunningHalfsky.HESHAN;

/** {@code halfsky ledger import} as its user starts it: a process of its own that speaks to the running server. */
@Journey
class LedgerOnTheCommandLineTest {

    @TempDir
    Path folder;

    @Test
    void is_tried_out_first_and_then_imported_with_the_archives_beside_it() throws Exception {
        String n = UUID.randomUUID().toString().substring(0, 8);
        Path ledger = Files.writeString(folder.resolve("苏红梅.csv"),
                "序号,接待单位,登记时间,案由,事情,来访人姓名,调解情况,结束日期\n"
                        + n + "-1,赫山区,2021-05-20,婆媳,争吵,苏红梅,劝好了,2021-06-02\n"
                        + n + "-2,赫山区,2021-02-30,婆媳,争吵,罗小英,劝好了,2021-06-02\n");
        Path refused = folder.resolve("refused.csv");

        Said blind = halfsky("import", ledger.toString(), "--dry-run");
        assertThat(blind.code()).isEqualTo(1);
        assertThat(blind.out()).contains("E　事情 → 不导入", "调解结果:劝好了 × 2 → ? (--word)", "would be written 0", "IMP-CODE");

        Said tried = halfsky("import", ledger.toString(), "--dry-run", "--map", "事情=备注", "--word", "调解结果:劝好了=调和",
                "--expect", "1,1,1");
        assertThat(tried.out()).contains("E　事情 → 备注", "would be written 1", "refused 1", "IMP-DATE", "不是日历上的日期",
                "调和 reconciled 1 = 史料");

        Said done = halfsky("import", ledger.toString(), "--map", "事情=备注", "--word", "调解结果:劝好了=调和", "--expect", "1,1,2",
                "--refused", refused.toString());
        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out()).contains("imported 1", "refused 1", "调和 reconciled 1 ≠ 史料 archives 2");
        assertThat(Files.readString(refused)).contains("罗小英", "2021-02-30");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(refused))).isEqualTo("rw-------");

        Files.writeString(refused, Files.readString(refused).replace("2021-02-30", "2021-05-20"));
        Said corrected = halfsky("import", refused.toString());
        assertThat(corrected.code()).as(corrected.out()).isZero();
        assertThat(corrected.out()).contains("imported 1", "refused 0");
    }

    @Test
    void says_what_it_does_not_understand() throws Exception {
        Path ledger = Files.writeString(folder.resolve("own.csv"), "甲,乙,丙,丁\n1,2,3,4\n");

        Said unknown = halfsky("import", ledger.toString(), "--dry-run", "--map", "戊=单位");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).contains("第 1 项列对照看不懂");
        assertThat(halfsky("import", ledger.toString()).out()).contains("表头缺少：台账编号、单位、受理日期、类别");
        assertThat(halfsky("import", ledger.toString(), "--expect", "1,2").code()).isEqualTo(2);
    }

    private static Said halfsky(String... arguments) throws IOException, InterruptedException {
        RunningHalfsky house = RunningHalfsky.get();
        Visitor head = house.as(Role.RIGHTS_HEAD, HESHAN);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Duser.language=zh",
                "-Dsun.jnu.encoding=UTF-8", "-cp", System.getProperty("java.class.path"),
                StandaloneApplication.class.getName(), "ledger"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("LC_ALL", "C.UTF-8");
        process.environment().put("HALFSKY_SERVER", house.address().toString());
        process.environment().put("HALFSKY_USER", head.username());
        process.environment().put("HALFSKY_PASSWORD", head.password());
        Process running = process.start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(running.waitFor(), out);
    }

    private record Said(int code, String out) {}
}
