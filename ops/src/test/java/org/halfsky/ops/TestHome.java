package org.halfsky.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.halfsky.testkit.TestDatabase;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A home of its own, on a fresh database of the test server, for a test that starts the house. */
public final class TestHome {

    private TestHome() {}

    /** Call it from a {@code @DynamicPropertySource}. */
    public static void on(DynamicPropertyRegistry registry) {
        TestDatabase database = TestDatabase.fresh();
        Path folder = folder();
        registry.add("halfsky.home", folder::toString);
        registry.add("halfsky.database.url", database::url);
        registry.add("halfsky.database.user", database::user);
        registry.add("halfsky.database.password", database::password);
        registry.add("halfsky.database.pool-size", () -> 6);
    }

    /** An empty folder that is gone after the build's next clean. */
    public static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "home")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
