package org.halfsky.ops.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** A committed page that is made from the code: the test fails when it lies; {@code -Dhalfsky.documents=write} writes it anew. */
final class Generated {

    private Generated() {}

    /** Where the project's root is, whichever module a test runs in. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve(".mvn"))) {
            here = here.getParent();
        }
        return here;
    }

    static void matches(Path page, String made) throws IOException {
        Path file = root().resolve(page);
        if ("write".equals(System.getProperty("halfsky.documents"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertThat(file).as("%s is made from the code; write it anew with -Dhalfsky.documents=write", page)
                .content().isEqualTo(made);
    }
}
