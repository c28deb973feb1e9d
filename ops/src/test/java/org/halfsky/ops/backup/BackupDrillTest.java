package org.halfsky.ops.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.halfsky.command.contact.ContactCommand.DeleteContact;
import org.halfsky.command.contact.ContactCommand.Goes;
import org.halfsky.command.contact.ContactCommand.RegisterContact;
import org.halfsky.command.http.Commands;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.events.contact.Caller;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.Relation;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.halfsky.ops.DatabaseAccess;
import org.halfsky.ops.HalfskyProperties;
import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.TestHome;
import org.halfsky.ops.vault.MasterKeyFile;
import org.halfsky.ops.vault.VaultRefused;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The drill that the guide asks for, on the assembled application and its own database: write, back up, lose, restore, compare. */
class BackupDrillTest {

    private static final HalfskyProperties.Database EMBEDDED = new HalfskyProperties.Database(null, null, null, 4);
    private static final Actor OPERATOR = new Actor(new StaffId("operator-1"), Role.OPERATOR,
            new UnitCode("430903000000"));
    private static final Opening WHY = new Opening(OPERATOR.staff(), "drill", "drill");

    private final Path home = TestHome.folder();
    private final Path backups = TestHome.folder();
    private final PersonId she = new PersonId(UUID.randomUUID().toString());
    private Sealed name;

    @Test
    void everything_comes_back_and_the_house_goes_on() throws IOException {
        Map<String, List<String>> views;
        try (ConfigurableApplicationContext house = start(home)) {
            write(house);
            views = settledViews(house);
            assertThat(run(new BackupCommand(), "--home", home.toString(), backups.toString())).as("while it runs")
                    .contains("已备份", "backed up", ".master.key");
        }
        Map<String, List<String>> before = tables(home);
        assertThat(before.get("events.domain_event")).hasSizeGreaterThan(3);
        assertThat(before.get("vault.person_key")).isNotEmpty();
        assertThat(before.get("command.attempt")).isNotEmpty();
        Path atRest = backups.resolve("at-rest.zip");
        run(new BackupCommand(), "--home", home.toString(), atRest.toString());
        byte[] key = Files.readAllBytes(MasterKeyFile.in(home).path());
        destroy(home);

        restored(atRest, before, key);
        Path restored = restored(only(backups, "halfsky-"), before, key);
        try (ConfigurableApplicationContext house = start(restored)) {
            Vault vault = house.getBean(Vault.class);
            assertThat(vault.open(List.of(name), WHY)).containsValue("欧阳素琴");
            assertThat(vault.find(Identifier.PHONE, "13975561234")).containsExactly(she);
            assertThat(settledViews(house)).as("views folded anew").isEqualTo(views);
            house.getBean(Commands.class).send(OPERATOR,
                    contact(vault, new PersonId(UUID.randomUUID().toString())));
        }
        assertThat(tables(restored).get("events.domain_event")).as("and it goes on").hasSizeGreaterThan(
                before.get("events.domain_event").size());
    }

    /** A home that was restored from a backup: the same rows under the same key. */
    private static Path restored(Path backup, Map<String, List<String>> before, byte[] key) throws IOException {
        Path restored = TestHome.folder();
        assertThat(run(new RestoreCommand(), "--home", restored.toString(), backup.toString())).contains("已恢复");
        assertThat(tables(restored)).as("restored from %s", backup).isEqualTo(before);
        assertThat(MasterKeyFile.in(restored).path()).hasBinaryContent(key);
        return restored;
    }

    @Test
    void a_lost_master_key_is_said_plainly_at_every_door() throws IOException {
        try (ConfigurableApplicationContext house = start(home)) {
            write(house);
        }
        run(new BackupCommand(), "--home", home.toString(), backups.resolve("b.zip").toString());
        Files.delete(MasterKeyFile.in(home).path());

        assertThatThrownBy(() -> start(home).close()).as("the start").hasRootCauseInstanceOf(VaultRefused.class)
                .rootCause().hasMessageContaining("主密钥文件不存在").hasMessageContaining("master key file is missing");
        assertThat(refused(new BackupCommand(), "--home", home.toString(), backups.resolve("c.zip").toString()))
                .as("another backup").contains("主密钥文件不存在", "worth nothing");
        assertThat(backups.resolve("c.zip")).doesNotExist();

        Files.delete(backups.resolve("b.master.key"));
        Path empty = TestHome.folder();
        assertThat(refused(new RestoreCommand(), "--home", empty.toString(), backups.resolve("b.zip").toString()))
                .as("a restore").contains("主密钥文件不存在", "nothing was restored");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void a_home_with_anything_in_it_is_left_alone() throws IOException {
        try (ConfigurableApplicationContext house = start(home)) {
            write(house);
        }
        run(new BackupCommand(), "--home", home.toString(), backups.resolve("b.zip").toString());
        Path used = TestHome.folder();
        Files.writeString(used.resolve("notes.txt"), "mine");

        assertThat(refused(new RestoreCommand(), "--home", used.toString(), backups.resolve("b.zip").toString()))
                .contains("不是空的", "not empty");
        assertThat(used.resolve("notes.txt")).hasContent("mine");
        assertThat(refused(new BackupCommand(), "--home", used.toString(), backups.toString())).contains("没有半边天的数据");
    }

    private void write(ConfigurableApplicationContext house) {
        Commands commands = house.getBean(Commands.class);
        Vault vault = house.getBean(Vault.class);
        Actor system = new Actor(StaffId.SYSTEM, Role.SYSTEM, new UnitCode("430000000000"));
        commands.send(system, new RegisterUnit(new UnitCode("430000000000"), "湖南省"));
        commands.send(system, new RegisterUnit(new UnitCode("430900000000"), "益阳市"));
        commands.send(system, new RegisterUnit(new UnitCode("430903000000"), "赫山区"));
        RegisterContact contact = contact(vault, she);
        name = contact.caller().name();
        vault.index(she, Identifier.PHONE, "13975561234");
        commands.send(OPERATOR, contact);
        assertThatThrownBy(() -> commands.send(OPERATOR, new DeleteContact(contact.contactId())))
                .isInstanceOf(RuleBroken.class);
        assertThat(vault.open(List.of(name), WHY)).hasSize(1);
    }

    private static RegisterContact contact(Vault vault, PersonId person) {
        Caller caller = new Caller(person, Relation.SELF, vault.seal(person, DataClass.D3, "欧阳素琴"),
                vault.seal(person, DataClass.D3, "13975561234"), null, null);
        return new RegisterContact(new ContactId(UUID.randomUUID().toString()), Channel.CALL, OPERATOR.unit(), null,
                null,
                Nature.HELP, SubCategory.F01, List.of(), Urgency.U3, false, Set.of(), false, false, caller, null,
                vault.seal(person, DataClass.D2, "她说婆家不让她见孩子"),
                new Goes.IntoCase(new CaseId(UUID.randomUUID().toString())));
    }

    private static ConfigurableApplicationContext start(Path home) {
        return new SpringApplicationBuilder(StandaloneApplication.class).run("--halfsky.home=" + home,
                "--halfsky.mode=production", "--server.port=0");
    }

    private static String run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        return out.toString();
    }

    private static String refused(Object command, String... arguments) {
        StringWriter err = new StringWriter();
        int code = new CommandLine(command).setErr(new PrintWriter(err)).execute(arguments);
        assertThat(code).isEqualTo(1);
        return err.toString();
    }

    /** Every row of every table that is kept, without what only means something to the process that wrote it. */
    private static Map<String, List<String>> tables(Path home) {
        try (DatabaseAccess database = DatabaseAccess.reading(home, EMBEDDED)) {
            Map<String, List<String>> all = new TreeMap<>();
            database.kept().forEach((schema, owner) -> all.putAll(rows(owner, schema)));
            return all;
        }
    }

    /** The views once every processor has read everything, and the automations have written nothing more. */
    private static Map<String, List<String>> settledViews(ConfigurableApplicationContext house) {
        DataSource view = house.getBean("viewDataSource", DataSource.class);
        JdbcTemplate jdbc = new JdbcTemplate(view);
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300)).until(() -> {
            long head = jdbc.queryForObject("select max(global_index) from events.domain_event", Long.class);
            Thread.sleep(500);
            long later = jdbc.queryForObject("select max(global_index) from events.domain_event", Long.class);
            List<String> behind = jdbc.queryForList("""
                    select processor_name from view.token_entry
                    where token is null or (convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint < ?""",
                    String.class,
                    later);
            return head == later && behind.isEmpty();
        });
        return rows(view, "view");
    }

    private static Map<String, List<String>> rows(DataSource source, String schema) {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = source.getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            for (String table : jdbc.queryForList("select tablename from pg_tables where schemaname = ?", String.class,
                    schema)) {
                if (table.equals("flyway_schema_history")) {
                    continue;
                }
                String columns = String.join(", ", jdbc.queryForList("""
                        select quote_ident(attname) from pg_attribute
                        where attrelid = format('%I.%I', ?, ?)::regclass and attnum > 0 and not attisdropped
                          and atttypid <> 'xid8'::regtype
                          and not (? = 'token_entry' and attname in ('owner', 'timestamp'))
                        order by attnum""", String.class, schema, table, table));
                all.put(schema + "." + table, jdbc.queryForList("select row(" + columns + ")::text from " + schema + "."
                        + table + " order by 1", String.class));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path only(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + ".*\\.zip")).findFirst()
                    .orElseThrow();
        }
    }

    private static void destroy(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertThat(home).doesNotExist();
    }
}
