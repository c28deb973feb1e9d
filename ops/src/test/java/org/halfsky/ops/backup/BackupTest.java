package org.halfsky.ops.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.ops.vault.MasterKeyFile;
import org.halfsky.ops.vault.TinkVault;
import org.halfsky.ops.vault.VaultRefused;
import org.halfsky.testkit.TestClock;
import org.halfsky.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The files of a backup: what goes in comes back, and nothing doubtful does. On tables with everything that may trip a copy. */
class BackupTest {

    private static final TestClock CLOCK = TestClock.at("2026-11-23T01:00:00Z");
    private static final Opening WHY = new Opening(new StaffId("auditor"), "drill", "x");

    @TempDir
    private Path folder;
    private House before;
    private Sealed name;
    private final PersonId she = new PersonId(UUID.randomUUID().toString());

    @BeforeEach
    void write() {
        before = new House(folder.resolve("before"));
        name = before.vault().seal(she, DataClass.D3, "欧阳素琴");
        before.vault().index(she, Identifier.PHONE, "13975561234");
        for (int i = 0; i < 3; i++) {
            before.jdbc.update("insert into events.domain_event (payload, note) values (?, ?)",
                    ("{\"n\":" + i + "}").getBytes(), "tab\t backslash\\N newline\n 中文 \\.");
        }
        before.jdbc.update("delete from events.domain_event where global_index = 2");
        before.jdbc.update("insert into events.domain_event (payload, note) values ('', null)");
        before.jdbc.execute("select nextval('command.case_number')");
        before.jdbc.execute("insert into command.a_child values (1, 7, array['a,b', null], '{\"k\": [1]}')");
        before.vault().open(List.of(name), WHY);
    }

    @Test
    void everything_comes_back_after_everything_was_lost() {
        Backup.Written written = backup();
        Map<String, List<String>> rows = before.rows();
        House after = new House(folder.resolve("after"));

        long count = restore(written, after);

        assertThat(after.rows()).isEqualTo(rows);
        assertThat(count).isEqualTo(written.rows()).isEqualTo(rows.values().stream().mapToLong(List::size).sum());
        assertThat(after.vault().open(List.of(name), WHY)).containsValue("欧阳素琴");
        assertThat(after.vault().find(Identifier.PHONE, "139 7556 1234")).containsExactly(she);
    }

    @Test
    void sequences_go_on_where_they_were() {
        House after = new House(folder.resolve("after"));
        restore(backup(), after);

        assertThat(after.jdbc.queryForObject(
                "insert into events.domain_event (payload) values ('x') returning global_index",
                Long.class)).isEqualTo(5);
        assertThat(after.jdbc.queryForObject("select nextval('command.case_number')", Long.class)).isEqualTo(2);
        assertThat(after.jdbc.queryForObject("select nextval('command.unused')", Long.class)).isEqualTo(1);
    }

    @Test
    void what_may_be_lost_at_any_time_is_no_part_of_it(@TempDir Path home) throws SQLException {
        try (Connection connection = new House(home).source.getConnection()) {
            assertThat(new Tables(connection, "account").tables()).extracting(Manifest.Table::name)
                    .containsExactly("person");
        }
    }

    @Test
    void transaction_ids_of_the_old_server_do_not_come_along() {
        House after = new House(folder.resolve("after"));
        restore(backup(), after);

        // transactions of others on this server are in progress for moments
        await().untilAsserted(() -> assertThat(after.jdbc.queryForObject("""
                select bool_and(xact < pg_snapshot_xmin(pg_current_snapshot())) from events.domain_event""",
                Boolean.class))
                .as("every restored event lies below what can still appear").isTrue());
    }

    @Test
    void work_may_go_on_meanwhile_and_is_in_it_whole_or_not_at_all() {
        Backup.Written written = new Backup(before.sources(), before.key, CLOCK, table -> {
            // Told after a table is done: committed meanwhile, and yet not half in the copy.
            before.jdbc.update("insert into events.domain_event (payload) values ('late')");
            before.jdbc.update("insert into command.a_child values (?, 7, null, null)", table.hashCode());
        }).to(folder);
        House after = new House(folder.resolve("after"));
        restore(written, after);

        assertThat(after.rows().get("events.domain_event")).hasSize(3);
        assertThat(after.rows().get("command.a_child")).hasSize(1);
    }

    @Test
    void the_key_lies_in_a_file_of_its_own_and_both_are_the_owners_alone() throws IOException {
        Backup.Written written = backup();

        assertThat(written.data()).isEqualTo(folder.resolve("halfsky-20261123-090000.zip"));
        assertThat(written.key()).isEqualTo(folder.resolve("halfsky-20261123-090000.master.key"));
        for (Path file : List.of(written.data(), written.key())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
        String secret = Files.readString(written.key());
        try (FileSystem zip = FileSystems.newFileSystem(written.data());
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            assertThat(entries.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(entry -> {
                String content = Files.readString(entry, StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain(
                        secret.substring(secret.indexOf("\"value\""), secret.indexOf("\"value\"") + 60));
                assertThat(content).doesNotContain("欧阳素琴");
            });
        }
    }

    @Test
    void without_its_key_nothing_is_restored() throws IOException {
        Backup.Written written = backup();
        Files.delete(written.key());
        House after = new House(folder.resolve("after"));

        assertThatThrownBy(() -> restore(written, after)).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("主密钥文件不存在").hasMessageContaining("nothing was restored");
        assertThat(after.rows()).isEqualTo(new House(folder.resolve("untouched")).rows());
        assertThat(after.key.exists()).isFalse();
    }

    @Test
    void another_key_is_noticed_before_anything_is_written() throws IOException {
        Backup.Written written = backup();
        House other = new House(folder.resolve("other"));
        other.vault();
        Files.delete(written.key());
        Files.copy(other.key.path(), written.key());
        House after = new House(folder.resolve("after"));

        assertThatThrownBy(() -> restore(written, after)).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("不配").hasMessageContaining("does not go with");
        assertThat(after.rows()).isEqualTo(new House(folder.resolve("untouched")).rows());
    }

    @Test
    void no_backup_is_made_with_a_lost_or_foreign_key() throws IOException {
        House other = new House(folder.resolve("other"));
        other.vault();

        assertThatThrownBy(() -> new Backup(before.sources(), other.key, CLOCK, table -> {
        }).to(folder))
                .isInstanceOf(BackupRefused.class).hasMessageContaining("does not belong");
        Files.delete(before.key.path());
        assertThatThrownBy(this::backup).isInstanceOf(BackupRefused.class).hasMessageContaining("主密钥文件不存在")
                .hasMessageContaining("worth nothing");
        assertThat(filesIn(folder)).isEmpty();
        assertThatThrownBy(before::vault).as("the house itself says so at its next start")
                .isInstanceOf(VaultRefused.class).hasMessageContaining("master key file is missing");
    }

    @Test
    void a_damaged_file_is_refused_wherever_it_is_damaged() throws IOException {
        Backup.Written written = backup();
        byte[] whole = Files.readAllBytes(written.data());
        House after = new House(folder.resolve("after"));
        Map<String, List<String>> untouched = after.rows();

        List<byte[]> damaged = new ArrayList<>();
        damaged.add(new byte[0]);
        damaged.add(Arrays.copyOf(whole, whole.length / 2));
        damaged.add(Arrays.copyOf(whole, whole.length - 1));
        for (int part = 1; part < 12; part++) {
            byte[] changed = whole.clone();
            changed[whole.length * part / 12] ^= 0x55;
            damaged.add(changed);
        }
        for (byte[] bytes : damaged) {
            Files.write(written.data(), bytes);
            try {
                restore(written, after);
                // A flipped byte may lie where it means nothing, such as a time stamp in the zip's directory.
                assertThat(after.rows()).isEqualTo(before.rows());
                after = new House(Files.createTempDirectory(folder, "again"));
            } catch (BackupRefused refused) {
                assertThat(refused.getMessage()).contains("没有恢复");
                assertThat(after.rows()).isEqualTo(untouched);
            }
        }
    }

    @Test
    void a_changed_row_is_noticed_even_if_the_zip_is_sound() throws IOException {
        Backup.Written written = backup();
        try (FileSystem zip = FileSystems.newFileSystem(written.data())) {
            Path rows = zip.getPath("/events/domain_event.copy");
            Files.writeString(rows, Files.readString(rows).replace("中文", "外文"));
        }

        assertThatThrownBy(() -> restore(written, new House(folder.resolve("after")))).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("altered");
    }

    @Test
    void a_used_database_is_never_overwritten() {
        Backup.Written written = backup();
        Map<String, List<String>> rows = before.rows();

        assertThatThrownBy(() -> restore(written, before)).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("不是空的");
        assertThat(before.rows()).isEqualTo(rows);
    }

    @Test
    void other_table_versions_are_refused() {
        Backup.Written written = backup();
        House after = new House(folder.resolve("after"));
        after.jdbc.update("insert into command.flyway_schema_history values (2, '2', true)");

        assertThatThrownBy(() -> restore(written, after)).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("V2 here");
    }

    @Test
    void nothing_is_overwritten() {
        backup();

        assertThatThrownBy(this::backup).isInstanceOf(BackupRefused.class).hasMessageContaining("不覆盖");
    }

    private Backup.Written backup() {
        return new Backup(before.sources(), before.key, CLOCK, table -> {
        }).to(folder);
    }

    private static long restore(Backup.Written written, House into) {
        MasterKeyFile key = new MasterKeyFile(written.key());
        try (BackupFile file = BackupFile.verified(written.data(), key)) {
            return new Restore(into.sources(), table -> {
            }).from(file, key, into.key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** A database as migrations leave it, with its key file. */
    private static final class House {

        private static final TestDatabase MIGRATED = migrated();

        final DataSource source = TestDatabase.copyOf(MIGRATED).dataSource();
        final JdbcTemplate jdbc = new JdbcTemplate(source);
        final MasterKeyFile key;
        private TinkVault vault;

        House(Path home) {
            key = MasterKeyFile.in(home);
        }

        private static TestDatabase migrated() {
            TestDatabase database = TestDatabase.fresh();
            DataSource source = database.dataSource();
            JdbcTemplate jdbc = new JdbcTemplate(source);
            Flyway.configure().dataSource(source).schemas("vault").locations("classpath:db/vault").load()
                    .migrate();
            for (String schema : List.of("events", "command", "account")) {
                jdbc.execute("create schema " + schema);
                jdbc.execute("create table " + schema
                        + ".flyway_schema_history (installed_rank int, version text, success boolean)");
                jdbc.execute("insert into " + schema + ".flyway_schema_history values (1, '1', true)");
            }
            jdbc.execute("""
                    create table events.domain_event (
                        xact xid8 not null default pg_current_xact_id(),
                        global_index bigint generated always as identity primary key,
                        payload bytea not null, note text,
                        size int generated always as (length(payload)) stored)""");
            jdbc.execute("create table command.z_parent (id int primary key, up int references command.z_parent (id))");
            jdbc.execute("insert into command.z_parent values (7, null)");
            jdbc.execute("""
                    create table command.a_child (id int primary key, parent int references command.z_parent (id),
                        "List of, things" text[], doc jsonb)""");
            jdbc.execute("create sequence command.case_number");
            jdbc.execute("create sequence command.unused");
            jdbc.execute("create table account.person (username text)");
            jdbc.execute("create unlogged table account.session (id text)");
            return database;
        }

        TinkVault vault() {
            if (vault == null || !key.exists()) {
                vault = TinkVault.unlocked(jdbc,
                        new TransactionTemplate(new DataSourceTransactionManager(source)), key, CLOCK,
                        true);
            }
            return vault;
        }

        Map<String, DataSource> sources() {
            return Stream.of("events", "command", "account", "vault")
                    .collect(Collectors.toMap(schema -> schema, schema -> source));
        }

        /** Every row of every table, as text; one of them a migration put there. */
        Map<String, List<String>> rows() {
            Map<String, List<String>> all = new TreeMap<>();
            for (String table : List.of("command.a_child", "command.z_parent", "account.person", "vault.person_key",
                    "vault.blind_index",
                    "vault.opening", "vault.master_key")) {
                all.put(table, jdbc.queryForList("select r::text from " + table + " r order by 1", String.class));
            }
            all.put("events.domain_event",
                    jdbc.queryForList(
                            """
                    select row(global_index, payload, note, size)::text from events.domain_event order by global_index""",
                            String.class));
            return all;
        }
    }
}
