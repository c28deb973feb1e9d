package org.halfsky.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedDatabaseTest {

    private static final String PASSWORD = "not-a-secret";

    @Test
    void waits_for_the_disk_and_lets_nobody_in_without_a_password() throws IOException, SQLException {
        try (Home home = new Home(TestHome.folder());
                EmbeddedDatabase database = EmbeddedDatabase.start(home, PASSWORD);
                Connection connection = connect(database, PASSWORD)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(show(connection, setting)).as(setting).isEqualTo("on");
            }
            assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(connection, "server_encoding")).isEqualTo("UTF8");
            assertThatThrownBy(() -> connect(database, "guess")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void keeps_its_data_and_is_not_misled_by_another_process_with_its_old_number() throws IOException, SQLException {
        Path folder = TestHome.folder();
        try (Home home = new Home(folder); EmbeddedDatabase first = EmbeddedDatabase.start(home, PASSWORD)) {
            run(first, "create table kept (n int)");
        }
        // as a crashed server leaves it, its number since given to this very process
        Files.write(folder.resolve("db/postmaster.pid"),
                List.of(Long.toString(ProcessHandle.current().pid()), folder.resolve("db").toString(), "0", "1", "",
                        "127.0.0.1",
                        "0 0", "ready"));

        try (Home home = new Home(folder); EmbeddedDatabase again = EmbeddedDatabase.start(home, PASSWORD)) {
            run(again, "insert into kept values (1)");
        }
    }

    @Test
    void puts_a_half_made_folder_aside() throws IOException, SQLException {
        Path folder = TestHome.folder();
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(folder.resolve("db/PG_VERSION"), "18\n");

        try (Home home = new Home(folder); EmbeddedDatabase database = EmbeddedDatabase.start(home, PASSWORD)) {
            run(database, "select 1");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("db.incomplete-"));
        }
    }

    @Test
    void a_home_has_one_process() throws IOException {
        Path folder = TestHome.folder();
        try (Home home = new Home(folder)) {
            assertThatThrownBy(() -> new Home(folder)).isInstanceOf(HomeInUse.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid())).hasMessageContaining("正由")
                    .hasMessageContaining("in use");
            assertThat(home.folder()).exists();
        }
        new Home(folder).close();
    }

    private static Connection connect(EmbeddedDatabase database, String password) throws SQLException {
        return DriverManager.getConnection(database.url("postgres"), EmbeddedDatabase.SUPERUSER, password);
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database, PASSWORD)) {
            connection.createStatement().execute(sql);
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
