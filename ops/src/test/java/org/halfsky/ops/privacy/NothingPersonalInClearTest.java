package org.halfsky.ops.privacy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.halfsky.command.http.Commands;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.DatabaseAccess;
import org.halfsky.ops.HalfskyProperties;
import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.TestHome;
import org.halfsky.ops.accounts.Accounts;
import org.halfsky.ops.ledger.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Names, phones, addresses and what was said are written into every free-text field about a person of the assembled house over HTTP, by acts
 * that are done and acts that are refused; then every table, log and file is searched for them. What is written in clear on
 * purpose must be found, and nothing else.
 */
@Execution(ExecutionMode.SAME_THREAD) // it reads the console, on which some journeys provoke complaints
class NothingPersonalInClearTest {

    private static final HalfskyProperties.Database EMBEDDED = new HalfskyProperties.Database(null, null, null, 4);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final UnitCode PROVINCE = new UnitCode("430000000000");
    private static final UnitCode CITY = new UnitCode("430900000000");
    private static final UnitCode COUNTY = new UnitCode("430903000000");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Planted planted = new Planted();
    private final Map<String, String> passwords = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuilder answers = new StringBuilder();
    private ConfigurableApplicationContext house;
    private String base;

    @Test
    void and_what_is_in_clear_on_purpose_is_found() throws Exception {
        Path home = TestHome.folder();
        FileTime start = FileTime.from(Files.getLastModifiedTime(home).toInstant());
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        Map<String, String> controls = new LinkedHashMap<>();
        PlainTextSearch search;
        try {
            System.setOut(tee(out, console));
            System.setErr(tee(err, console));
            house = start(home);
            base = "http://127.0.0.1:" + house.getEnvironment().getProperty("local.server.port");
            people();
            contacts();
            cases();
            mediations();
            ledger();
            refusals();
            reading();
            failingRow();
            settle();

            controls.put(planted.name("control: base64 in a table"), "command.control.payload");
            controls.put(planted.story("control: the log").substring(2, 10), "console");
            controls.put(planted.phone("control: a file of the home"), home.resolve("control.tmp").toString());
            plantControls(home, List.copyOf(controls.keySet()));

            search = new PlainTextSearch(planted.all());
            searchTables(home, search);
        } finally {
            if (house != null) {
                house.close();
            }
            System.setOut(out);
            System.setErr(err);
        }
        search.in("console", console.toByteArray());
        search.in("headers and refusals", answers.toString());
        search.inFiles(home, file -> !file.startsWith(home.resolve("db")));
        searchTemporaryFiles(start, search);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .as("the server tells what it could not decode, in no known code")
                .doesNotContain("Character decoding failed");
        assertThat(console.toString(StandardCharsets.UTF_8)).as("PostgreSQL's own log is part of it")
                .contains("violates not-null constraint");
        assertThat(search.bytes()).as("searched").isGreaterThan(50_000_000);
        controls.forEach((text, where) -> assertThat(search.findings()).as("control in %s", where)
                .anyMatch(finding -> finding.text().equals(text) && finding.where().equals(where)));
        assertThat(search.findings().stream().filter(finding -> !controls.containsKey(finding.text()))
                .map(finding -> planted.field(finding.text()) + " lies open in " + finding.where() + " as "
                        + finding.form())
                .distinct().toList()).as("planted: %d texts", planted.all().size()).isEmpty();
        assertThat(planted.all()).hasSizeGreaterThan(60);
    }

    private static ConfigurableApplicationContext start(Path home) {
        return new SpringApplicationBuilder(StandaloneApplication.class).run("--halfsky.home=" + home,
                "--halfsky.mode=production", "--server.port=0", "--server.tomcat.basedir=" + home.resolve("tomcat"),
                "--logging.level.root=info", "--logging.level.org.halfsky=debug",
                "--logging.level.io.zonky.test.db.postgres=info");
    }

    private void people() {
        Accounts accounts = house.getBean(Accounts.class);
        Map<String, UnitCode> units = Map.of("OPERATOR", COUNTY, "MEDIATOR", COUNTY, "STATION_OFFICER", COUNTY,
                "RIGHTS_HEAD", CITY, "LEADER", CITY, "AUDITOR", CITY, "ADMINISTRATOR", PROVINCE);
        units.forEach(
                (role, unit) -> account(accounts, role.toLowerCase().replace('_', '-'), Role.valueOf(role), unit));
        account(accounts, "operator-2", Role.OPERATOR, COUNTY);
        account(accounts, "county-head", Role.RIGHTS_HEAD, COUNTY);
        Commands commands = house.getBean(Commands.class);
        Actor system = new Actor(StaffId.SYSTEM, Role.SYSTEM, PROVINCE);
        commands.send(system, new RegisterUnit(PROVINCE, "湖南省"));
        commands.send(system, new RegisterUnit(CITY, "益阳市"));
        commands.send(system, new RegisterUnit(COUNTY, "赫山区"));
        done("county-head", "POST", "/units/" + COUNTY + "/committee", COUNTY.value(), Map.of("formedOn", "2026-01-05",
                "members", List.of(Map.of("staff", "mediator", "woman", true, "head", true),
                        Map.of("staff", "station-officer", "woman", true, "head", false),
                        Map.of("staff", "county-head", "woman", false, "head", false))));
        done("county-head", "POST", "/units/" + COUNTY + "/mediators", COUNTY.value(),
                Map.of("mediator", "mediator", "trained", true, "adult", true, "appointedOn", "2026-01-06"));
    }

    private void contacts() {
        String answered = id();
        done("operator", "PUT", "/contacts/" + answered, null, contact("answered", Map.of("disposition", "ANSWERED",
                "answer", planted.story("contact.answer"))));

        String corrected = id();
        done("operator", "PUT", "/contacts/" + corrected, null, contact("corrected", Map.of("disposition", "NONE")));
        done("operator", "POST", "/contacts/" + corrected + "/corrections", corrected, Map.of("field", "NARRATIVE",
                "value", planted.story("contact.correction of the narrative"), "reason",
                planted.story("contact.correction.reason")));
        done("operator", "POST", "/contacts/" + corrected + "/corrections", corrected, Map.of("field", "CALLER_NAME",
                "value", planted.name("contact.correction of the name"), "reason", planted.story("its reason")));
        done("operator", "POST", "/contacts/" + corrected + "/corrections", corrected, Map.of("field", "CALLER_PHONE",
                "value", planted.phone("contact.correction of the phone"), "reason", planted.story("its reason")));
        done("operator", "POST", "/contacts/" + corrected + "/answer", corrected,
                Map.of("answer", planted.story("contact.answer, later")));

        String voided = id();
        done("operator", "PUT", "/contacts/" + voided, null, contact("voided", Map.of("disposition", "NONE")));
        done("operator", "POST", "/contacts/" + voided + "/void-proposal", voided,
                Map.of("reason", planted.story("contact.void-proposal.reason")));
        done("operator-2", "POST", "/contacts/" + voided + "/voiding", voided, Map.of());

        String draft = id();
        Map<String, Object> unfinished = new HashMap<>(contact("draft", Map.of()));
        assertThat(ask("operator", "PUT", "/drafts/" + draft, null, json(unfinished), "application/json").statusCode())
                .isEqualTo(200);
        assertThat(ask("operator", "GET", "/drafts/" + draft, null, "", null).body())
                .contains(unfinished.get("narrative").toString());

        // what cannot be read at all is not told to the log either
        for (String broken : List.of(form(Map.of("narrative", planted.story("a broken form"))) + "%zz",
                "%zz=1&" + form(Map.of("narrative", planted.story("a form broken before"))))) {
            assertThat(ask("operator", "PUT", "/contacts/" + id(), null, broken, FORM).statusCode()).isEqualTo(400);
            assertThat(ask("operator", "POST", "/lookups", null, broken, FORM).statusCode()).isEqualTo(400);
        }
        String halfJson = json(Map.of("narrative", planted.story("a broken body")));
        assertThat(ask("operator", "PUT", "/contacts/" + id(), null, halfJson.substring(0, halfJson.length() - 1),
                "application/json").statusCode()).isEqualTo(400);

        String known = planted.phone("contact.callerPhone, looked up");
        done("operator", "PUT", "/contacts/" + id(), null,
                with(contact("looked up", Map.of("disposition", "NONE")), "callerPhone", known));
        for (String asked : List.of(known, planted.phone("lookup of nobody"))) {
            HttpResponse<String> token = ask("operator", "POST", "/lookups", null,
                    json(Map.of("kind", "PHONE", "value", asked, "purpose", "contact.repeat")), "application/json");
            assertThat(token.statusCode()).as(token.body()).isEqualTo(201);
            ask("operator", "GET", "/lookups/" + JSON.readTree(token.body()).path("token").asString(), null, "", null);
        }
    }

    private void cases() {
        String fromContact = id();
        String contact = id();
        Map<String, Object> call = new HashMap<>(contact("becoming a case", Map.of("disposition", "CASE")));
        call.put("caseId", fromContact);
        HttpResponse<String> form = ask("operator", "PUT", "/contacts/" + contact, null, form(call), FORM);
        assertThat(form.statusCode()).as(form.body()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20)).until(() -> version(fromContact) != null);

        done("station-officer", "POST", "/cases/" + fromContact + "/acceptance", fromContact,
                Map.of("accepted", true, "basis", "HELP"));
        done("station-officer", "POST", "/cases/" + fromContact + "/handler", fromContact,
                Map.of("handler", "station-officer"));
        done("station-officer", "POST", "/cases/" + fromContact + "/actions", fromContact,
                Map.of("kind", "HOME_VISIT", "note", planted.story("case.action.note")));
        done("station-officer", "POST", "/cases/" + fromContact + "/parties", fromContact,
                Map.of("role", "CHILD", "name", planted.name("case.party.name"), "phone",
                        planted.phone("case.party.phone")));
        done("station-officer", "POST", "/cases/" + fromContact + "/corrections", fromContact,
                Map.of("field", "NARRATIVE", "value", planted.story("case.correction of the narrative"), "reason",
                        planted.story("case.correction.reason")));
        done("station-officer", "POST", "/cases/" + fromContact + "/corrections", fromContact,
                Map.of("field", "PARTY_NAME", "person", call.get("personId"), "value",
                        planted.name("case.correction of a name"), "reason", planted.story("its reason")));
        done("station-officer", "POST", "/cases/" + fromContact + "/corrections", fromContact,
                Map.of("field", "PARTY_PHONE", "person", call.get("personId"), "value",
                        planted.phone("case.correction of a phone"), "reason", planted.story("its reason")));
        done("station-officer", "POST", "/cases/" + fromContact + "/corrections", fromContact,
                Map.of("field", "ACTION_NOTE", "value", planted.story("case.correction of a note"), "reason",
                        planted.story("its reason")));
        done("county-head", "POST", "/cases/" + fromContact + "/closing", fromContact,
                Map.of("outcome", "RESOLVED", "note", planted.story("case.closing.note")));
        done("county-head", "POST", "/cases/" + fromContact + "/reopening", fromContact,
                Map.of("ground", "NEW_FACT", "reason", planted.story("case.reopening.reason")));

        String turnedAway = opened("turned away", "F01");
        done("station-officer", "POST", "/cases/" + turnedAway + "/acceptance", turnedAway, Map.of("accepted", false,
                "destination", "LABOUR", "reason", planted.story("case.acceptance.reason")));

        String handedUp = opened("handed up", "F02");
        done("station-officer", "POST", "/cases/" + handedUp + "/handovers", handedUp,
                Map.of("to", CITY.value(), "reason", planted.story("case.handover.reason")));
        done("rights-head", "POST", "/cases/" + handedUp + "/handovers/return", handedUp,
                Map.of("reason", planted.story("case.handover.return.reason")));
        done("station-officer", "POST", "/cases/" + handedUp + "/handovers", handedUp,
                Map.of("to", CITY.value(), "reason", planted.story("case.handover.again.reason")));
        done("station-officer", "POST", "/cases/" + handedUp + "/handovers/withdrawal", handedUp,
                Map.of("reason", planted.story("case.handover.withdrawal.reason")));

        String violent = opened("violent", "F05");
        done("station-officer", "POST", "/cases/" + violent + "/dv-flag", violent,
                Map.of("forms", List.of("PHYS", "STALK")));
        Map<String, Object> scale = new HashMap<>(Map.of("s1", false, "s2", false, "victimSigned", true));
        for (int item = 1; item <= 9; item++) {
            scale.put("q" + item, item < 8);
        }
        done("station-officer", "POST", "/cases/" + violent + "/danger-assessments", violent, scale);
        done("station-officer", "POST", "/cases/" + violent + "/safety", violent,
                Map.of("outcome", planted.story("case.safety.outcome")));
    }

    private void mediations() {
        mediated("agreement", Map.of("form", "WRITTEN", "content", planted.story("mediation.agreement.content"),
                "barsOtherRemedies", false));
        mediated("reconciliation", Map.of("writtenAgreement", true, "note",
                planted.story("mediation.reconciliation.note")));
        mediated("failure", Map.of("otherRoutesTold", true, "note", planted.story("mediation.failure.note")));
    }

    private void mediated(String ending, Map<String, Object> body) {
        String caseId = opened("mediated, " + ending, "F09");
        done("station-officer", "POST", "/cases/" + caseId + "/acceptance", caseId,
                Map.of("accepted", true, "basis", "MEDIATE"));
        done("station-officer", "POST", "/cases/" + caseId + "/handler", caseId, Map.of("handler", "station-officer"));
        String url = "/cases/" + caseId + "/mediations/" + id();
        done("station-officer", "PUT", url, caseId, Map.of("source", "APPLICATION"));
        done("station-officer", "POST", url + "/consents", caseId, Map.of("side", "A", "given", true));
        done("station-officer", "POST", url + "/consents", caseId, Map.of("side", "B", "given", true));
        done("station-officer", "POST", url + "/mediator", caseId, Map.of("mediator", "mediator"));
        done("mediator", "POST", url + "/rights-notice", caseId, Map.of("form", "ORAL"));
        done("mediator", "POST", url + "/sessions", caseId,
                Map.of("note", planted.story("mediation.session.note, " + ending)));
        done("mediator", "POST", url + "/" + ending, caseId, body);
    }

    /** Two rows go in and two are refused: the report must be able to give those back. */
    private void ledger() throws Exception {
        StringBuilder csv = new StringBuilder(
                Arrays.stream(Column.values()).map(Column::chinese).collect(Collectors.joining(",")));
        for (int row = 0; row < 4; row++) {
            Map<Column, String> cells = new EnumMap<>(Column.class);
            cells.put(Column.KEY, "赫-" + row);
            cells.put(Column.UNIT, COUNTY.value());
            cells.put(Column.RECEIVED_ON, row < 2 ? "2018-05-2" + row : "2018-02-3" + row);
            cells.put(Column.CATEGORY, "F09");
            cells.put(Column.APPLICANT_NAME, planted.name("ledger.applicant, row " + row));
            cells.put(Column.APPLICANT_PHONE, planted.phone("ledger.phone, row " + row));
            cells.put(Column.RESPONDENT_NAME, planted.name("ledger.respondent, row " + row));
            cells.put(Column.MEDIATED, "是");
            cells.put(Column.STARTED_ON, "2018-05-25");
            cells.put(Column.ENDING, "调和");
            cells.put(Column.ENDED_ON, "2018-06-02");
            cells.put(Column.OUTCOME, "调和");
            cells.put(Column.CLOSED_ON, "2018-06-03");
            cells.put(Column.NOTE, planted.story("ledger.note, row " + row));
            csv.append("\r\n").append(Arrays.stream(Column.values())
                    .map(column -> cells.getOrDefault(column, "")).collect(Collectors.joining(",")));
        }
        String name = planted.name("ledger's file name") + "的台账.csv";
        String border = "----halfsky" + UUID.randomUUID();
        String body = "--" + border + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/csv\r\n\r\n" + csv + "\r\n--" + border + "--\r\n";
        // One more is handed in and left: it is kept until somebody says what its columns mean.
        String left = body.replaceFirst("\r\n--" + border + "--", "\r\n--" + border
                + "\r\nContent-Disposition: form-data; name=\"until\"\r\n\r\nMAPPED\r\n--" + border + "--");
        assertThat(ask("county-head", "POST", "/ledgers", null, left, "multipart/form-data; boundary=" + border)
                .statusCode()).isEqualTo(202);
        HttpResponse<String> taken = ask("county-head", "POST", "/ledgers", null, body,
                "multipart/form-data; boundary=" + border);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String job = taken.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60)).until(() -> ask("county-head", "GET", job, null, "", null).body(),
                report -> report.contains("\"DONE\""));
        assertThat(JSON.readTree(ask("county-head", "GET", job, null, "", null).body()).toString())
                .contains("\"imported\":2").contains("\"refused\":2");
    }

    /** What is refused, cannot be read, or is no text at all leaves nothing behind either. */
    private void refusals() {
        refused(422, "operator", "PUT", "/contacts/" + id(),
                json(with(contact("refused for its narrative", Map.of("disposition", "NONE")), "narrative", "")));
        refused(422, "operator", "PUT", "/contacts/" + id(),
                json(with(contact("refused for a code", Map.of()), "channel",
                        planted.name("a code's place"))));
        refused(422, "operator", "PUT", "/contacts/" + id(),
                json(with(contact("refused for a field", Map.of()), planted.name("a field's name"), "x")));
        refused(422, "operator", "PUT", "/contacts/" + id(), json(with(contact("refused for length", Map.of()),
                "callerName", planted.name("too long a name").repeat(40))));
        refused(422, "operator", "PUT", "/contacts/" + id(), json(with(contact("refused for a phone", Map.of()),
                "callerPhone", planted.address("a phone's place"))));
        refused(400, "operator", "PUT", "/contacts/" + id(),
                "{\"narrative\": \"" + planted.story("broken JSON") + "\", ");
        String elsewhere = opened("somebody else's", "F01");
        refused(403, "operator", "POST", "/cases/" + elsewhere + "/closing",
                json(Map.of("outcome", "RESOLVED", "note", planted.story("note of a forbidden act"))));
        refused(409, "station-officer", "POST", "/cases/" + elsewhere + "/reopening",
                json(Map.of("ground", "NEW_FACT", "reason", planted.story("reason of an act out of turn"))));
        ask("operator", "DELETE", "/contacts/" + id(), null, "", null);
        ask("operator", "POST", "/lookups", null, json(Map.of("kind", "PHONE", "value",
                planted.phone("a look-up without a purpose"), "purpose", planted.name("a look-up's purpose"))),
                "application/json");
        ask("operator", "GET", "/find?q=" + URLEncoder.encode(planted.name("the find field"), StandardCharsets.UTF_8),
                null, "", null);
        ask("operator", "PUT", "/contacts/" + id(), null, planted.story("plain text"), "text/plain");
    }

    /** Every page that shows something, so that opening and rendering leave their traces too. */
    private void reading() {
        for (String who : passwords.keySet()) {
            for (String page : List.of("/", "/desk", "/contacts", "/worklist", "/cases", "/rates", "/network",
                    "/replay",
                    "/ledgers", "/accounts", "/operations", "/drafts", "/no-such-page")) {
                for (String type : List.of("text/html", "application/json")) {
                    ask(who, "GET", page, null, "", type);
                }
            }
        }
    }

    /** A row that the database refuses: its error would quote the row, in its own log and in ours. */
    private void failingRow() {
        String name = planted.name("a row that fails");
        assertThatThrownBy(() -> house.getBean(JdbcTemplate.class)
                .update("insert into command.token_entry (processor_name, segment) values (?, null)", name))
                .hasMessageContaining("not-null").satisfies(failed -> {
                    assertThat(failed.getMessage()).doesNotContain(name);
                    LoggerFactory.getLogger(getClass()).error("As any code would log it", failed);
                });
    }

    private void settle() {
        JdbcTemplate jdbc = house.getBean(JdbcTemplate.class);
        JdbcTemplate view = new JdbcTemplate(house.getBean("viewDataSource", DataSource.class));
        await().atMost(Duration.ofSeconds(60)).until(() -> view.queryForObject("""
                select bool_and((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint
                    >= (select max(global_index) from events.domain_event)) from view.token_entry""", Boolean.class));
        assertThat(jdbc.queryForList("select cause_type || ' ' || cause_message from command.dead_letter_entry",
                String.class)).isEmpty();
    }

    private void plantControls(Path home, List<String> controls) throws Exception {
        try (DatabaseAccess database = DatabaseAccess.reading(home, EMBEDDED);
                Connection connection = database.ownerOf("command").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table command.control (payload bytea)");
            try (PreparedStatement insert = connection.prepareStatement("insert into command.control values (?)")) {
                insert.setBytes(1, Base64.getEncoder()
                        .encode(("{\"name\":\"" + controls.get(0) + "\"}").getBytes(StandardCharsets.UTF_8)));
                insert.execute();
            }
        }
        LoggerFactory.getLogger("org.halfsky.control").info("Careless: {}", controls.get(1));
        Files.writeString(home.resolve("control.tmp"), controls.get(2));
    }

    private static void searchTables(Path home, PlainTextSearch search) {
        try (DatabaseAccess database = DatabaseAccess.reading(home, EMBEDDED)) {
            Map<String, DataSource> owners = new LinkedHashMap<>(database.kept());
            owners.put("view", database.ownerOf("view"));
            owners.values().forEach(search::inDatabase);
            assertThat(search.rows().keySet()).as("every table there is").containsAll(
                    PlainTextSearch.tables(owners.get("view")));
            assertThat(search.largeObjects()).isZero();
            for (String table : List.of("events.domain_event", "command.attempt", "command.draft", "command.lookup",
                    "vault.person_key", "vault.blind_index", "vault.opening", "ledger.refused_rows", "ledger.held_part",
                    "ledger.mapping", "view.case_file",
                    "account.account")) {
                assertThat(search.rows().getOrDefault(table, 0L)).as("rows of %s", table).isPositive();
            }
        }
    }

    /** What appeared since the start below the machine's folder for temporary files, the servers of other tests left out. */
    private static void searchTemporaryFiles(FileTime start, PlainTextSearch search) throws IOException {
        Files.walkFileTree(Path.of(System.getProperty("java.io.tmpdir")), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.startsWith("embedded-pg") || name.startsWith("epg")
                        || Files.exists(folder.resolve("PG_VERSION"))
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(start) >= 0) {
                    search.inFile(file, true);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private String opened(String what, String subCategory) {
        String caseId = id();
        done("operator", "PUT", "/cases/" + caseId, null, Map.of("unit", COUNTY.value(), "subCategory", subCategory,
                "urgency", "U3", "narrative", planted.story("case.narrative, " + what), "complainantName",
                planted.name("case.complainantName, " + what), "complainantPhone",
                planted.phone("case.complainantPhone, " + what), "respondentName",
                planted.name("case.respondentName, " + what), "respondentPhone",
                planted.phone("case.respondentPhone, " + what)));
        return caseId;
    }

    private Map<String, Object> contact(String what, Map<String, Object> more) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("channel", "CALL");
        form.put("unit", COUNTY.value());
        form.put("nature", "HELP");
        form.put("subCategory", "F01");
        form.put("urgency", "U3");
        form.put("personId", id());
        form.put("callerName", planted.name("contact.callerName, " + what));
        form.put("callerPhone", planted.phone("contact.callerPhone, " + what));
        form.put("callerIdNumber", planted.idNumber("contact.callerIdNumber, " + what));
        form.put("callerAddress", planted.address("contact.callerAddress, " + what));
        form.put("narrative", planted.story("contact.narrative, " + what));
        form.put("respondentName", planted.name("contact.respondentName, " + what));
        form.put("respondentPhone", planted.phone("contact.respondentPhone, " + what));
        form.putAll(more);
        return form;
    }

    private static Map<String, Object> with(Map<String, Object> form, String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(form);
        changed.put(field, value);
        return changed;
    }

    /** An act that must be done: a text that was turned away would prove nothing. */
    private void done(String who, String method, String path, String stream, Map<String, ?> body) {
        HttpResponse<String> answer = ask(who, method, path, stream, json(body), "application/json");
        assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 299);
    }

    private void refused(int status, String who, String method, String path, String body) {
        String stream = path.startsWith("/cases/") ? path.split("/")[2] : null;
        HttpResponse<String> answer = ask(who, method, path, stream, body, "application/json");
        assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
        // Said to nobody but the one who typed it; and yet only the name of an unknown field is said again.
        answers.append(answer.body().replaceAll("\"field\":\"[^\"]*\"", "")).append('\n');
    }

    private HttpResponse<String> ask(String who, String method, String path, String stream, String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Basic "
                + Base64.getEncoder().encodeToString((who + ":" + passwords.get(who)).getBytes(StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(60));
        if (method.equals("GET")) {
            request.header("Accept", type == null ? "application/json" : type);
        } else if (type != null) {
            request.header("Content-Type", type).header("Accept", "application/json");
        }
        if (stream != null) {
            request.header("If-Match", "\"" + version(stream) + "\"");
        }
        try {
            HttpResponse<String> answer = client.send(
                    request.method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
            answers.append(answer.headers().map()).append('\n');
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Long version(String stream) {
        return house.getBean(EventStore.class).lastSequenceNumberFor(stream).orElse(null);
    }

    private void account(Accounts accounts, String who, Role role, UnitCode unit) {
        passwords.put(who, accounts.provide(new StaffId(who), "工作人员 " + who, role, unit, false).orElseThrow());
    }

    private static String json(Map<String, ?> body) {
        return JSON.writeValueAsString(body);
    }

    private static String form(Map<String, ?> fields) {
        return fields.entrySet().stream().map(field -> field.getKey() + "="
                + URLEncoder.encode(field.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static PrintStream tee(PrintStream first, OutputStream second) {
        return new PrintStream(new OutputStream() {
            @Override
            public synchronized void write(int b) throws IOException {
                first.write(b);
                second.write(b);
            }

            @Override
            public synchronized void write(byte[] bytes, int from, int length) throws IOException {
                first.write(bytes, from, length);
                second.write(bytes, from, length);
            }

            @Override
            public void flush() {
                first.flush();
            }
        }, true, StandardCharsets.UTF_8);
    }
}
