package org.halfsky.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A Java process of its own that runs the house, to be stopped, interrupted and killed. */
final class ForkedHouse {

    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ForkedHouse(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(() -> {
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                output.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException _) {
                // killed: what it had said is here
            }
        });
    }

    static ForkedHouse run(Class<?> main, Path home, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), main.getName(), "--halfsky.home=" + home, "--server.port=0"));
        command.addAll(Arrays.asList(args));
        try {
            return new ForkedHouse(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many lines of what it prints fit. */
    void awaitLines(int count, Predicate<String> fits) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (lines.stream().filter(fits).count() < count) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("It did not say what was waited for, but:\n" + String.join("\n", lines));
            }
            Thread.sleep(20);
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** @return the exit code */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("It did not end:\n" + String.join("\n", lines));
        }
        reader.join();
        return process.exitValue();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
