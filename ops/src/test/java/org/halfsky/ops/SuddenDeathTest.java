package org.halfsky.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The process is killed in the middle of its work; what it had acknowledged is there afterwards, and the next start copes. */
class SuddenDeathTest {

    private static final int ACKNOWLEDGED = 500;

    @ParameterizedTest(name = "the database too: {0}")
    @ValueSource(booleans = {false, true})
    void nothing_acknowledged_is_lost_and_the_next_start_copes(boolean theDatabaseToo)
            throws IOException, InterruptedException {
        Path home = TestHome.folder();
        ForkedHouse house = ForkedHouse.run(UnderLoad.class, home);
        house.awaitLines(ACKNOWLEDGED, line -> line.startsWith("ack "));
        house.kill();

        assertThat(orphan(home).isAlive()).as("the database outlives a killed process").isTrue();
        if (theDatabaseToo) {
            orphan(home).destroyForcibly();
        }
        // the last line may have been cut off by the kill
        List<String> acknowledged = house.lines().stream().filter(line -> line.matches("ack \\d{12} \\d+")).toList();
        try (ConfigurableApplicationContext next = SpringApplication.run(StandaloneApplication.class,
                "--halfsky.home=" + home, "--server.port=0")) {
            Map<String, Long> kept = new HashMap<>();
            next.getBean(JdbcTemplate.class).query("""
                    select aggregate_identifier, count(*), max(sequence_number) + 1 from events.domain_event
                    group by aggregate_identifier""", row -> {
                assertThat(row.getLong(2)).as("no gap in " + row.getString(1)).isEqualTo(row.getLong(3));
                kept.put(row.getString(1), row.getLong(2));
            });
            List<String> lost = acknowledged.stream().filter(line -> {
                String[] ack = line.split(" ");
                return kept.getOrDefault(ack[1], 0L) <= Long.parseLong(ack[2]);
            }).toList();

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
            assertThat(lost).as("acknowledged and lost, of " + acknowledged.size()).isEmpty();
            assertThat(kept.values().stream().mapToLong(Long::longValue).sum())
                    .isGreaterThanOrEqualTo(acknowledged.size());
        }
        assertThat(home.resolve("db/postmaster.pid")).doesNotExist();
    }

    private static ProcessHandle orphan(Path home) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(home.resolve("db/postmaster.pid")).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow();
    }
}
