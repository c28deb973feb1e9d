package org.halfsky.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.halfsky.testkit.TestDatabase;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

/** A home of its own, on a fresh database of the test server, for a test that starts the house. */
public final class TestHome implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestDatabase.fresh();
        TestPropertyValues.of("halfsky.home=" + folder(), "halfsky.database.url=" + database.url(),
                "halfsky.database.user=" + database.user(), "halfsky.database.password=" + database.password(),
                "halfsky.database.pool-size=6").applyTo(context);
    }

    /** The same, from a {@code @DynamicPropertySource}. */
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

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
