package org.halfsky.ops.journeys;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.TestHome;
import org.halfsky.query.projection.View;
import org.halfsky.query.projection.ViewPositions;
import org.halfsky.testkit.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole house in trial mode, started once for all journeys of a test run: network and ledger of Yiyang are loaded as at any
 * first start, and every journey comes in through the front door.
 */
public final class RunningHalfsky {

    static final UnitCode YIYANG = new UnitCode("430900000000");
    static final UnitCode HESHAN = new UnitCode("430903000000");
    static final UnitCode ANHUA = new UnitCode("430923000000");

    private static RunningHalfsky running;

    private final ConfigurableApplicationContext context;
    private final URI address;
    private final Path home;
    private final Map<String, Visitor> visitors = new ConcurrentHashMap<>();

    private RunningHalfsky() {
        home = TestHome.folder();
        TestDatabase database = TestDatabase.fresh();
        SpringApplication application = new SpringApplication(StandaloneApplication.class);
        context = application.run("--server.port=0", "--halfsky.home=" + home,
                "--halfsky.database.url=" + database.url(),
                "--halfsky.database.user=" + database.user(), "--halfsky.database.password=" + database.password(),
                "--halfsky.database.pool-size=6", "--halfsky.first-start=true");
        address = URI.create(
                "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    /** A house that a developer started by hand, so that one journey can be tried again and again. */
    private RunningHalfsky(URI address, Path home) {
        this.context = null;
        this.address = address;
        this.home = home;
    }

    /** The house, loaded: our own, or the one at {@code -Dhalfsky.at=ADDRESS} with {@code -Dhalfsky.home=FOLDER}. */
    public static synchronized RunningHalfsky get() {
        if (running == null) {
            String at = System.getProperty("halfsky.at");
            running = at == null
                    ? new RunningHalfsky()
                    : new RunningHalfsky(URI.create(at), Path.of(System.getProperty("halfsky.home")));
            running.waitForTheLedger();
        }
        return running;
    }

    public URI address() {
        return address;
    }

    public Path home() {
        return home;
    }

    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** Somebody of the trial accounts. */
    public Visitor as(Role role) {
        return visitors.computeIfAbsent(role.name(), _ -> {
            Map<String, String> account = trialAccounts().stream().filter(row -> row.get("role").equals(role.name()))
                    .findFirst().orElseThrow(() -> new AssertionError("no trial account for " + role));
            return new Visitor(address(), account.get("username"), account.get("password"),
                    new UnitCode(account.get("unit")));
        });
    }

    /** Somebody in this role at this unit, added by the administrator as any other, with a password of her own. */
    public Visitor as(Role role, UnitCode unit) {
        Visitor administrator = as(Role.ADMINISTRATOR);
        return visitors.computeIfAbsent(role + "@" + unit, _ -> {
            String name = role.name().toLowerCase().replace('_', '-') + "-" + unit.prefix();
            Answer added = administrator.put("/accounts/" + name,
                    Map.of("name", "试" + unit.prefix(), "role", role.name(), "unit", unit.value()));
            String own = "wide-sky " + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            if (added.status() == 201) {
                String once = added.json().get("oneTimePassword").asString();
                new Visitor(address(), name, once, unit)
                        .post("/password", Map.of("old", once, "fresh", own, "again", own), null).in(200);
            }
            return new Visitor(address(), name, own, unit);
        });
    }

    /** The rows of {@code trial-accounts.csv}, as a newcomer reads them. */
    List<Map<String, String>> trialAccounts() {
        try {
            List<String> lines = Files.readAllLines(home.resolve("trial-accounts.csv"));
            String[] columns = lines.getFirst().split(",");
            return lines.stream().skip(1).map(line -> line.split(",")).map(cells -> java.util.stream.IntStream
                    .range(0, columns.length).boxed().collect(Collectors.toMap(i -> columns[i], i -> cells[i])))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("trial-accounts.csv is written at the first start", e);
        }
    }

    private void waitForTheLedger() {
        Visitor leader = as(Role.LEADER);
        within(Duration.ofMinutes(6), () -> {
            Answer rate = leader.get("/rates/mediation?unit=430900000000&from=2016-01-01&to=2019-12-31");
            return rate.status() == 200 && rate.json().get("denominator").asInt() >= 12_375;
        }, "the ledger of Yiyang is loaded");
        if (context != null) {
            long written = new JdbcTemplate(context.getBean("viewDataSource", DataSource.class))
                    .queryForObject("select max(global_index) from events.domain_event", Long.class);
            ViewPositions positions = context.getBean(ViewPositions.class);
            within(Duration.ofMinutes(3), () -> beans(View.class).stream()
                    .allMatch(view -> positions.of(view.processor()) >= written), "every view has seen it");
        }
    }

    static void within(Duration limit, BooleanSupplier holds, String what) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
