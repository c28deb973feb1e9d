package org.halfsky.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.halfsky.command.cases.CaseCommand.AssignHandler;
import org.halfsky.command.cases.CaseCommand.DecideAcceptance;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.wire.TimeOrderedIds;
import org.springframework.jdbc.core.JdbcTemplate;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Commands a second with all views live, against inserting and committing one row of the same shape with the same number of
 * clients: by plain JDBC, and by pgbench where it is installed.
 */
final class CommandSpeed {

    private static final String INSERT = """
            insert into bench_event (global_index, event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                payload_type, payload_revision, payload, meta_data)
            values (nextval('bench_event_index'), gen_random_uuid()::text, gen_random_uuid()::text, 0, 'Case', now(),
                'case.opened', '1', convert_to(repeat('x', 400), 'UTF8'), convert_to(repeat('y', 200), 'UTF8'))""";
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private final House house;

    CommandSpeed(House house) {
        this.house = house;
    }

    Map<String, Object> measure(int clients, int seconds) throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(house.source("command"));
        jdbc.execute("create table bench_event (like events.domain_event including all excluding identity)");
        jdbc.execute("create sequence bench_event_index");
        Clients.perSecond(clients, seconds, this::command);
        Clients.perSecond(clients, 1, this::insert);
        double inserts = Clients.perSecond(clients, seconds, this::insert);
        double commands = Clients.perSecond(clients, seconds, this::command);
        double insertsAfter = Clients.perSecond(clients, seconds, this::insert);
        double plain = (inserts + insertsAfter) / 2;
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("commandsPerSecond", Math.round(commands));
        told.put("plainInsertsPerSecond", Math.round(plain));
        told.put("ratio", Math.round(100 * commands / plain) / 100.0);
        Double pgbench = pgbench(clients, seconds);
        if (pgbench != null) {
            told.put("pgbenchPerSecond", Math.round(pgbench));
            told.put("ratioToPgbench", Math.round(100 * commands / pgbench) / 100.0);
        }
        jdbc.execute("drop table bench_event");
        jdbc.execute("drop sequence bench_event_index");
        return told;
    }

    /** Cases of all counties are opened, accepted and given a handler. */
    private long command(long end) {
        TimeOrderedIds ids = new TimeOrderedIds();
        String who = house.somebody(Role.RIGHTS_HEAD);
        String handler = who.substring(0, who.indexOf(':'));
        long done = 0;
        while (System.nanoTime() < end) {
            String id = ids.generateIdentifier();
            house.open(id, done);
            house.send(new DecideAcceptance(new CaseId(id), true, HandlingBasis.HELP, null, null));
            house.send(new AssignHandler(new CaseId(id), new StaffId(handler), null));
            done += 3;
        }
        return done;
    }

    private long insert(long end) throws Exception {
        long done = 0;
        try (Connection connection = house.source("command").getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < end) {
                insert.executeUpdate();
                connection.commit();
                done++;
            }
            connection.setAutoCommit(true);
        }
        return done;
    }

    /** Null where there is no pgbench, or it does not get along with this server. */
    private Double pgbench(int clients, int seconds) throws IOException, InterruptedException {
        Path program = pgbenchProgram();
        if (program == null) {
            return null;
        }
        HikariDataSource source = (HikariDataSource) house.source("command");
        URI server = URI.create(source.getJdbcUrl().substring("jdbc:".length()));
        Path script = Files.createTempFile("bench", ".sql");
        try {
            Files.writeString(script, INSERT + ";\n");
            ProcessBuilder run = new ProcessBuilder(program.toString(), "-n", "-f", script.toString(), "-c",
                    Integer.toString(clients), "-j", "2", "-T", Integer.toString(seconds), "-M", "prepared", "-h",
                    server.getHost(),
                    "-p", Integer.toString(server.getPort() < 0 ? 5432 : server.getPort()), "-U", source.getUsername(),
                    server.getPath().substring(1)).redirectErrorStream(true);
            run.environment().put("PGPASSWORD", source.getPassword());
            Process process = run.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            Matcher tps = TPS.matcher(said);
            return tps.find() ? Double.valueOf(tps.group(1)) : null;
        } finally {
            Files.deleteIfExists(script);
        }
    }

    private static Path pgbenchProgram() throws IOException {
        List<Path> known = new ArrayList<>(Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "pgbench")).toList());
        Path installed = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> versions = Files.list(installed)) {
                versions.map(version -> version.resolve("bin/pgbench")).forEach(known::add);
            }
        }
        return known.stream().filter(Files::isExecutable).findFirst().orElse(null);
    }
}
