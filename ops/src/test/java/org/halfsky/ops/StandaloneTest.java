package org.halfsky.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole house as a process: it starts on an empty folder, keeps it to itself, and ends when asked. */
class StandaloneTest {

    private static final int INTERRUPTED = 130;

    @Test
    void keeps_its_folder_to_itself_and_stops_cleanly() throws IOException, InterruptedException {
        Path home = TestHome.folder();
        ForkedHouse house = ForkedHouse.run(StandaloneApplication.class, home);
        house.awaitLines(1, line -> line.startsWith("Halfsky is ready: http://127.0.0.1:"));
        assertThat(house.lines()).anyMatch(line -> line.startsWith("半边天已就绪：http://127.0.0.1:"));

        ForkedHouse second = ForkedHouse.run(StandaloneApplication.class, home);
        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.lines()).anyMatch(line -> line.contains("正由另一个半边天进程"))
                .anyMatch(line -> line.contains("is in use by another Halfsky process"))
                .noneMatch(line -> line.startsWith("\tat "));

        for (String secret : new String[]{"database-passwords.properties", "halfsky.lock"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        assertThat(home.resolve("initdb.secret")).doesNotExist();
        assertThat(
                Files.readString(home.resolve("db/pg_hba.conf")).lines().filter(line -> line.matches("(local|host).*")))
                .isNotEmpty().allMatch(line -> line.endsWith("scram-sha-256"));

        house.interrupt();
        assertThat(house.awaitEnd()).isEqualTo(INTERRUPTED);
        assertThat(home.resolve("db/postmaster.pid")).as("the database stopped too").doesNotExist();
    }

    @Test
    void ends_when_the_application_is_closed() throws InterruptedException {
        Path home = TestHome.folder();
        ForkedHouse house = ForkedHouse.run(ClosedByItself.class, home);

        assertThat(house.awaitEnd()).as(() -> String.join("\n", house.lines())).isZero();
        assertThat(house.lines()).contains("closed");
        assertThat(home.resolve("db/postmaster.pid")).doesNotExist();
    }
}
