package org.halfsky.ops;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.accounts.Accounts;
import org.halfsky.testkit.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The house as processes beside each other on one database server: what one decides the others show, and nobody signs in twice. */
@HouseTest
class SidesTest {

    private static final UnitCode HUNAN = new UnitCode("430000000000");
    private static final UnitCode YIYANG = new UnitCode("430900000000");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TestDatabase database;
    private static Path home;
    private static ConfigurableApplicationContext deciding;
    private static ConfigurableApplicationContext decidingToo;
    private static ConfigurableApplicationContext showing;
    private static String administrator;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping whole;

    @Autowired
    EventProcessingConfiguration processing;

    @BeforeAll
    static void three_processes_on_one_server() throws IOException {
        database = TestDatabase.fresh();
        home = TestHome.folder();
        deciding = run(CommandSideApplication.class, home);
        decidingToo = run(CommandSideApplication.class, sameHouse());
        showing = run(QuerySideApplication.class, sameHouse());
        UnderLoad.rename(commands(deciding), HUNAN, "湖南省");
        UnderLoad.rename(commands(deciding), YIYANG, "益阳市");
        administrator = deciding.getBean(Accounts.class).provide(new StaffId("administrator"), "吴越",
                Role.ADMINISTRATOR, HUNAN, false).orElseThrow();
    }

    @AfterAll
    static void all_end() {
        for (ConfigurableApplicationContext process : new ConfigurableApplicationContext[]{showing, decidingToo,
                deciding}) {
            process.close();
        }
    }

    @Test
    void a_get_is_answered_where_things_are_shown_and_every_other_verb_where_they_are_decided() {
        Set<RequestMappingInfo> gets = ours(whole, true);
        Set<RequestMappingInfo> acts = ours(whole, false);

        assertThat(gets).hasSizeGreaterThan(30);
        assertThat(acts).hasSizeGreaterThan(30);
        assertThat(ours(mapping(showing), true)).containsAll(gets);
        assertThat(ours(mapping(deciding), false)).containsAll(acts);
    }

    @Test
    void each_processor_runs_on_one_of_the_sides() {
        Set<String> shown = processors(showing);
        Set<String> decided = processors(deciding);

        assertThat(shown).isNotEmpty().allMatch(name -> name.startsWith("view."));
        assertThat(decided).isNotEmpty().noneMatch(name -> name.startsWith("view."));
        Set<String> all = new HashSet<>(shown);
        all.addAll(decided);
        assertThat(all).isEqualTo(processing.eventProcessors().keySet());
    }

    @Test
    void what_one_process_decided_another_shows_with_what_was_sealed() throws Exception {
        String password = account("operator", Role.OPERATOR);
        String contact = UUID.randomUUID().toString();
        HttpResponse<String> decided = basic("operator", password, request(deciding, "/contacts/" + contact)
                .header("Content-Type", "application/json").PUT(BodyPublishers.ofString("""
                        {"channel": "CALL", "unit": "430900000000", "nature": "MEDIATE", "subCategory": "F01",
                         "urgency": "U3", "dvMarker": false, "callerName": "李秀", "callerPhone": "13873700417",
                         "narrative": "问离婚冷静期怎么算", "disposition": "ANSWERED", "answer": "三十日"}""")));
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(201);

        HttpResponse<String> shown = basic("operator", password, request(showing, "/contacts/" + contact
                + "?atLeast=" + decided.headers().firstValue("ETag").orElseThrow().replace("\"", ""))
                .header("Accept", "text/html"));
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body()).contains("问离婚冷静期怎么算");
    }

    @Test
    void who_signs_in_at_one_is_signed_in_at_all_and_signed_out_of_all() throws Exception {
        String password = account("auditor", Role.AUDITOR);
        HttpResponse<String> door = send(request(showing, "/sign-in").header("Accept", "text/html"));
        HttpResponse<String> wrong = send(form(deciding, "/sign-in", cookie(door),
                Map.of("_csrf", csrf(door), "username", "auditor", "password", "guess")));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("工号或密码不对");
        HttpResponse<String> in = send(form(deciding, "/sign-in", cookie(door),
                Map.of("_csrf", csrf(door), "username", "auditor", "password", password)));
        assertThat(in.headers().firstValue("Location")).hasValueSatisfying(to -> assertThat(to).endsWith("/"));
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
        String session = cookie(in);
        assertThat(session).as("a session of its own").isNotEqualTo(cookie(door));

        for (ConfigurableApplicationContext process : new ConfigurableApplicationContext[]{showing, decidingToo}) {
            HttpResponse<String> home = send(request(process, "/password").header("Accept", "text/html")
                    .header("Cookie", session));
            assertThat(home.statusCode()).isEqualTo(200);
        }
        String token = csrf(
                send(request(showing, "/password").header("Accept", "text/html").header("Cookie", session)));
        send(form(decidingToo, "/sign-out", session, Map.of("_csrf", token)));
        assertThat(send(request(showing, "/password").header("Accept", "text/html").header("Cookie", session))
                .headers().firstValue("Location")).hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in"));
    }

    @Test
    void a_root_kept_in_one_process_knows_what_another_decided() {
        UnitCode unit = new UnitCode("430300000000");
        UnderLoad.rename(commands(deciding), unit, "甲");
        UnderLoad.rename(commands(decidingToo), unit, "乙");

        // nothing to do for who still believes 甲; an event for who knows 乙
        assertThat(UnderLoad.rename(commands(deciding), unit, "甲").version()).isEqualTo(2);
        assertThat(UnderLoad.rename(commands(decidingToo), unit, "甲").version()).isEqualTo(2);
    }

    @Test
    void a_rebuild_is_an_act_that_the_showing_process_follows() throws Exception {
        assertThat(send(basic(request(deciding, "/operations/rebuild").POST(BodyPublishers.noBody()))).statusCode())
                .isEqualTo(202);
        StringBuilder seen = new StringBuilder();
        await(() -> {
            assertThat(send(request(showing, "/actuator/health/readiness")).statusCode())
                    .as("others go on answering").isEqualTo(200);
            seen.replace(0, seen.length(), send(basic(request(showing, "/operations/rebuild")
                    .header("Accept", "application/json"))).body());
            return seen.indexOf("DONE") >= 0 || seen.indexOf("FAILED") >= 0;
        });
        assertThat(seen).contains("\"step\":\"DONE\"");

        UnitCode unit = new UnitCode("430400000000");
        UnderLoad.rename(commands(decidingToo), unit, "衡阳市");
        await(() -> send(basic(request(showing, "/network/" + unit).header("Accept", "text/html"))).body()
                .contains("衡阳市"));
        await(() -> send(basic(request(showing, "/operations").header("Accept", "application/json"))).body()
                .contains("automation."));
    }

    @Test
    void a_process_that_does_not_know_the_passwords_is_told_where_they_are() throws IOException {
        Path empty = TestHome.folder();

        assertThatThrownBy(() -> run(QuerySideApplication.class, empty)).hasStackTraceContaining("数据库已属于另一个数据目录")
                .hasStackTraceContaining("copy its database-passwords.properties and keys");
        assertThat(empty.resolve("database-passwords.properties")).doesNotExist();
        assertThat(send(request(showing, "/actuator/health/readiness")).statusCode()).isEqualTo(200);
    }

    @Test
    void the_sides_do_not_come_apart_on_the_embedded_database() {
        assertThatThrownBy(() -> SpringApplication.run(CommandSideApplication.class,
                "--halfsky.home=" + TestHome.folder(), "--server.port=0"))
                .hasStackTraceContaining("需要一台 PostgreSQL 服务器").hasStackTraceContaining("halfsky.database.url");
    }

    @Test
    void processes_share_a_home_or_one_has_it_alone() throws IOException, InterruptedException {
        Path folder = TestHome.folder();
        ForkedHouse other = ForkedHouse.run(SharesItsHome.class, folder);
        other.awaitLines(1, line -> line.equals("shared"));

        assertThatThrownBy(() -> new Home(folder)).isInstanceOf(HomeInUse.class);
        Home.shared(folder).close();
        other.kill();
        new Home(folder).close();
    }

    private static ConfigurableApplicationContext run(Class<?> side, Path home) {
        return SpringApplication.run(side, "--server.port=0", "--halfsky.home=" + home,
                "--halfsky.database.url=" + database.url(), "--halfsky.database.user=" + database.user(),
                "--halfsky.database.password=" + database.password(), "--halfsky.database.pool-size=6");
    }

    /** As on another machine: what opens the database and the vault was copied. */
    private static Path sameHouse() throws IOException {
        Path folder = TestHome.folder();
        Files.copy(home.resolve("database-passwords.properties"), folder.resolve("database-passwords.properties"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Home.ownerOnlyFolder(folder.resolve("keys"));
        Files.copy(home.resolve("keys/master.key"), folder.resolve("keys/master.key"),
                StandardCopyOption.COPY_ATTRIBUTES);
        return folder;
    }

    private static CommandGateway commands(ConfigurableApplicationContext process) {
        return process.getBean(CommandGateway.class);
    }

    private static RequestMappingHandlerMapping mapping(ConfigurableApplicationContext process) {
        return process.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    private static Set<RequestMappingInfo> ours(RequestMappingHandlerMapping mapping, boolean gets) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(handler -> handler.getValue().getBeanType().getName().startsWith("org.halfsky."))
                .map(Map.Entry::getKey)
                .filter(info -> info.getMethodsCondition().getMethods().equals(Set.of(RequestMethod.GET)) == gets)
                .collect(Collectors.toSet());
    }

    private static Set<String> processors(ConfigurableApplicationContext process) {
        return process.getBean(EventProcessingConfiguration.class).eventProcessors().keySet();
    }

    private static String account(String name, Role role) {
        return deciding.getBean(Accounts.class).provide(new StaffId(name), name, role, YIYANG, false).orElseThrow();
    }

    private static HttpRequest.Builder request(ConfigurableApplicationContext process, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + ((WebServerApplicationContext) process).getWebServer().getPort() + path))
                .timeout(Duration.ofSeconds(60)).header("Accept-Language", "zh");
    }

    private static HttpRequest.Builder form(ConfigurableApplicationContext process, String path, String cookie,
            Map<String, String> fields) {
        String body = fields.entrySet().stream().map(field -> field.getKey() + '='
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return request(process, path).header("Accept", "text/html").header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder basic(HttpRequest.Builder request) {
        return request.header("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString(("administrator:" + administrator).getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> basic(String name, String password, HttpRequest.Builder request) {
        return send(request.header("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8))));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("halfsky="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';'))).findFirst().orElseThrow();
    }

    private static String csrf(HttpResponse<String> page) {
        Matcher token = Pattern.compile("name=\"_?csrf\"[^>]*(?:value|content)=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        return token.group(1);
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
