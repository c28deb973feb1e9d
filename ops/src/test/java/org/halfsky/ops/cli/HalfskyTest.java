package org.halfsky.ops.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands on the command line, and the script that finds a Java for it. */
class HalfskyTest {

    static Stream<String> commands() {
        return new CommandLine(new Halfsky()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_command_tells_what_it_does_in_both_languages(String name) {
        StringWriter out = new StringWriter();
        int code = Halfsky.line().setOut(new PrintWriter(out)).execute(name, "--help");

        assertThat(code).isZero();
        assertThat(out.toString()).containsPattern("\\p{IsHan}{4}").containsPattern("[A-Z][a-z]+ [a-z]+ [a-z]+");
    }

    @Test
    void these_are_the_commands() {
        assertThat(commands()).containsExactly("serve", "command-side", "query-side", "ledger", "network", "rebuild",
                "bench", "backup", "restore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "command-side", "rebuild", "help", "--help", "-V", "sreve"})
    void a_word_is_meant_for_us(String word) {
        assertThat(Halfsky.isMeant(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--halfsky.home=data", "--server.port=8080"})
    void a_setting_is_meant_for_the_server(String setting) {
        assertThat(Halfsky.isMeant(setting)).isFalse();
    }

    @Test
    void a_mistyped_word_starts_nothing() {
        assertThat(Halfsky.run("sreve")).isEqualTo(2);
    }

    @Test
    void the_list_of_commands_is_in_both_languages_and_breaks_no_address() {
        StringWriter out = new StringWriter();
        Halfsky.line().setOut(new PrintWriter(out)).execute("--help");

        assertThat(out.toString()).contains("台账：导入", "Ledgers: import one", "启动服务", "Starts the house");
        assertThat(out.toString().split("http://127.0.0.1:8080")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"nonsense|2|没有这样的命令|no such command or option: nonsense",
            "ledger import|2|还缺|missing: FILE", "ledger import /none/l.csv|1|没有这个文件|no such file: /none/l.csv",
            "ledger import .|1|不是能读的文件|not a file that can be read: .",
            "ledger yiyang /none/l.csv|1|写不到这里|cannot be written there: /none/l.csv",
            "ledger yiyang l.txt|2|扩展名|.csv or .xlsx", "network import /none/n.csv|1|没有这个文件|no such file: /none/n.csv"})
    void what_cannot_be_done_is_said_in_both_languages(String asked, int code, String chinese, String english) {
        StringWriter err = new StringWriter();

        assertThat(Halfsky.line().setErr(new PrintWriter(err)).execute(asked.split(" "))).isEqualTo(code);
        assertThat(err.toString()).contains(chinese, english).doesNotContain("Exception");
    }

    @Nested
    class Script {

        @TempDir
        Path folder;

        private Path script;

        @BeforeEach
        void installed() throws IOException {
            script = folder.resolve("opt/bin/halfsky");
            Files.createDirectories(script.getParent());
            Files.copy(Path.of("bin", "halfsky"), script);
        }

        @Test
        void finds_its_jar_through_a_link_from_any_folder() throws IOException, InterruptedException {
            Path jar = jar();
            Path link = Files.createSymbolicLink(folder.resolve("halfsky"), script);

            Ran ran = run(link, java("99"), "serve", "--server.port=1 2");

            assertThat(ran.code).isZero();
            assertThat(ran.output).contains("-jar", jar.toRealPath().toString(), "serve", "[--server.port=1 2]");
        }

        @Test
        void passes_over_a_java_that_is_too_old() throws IOException, InterruptedException {
            jar();

            assertThat(run(script, java("17"), "serve").output).doesNotContain("ran by 17");
            assertThat(run(script, java("99"), "serve").output).contains("ran by 99");
        }

        @Test
        void says_that_nothing_is_packaged_yet() throws IOException, InterruptedException {
            Ran ran = run(script, java("99"), "serve");

            assertThat(ran.code).isEqualTo(1);
            assertThat(ran.output).contains("还没有打包", "Not packaged yet");
        }

        private Path jar() throws IOException {
            return Files.writeString(Files.createDirectories(folder.resolve("opt/lib")).resolve("ops-1.jar"), "");
        }

        /** A Java of that version, which tells what it was asked to run. */
        private Path java(String version) throws IOException {
            Path java = folder.resolve("jdk" + version + "/bin/java");
            Files.createDirectories(java.getParent());
            Files.writeString(java, """
                    #!/bin/sh
                    if [ "$1" = -version ]; then echo 'openjdk version "%1$s.0.1" 2099-01-01' >&2; exit; fi
                    echo "ran by %1$s"; printf '[%%s]\\n' "$@"
                    """.formatted(version));
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
            return java.getParent().getParent();
        }

        private Ran run(Path command, Path javaHome, String... arguments) throws IOException, InterruptedException {
            List<String> line = new ArrayList<>(List.of("bash", command.toString()));
            line.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(line).directory(Files.createDirectories(folder.resolve("else"))
                    .toFile()).redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", javaHome.toString());
            builder.environment().remove("HALFSKY_JAR");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), output);
        }

        private record Ran(int code, String output) {}
    }
}
