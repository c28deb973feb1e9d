package org.halfsky.ops.security;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.accounts.Accounts;
import org.halfsky.query.shell.Area;
import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

@SpringBootTest(classes = House.class, properties = "spring.main.banner-mode=off")
class DoorsTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    WebApplicationContext context;
    @Autowired
    Accounts accounts;
    @Autowired
    TestClock clock;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    PlatformTransactionManager transactions;

    MockMvc web;

    @BeforeEach
    void open() {
        web = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    }

    @Nested
    class Anyone {

        @Test
        void is_sent_to_sign_in_from_a_page_and_told_so_as_a_program() throws Exception {
            assertThat(answer(page("/accounts")).getRedirectedUrl()).isEqualTo("/sign-in");
            MockHttpServletResponse told = answer(get("/accounts").accept(MediaType.APPLICATION_JSON));
            assertThat(told.getStatus()).isEqualTo(401);
            assertThat(told.getHeader("WWW-Authenticate")).startsWith("Basic");
            assertThat(told.getContentAsString()).contains("HOUSE-SIGNED-OUT");
        }

        @Test
        void gets_headers_that_allow_nothing_inline_and_nothing_from_elsewhere() throws Exception {
            MockHttpServletResponse door = answer(page("/sign-in"));
            assertThat(door.getStatus()).isEqualTo(200);
            assertThat(door.getHeader("Content-Security-Policy")).contains("default-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .contains("object-src 'none'").doesNotContain("unsafe");
            assertThat(door.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(door.getHeader("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(door.getHeader("Cache-Control")).contains("no-store");
            assertThat(door.getHeader("Strict-Transport-Security")).isNull();
            assertThat(answer(page("/sign-in").secure(true)).getHeader("Strict-Transport-Security"))
                    .contains("max-age");
        }

        @Test
        void reads_the_door_in_either_language() throws Exception {
            assertThat(text(answer(page("/sign-in").param("lang", "en")))).contains("Staff id").doesNotContain("??");
            assertThat(answer(page("/sign-in").param("lang", "en")).getHeaders("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("lang=en"));
            assertThat(text(answer(page("/sign-in")))).contains("工号").contains("试用模式").doesNotContain("??");
        }

        @Test
        void gets_style_and_scripts_but_nothing_else() throws Exception {
            assertThat(answer(get("/css/halfsky.css")).getStatus()).isEqualTo(200);
            assertThat(answer(get("/js/act.js")).getStatus()).isEqualTo(200);
            assertThat(answer(get("/webjars/htmx.org/dist/htmx.min.js")).getStatus()).isEqualTo(200);
            assertThat(answer(get("/no-such-thing").accept(MediaType.APPLICATION_JSON)).getStatus()).isEqualTo(401);
        }
    }

    @Nested
    class SigningIn {

        @Test
        void leads_home_with_a_session_of_its_own_and_leaves_an_audit_row() throws Exception {
            Person person = person(Role.ADMINISTRATOR);
            MockHttpSession before = new MockHttpSession();
            String idBefore = before.getId();
            MockHttpServletResponse signedIn = answer(signIn(person.id, person.password).session(before));
            assertThat(signedIn.getRedirectedUrl()).isEqualTo("/");
            assertThat(before.getId()).isNotEqualTo(idBefore);
            assertThat(answer(page("/").session(before)).getRedirectedUrl()).isEqualTo("/accounts");
            assertThat(kinds(person)).containsExactly("ADDED", "SIGNED_IN");
        }

        @Test
        void locks_a_name_after_five_failures_for_a_quarter_of_an_hour() throws Exception {
            Person person = person(Role.OPERATOR);
            for (int left = 4; left > 0; left--) {
                assertThat(web.perform(signIn(person.id, "wrong")).andReturn().getRequest().getAttribute("left"))
                        .isEqualTo(left);
            }
            assertThat(web.perform(signIn(person.id, "wrong")).andReturn().getRequest().getAttribute("left"))
                    .isEqualTo(0);
            assertThat(answer(signIn(person.id, person.password)).getStatus()).isEqualTo(401);
            assertThat(kinds(person)).containsExactly("ADDED", "LOCKED");
            clock.advance(Duration.ofMinutes(16));
            assertThat(answer(signIn(person.id, person.password)).getRedirectedUrl()).isEqualTo("/");
        }

        @Test
        void says_the_same_of_names_that_nobody_has() throws Exception {
            String nobody = "nobody-" + COUNT.incrementAndGet();
            for (int left = 4; left >= 0; left--) {
                assertThat(web.perform(signIn(nobody, "wrong")).andReturn().getRequest().getAttribute("left"))
                        .isEqualTo(left);
            }
            assertThat(answer(signIn(nobody, "wrong")).getForwardedUrl()).isEqualTo("/sign-in/again");
            assertThat(answer(signIn("'; drop table account.account; --", "x")).getStatus()).isEqualTo(401);
        }

        @Test
        void is_slowed_down_for_who_tries_and_tries_from_one_place() throws Exception {
            int status = 0;
            for (int tried = 0; tried < 200 && status != 429; tried++) {
                // a name that is locked costs no hashing; the address is written in another way each time
                status = answer(post(URI.create(tried % 2 == 0 ? "/sign-in" : "/sign%2Din")).param("username", "guess")
                        .param("password", "x").with(csrf()).with(from("203.0.113.9"))).getStatus();
            }
            assertThat(status).isEqualTo(429);

            Person person = person(Role.ADMINISTRATOR);
            MockHttpServletResponse program = answer(
                    get("/accounts").accept(MediaType.APPLICATION_JSON).with(httpBasic(person.id, person.password))
                            .with(from("203.0.113.9")));
            assertThat(program.getStatus()).isEqualTo(429);
            assertThat(program.getHeader("Retry-After")).isEqualTo("60");
            assertThat(text(program)).contains("HOUSE-TOO-FAST");
            assertThat(answer(asProgram(get("/accounts"), person)).getStatus()).isEqualTo(200);
        }

        @Test
        void with_the_right_password_is_refused_when_wrong_ones_locked_the_name_meanwhile() throws Exception {
            Person person = person(Role.OPERATOR);
            CompletableFuture<MockHttpServletResponse> signingIn = new CompletableFuture<>();
            new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                jdbc.sql("lock table account.account").update();
                Thread.ofVirtual().start(() -> {
                    try {
                        signingIn.complete(answer(signIn(person.id, person.password)));
                    } catch (Exception e) {
                        signingIn.completeExceptionally(e);
                    }
                });
                waitForLocks(1);
                jdbc.sql("""
                        insert into account.sign_in_failure (name_digest, failures, last_at, locked_until)
                        values (encode(sha256(convert_to(?, 'UTF8')), 'hex'), 5, ?, ?)""")
                        .params(person.id, Timestamp.from(clock.instant()),
                                Timestamp.from(clock.instant().plusSeconds(60)))
                        .update();
            });
            assertThat(signingIn.get(30, TimeUnit.SECONDS).getStatus()).isEqualTo(401);
        }

        @Test
        void needs_the_token_of_the_form() throws Exception {
            Person person = person(Role.OPERATOR);
            MockHttpServletResponse stale = answer(post("/sign-in").param("username", person.id)
                    .param("password", person.password).accept(MediaType.TEXT_HTML));
            assertThat(stale.getRedirectedUrl()).isEqualTo("/sign-in?stale");
        }
    }

    @Nested
    class APassword {

        @Test
        void that_someone_else_made_must_be_replaced_before_anything_else() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            String id = "new-" + COUNT.incrementAndGet();
            MockHttpServletResponse added = answer(put("/accounts/" + id).with(httpBasic(admin.id, admin.password))
                    .param("name", "陈某").param("role", "OPERATOR").param("unit", House.HESHAN.value())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED));
            assertThat(added.getStatus()).isEqualTo(201);
            String oneTime = text(added).replaceAll(".*\"oneTimePassword\":\"([^\"]+)\".*", "$1");
            MockHttpSession session = new MockHttpSession();
            answer(signIn(id, oneTime).session(session));

            assertThat(answer(page("/desk").session(session)).getRedirectedUrl()).isEqualTo("/password");
            assertThat(text(answer(get("/desk").accept(MediaType.APPLICATION_JSON).session(session))))
                    .contains("HOUSE-MUST-CHANGE");
            assertThat(text(answer(page("/password").session(session)))).contains("先改成自己的");

            assertThat(text(answer(change(oneTime, "kurz", "kurz").session(session)))).contains("HOUSE-PASSWORD-WEAK");
            assertThat(text(answer(change("falsch", "vier worte am abend", "vier worte am abend").session(session))))
                    .contains("HOUSE-PASSWORD-OLD");
            MockHttpServletResponse changed = answer(
                    change(oneTime, "vier worte am abend", "vier worte am abend").session(session));
            assertThat(changed.getStatus()).as(text(changed)).isEqualTo(200);
            assertThat(answer(page("/").session(session)).getRedirectedUrl()).isEqualTo("/desk");
            assertThat(answer(signIn(id, oneTime)).getStatus()).isEqualTo(401);
        }

        @Test
        void that_was_changed_ends_the_other_sessions() throws Exception {
            Person person = person(Role.LEADER);
            MockHttpSession here = signedIn(person);
            MockHttpSession elsewhere = signedIn(person);
            assertThat(
                    answer(change(person.password, "another good one", "another good one").session(here)).getStatus())
                    .isEqualTo(200);
            assertThat(answer(page("/").session(here)).getRedirectedUrl()).isEqualTo("/rates");
            assertThat(answer(page("/").session(elsewhere)).getRedirectedUrl()).isEqualTo("/sign-in");
        }
    }

    @Nested
    class AnAccount {

        @Test
        void that_is_closed_loses_its_sessions_and_its_programs_at_once() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            Person person = person(Role.ADMINISTRATOR);
            MockHttpSession session = signedIn(person);
            assertThat(answer(asProgram(get("/accounts"), person)).getStatus()).isEqualTo(200);
            assertThat(answer(page("/").session(session)).getRedirectedUrl()).isEqualTo("/accounts");

            assertThat(answer(asProgram(post("/accounts/" + person.id + "/closing"), admin).param("reason", "LEFT")
                    .header("If-Match", "\"0\"")).getStatus()).isEqualTo(200);

            assertThat(answer(page("/accounts").session(session)).getRedirectedUrl()).isEqualTo("/sign-in");
            assertThat(answer(asProgram(get("/accounts"), person)).getStatus()).isEqualTo(401);
            assertThat(answer(signIn(person.id, person.password)).getStatus()).isEqualTo(401);
            assertThat(kinds(person)).contains("CLOSED");
        }

        @Test
        void is_closed_for_a_reason_of_the_list_which_its_page_tells_in_the_readers_language() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            Person person = person(Role.OPERATOR);
            MockHttpSession session = signedIn(admin);
            MockHttpServletRequestBuilder closing = asProgram(post("/accounts/" + person.id + "/closing"), admin)
                    .header("If-Match", "\"0\"").param("reason", "与张秀兰不和");
            MockHttpServletResponse refused = answer(closing);
            assertThat(refused.getStatus()).isEqualTo(422);
            assertThat(text(refused)).contains("\"field\":\"reason\"").doesNotContain("张秀兰");
            assertThat(kinds(person)).containsExactly("ADDED");

            assertThat(answer(asProgram(post("/accounts/" + person.id + "/closing"), admin).header("If-Match", "\"0\"")
                    .param("reason", "MISUSE")).getStatus()).isEqualTo(200);
            assertThat(text(answer(page("/accounts/" + person.id).param("lang", "zh").session(session))))
                    .contains("违规使用");
            assertThat(text(answer(page("/accounts/" + person.id).param("lang", "en").session(session))))
                    .contains("Misuse");
        }

        @Test
        void is_added_once_and_tells_its_password_once() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            String url = "/accounts/twice-" + COUNT.incrementAndGet();
            assertThat(text(answer(newAccount(url, admin, "OPERATOR", House.HESHAN)))).contains("oneTimePassword\":\"");
            MockHttpServletResponse again = answer(newAccount(url, admin, "OPERATOR", House.HESHAN));
            assertThat(again.getStatus()).isEqualTo(200);
            assertThat(text(again)).contains("\"oneTimePassword\":null");
            assertThat(text(answer(newAccount(url, admin, "LEADER", House.HESHAN)))).contains("HOUSE-ONCE");
        }

        @Test
        void is_only_made_where_the_administrator_is() throws Exception {
            Person admin = person(Role.ADMINISTRATOR, House.HESHAN);
            String url = "/accounts/far-" + COUNT.incrementAndGet();
            assertThat(answer(newAccount(url, admin, "OPERATOR", House.YIYANG)).getStatus()).isEqualTo(403);
            assertThat(text(answer(newAccount(url, admin, "OPERATOR", new UnitCode("430903999000")))))
                    .contains("HOUSE-NOUNIT");
            assertThat(text(answer(newAccount(url, admin, "SYSTEM", House.HESHAN)))).contains("HOUSE-NO-ROLE");
            Person above = person(Role.OPERATOR, House.YIYANG);
            assertThat(answer(asProgram(get("/accounts/" + above.id), admin)).getStatus()).isEqualTo(404);
            assertThat(text(answer(asProgram(get("/accounts"), admin)))).doesNotContain(above.id);
            assertThat(text(answer(newAccount("/accounts/" + above.id, admin, "OPERATOR", House.HESHAN))))
                    .contains("HOUSE-ONCE", "staffId", "该工号已用过");
        }

        @Test
        void is_changed_from_the_version_that_was_seen_and_never_by_oneself() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            Person person = person(Role.OPERATOR);
            String url = "/accounts/" + person.id + "/role";
            assertThat(answer(role(url, admin)).getStatus()).isEqualTo(428);
            assertThat(answer(role(url, admin).header("If-Match", "\"0\"")).getHeader("ETag")).isEqualTo("\"1\"");
            assertThat(answer(role(url, person(Role.ADMINISTRATOR)).header("If-Match", "\"0\"")).getStatus())
                    .isEqualTo(412);
            assertThat(answer(asProgram(post(url), admin).param("role", "MEDIATOR").param("unit", House.HESHAN.value())
                    .header("If-Match", "\"0\"")).getStatus()).isEqualTo(412);
            assertThat(answer(role("/accounts/" + admin.id + "/role", admin).header("If-Match", "\"0\"")).getStatus())
                    .isEqualTo(403);
        }

        @Test
        void is_changed_once_though_the_answer_was_lost() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            Person person = person(Role.OPERATOR);
            String url = "/accounts/" + person.id;
            for (int sent = 1; sent <= 2; sent++) {
                assertThat(answer(role(url + "/role", admin).header("If-Match", "\"0\"")).getHeader("ETag"))
                        .isEqualTo("\"1\"");
            }
            for (int sent = 1; sent <= 2; sent++) {
                assertThat(answer(asProgram(post(url + "/closing"), admin).param("reason", "LEFT")
                        .header("If-Match", "\"1\"")).getHeader("ETag")).isEqualTo("\"2\"");
            }
            assertThat(answer(role(url + "/role", admin).header("If-Match", "\"1\"")).getStatus())
                    .as("it was closed since").isEqualTo(409);
            assertThat(answer(asProgram(post(url + "/closing"), admin).param("reason", "MOVED")
                    .header("If-Match", "\"1\"")).getStatus()).isEqualTo(409);
            assertThat(jdbc.sql("select kind from account.account_change where staff_id = ? order by id")
                    .param(person.id).query(String.class).list()).containsOnlyOnce("CHANGED", "CLOSED");
        }

        @Test
        void of_an_administrator_is_closed_by_another_who_is_one_at_that_moment() throws Exception {
            Person one = person(Role.ADMINISTRATOR);
            Person other = person(Role.ADMINISTRATOR);
            List<CompletableFuture<Integer>> closings = List.of(new CompletableFuture<>(), new CompletableFuture<>());
            for (Person person : List.of(one, other)) {
                assertThat(answer(asProgram(get("/accounts"), person)).getStatus()).isEqualTo(200);
            }
            new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                jdbc.sql("select 1 from account.account where staff_id in (?, ?) for update").params(one.id, other.id)
                        .query(Integer.class).list();
                closing(one, other, closings.getFirst());
                closing(other, one, closings.getLast());
                waitForLocks(2);
            });
            assertThat(List.of(closings.getFirst().get(30, TimeUnit.SECONDS),
                    closings.getLast().get(30, TimeUnit.SECONDS))).containsExactlyInAnyOrder(200, 403);
        }

        private void closing(Person by, Person whom, CompletableFuture<Integer> status) {
            Thread.ofVirtual().start(() -> {
                try {
                    status.complete(answer(asProgram(post("/accounts/" + whom.id + "/closing"), by)
                            .param("reason", "LEFT").header("If-Match", "\"0\"")).getStatus());
                } catch (Exception e) {
                    status.completeExceptionally(e);
                }
            });
        }

        @Test
        void has_pages_in_both_languages() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            Person other = person(Role.MEDIATOR);
            MockHttpSession session = signedIn(admin);
            for (String lang : List.of("zh", "en")) {
                for (String url : List.of("/accounts", "/accounts/" + other.id, "/accounts/" + admin.id, "/password",
                        "/components")) {
                    MockHttpServletResponse page = answer(page(url).param("lang", lang).session(session));
                    assertThat(page.getStatus()).as(url).isEqualTo(200);
                    assertThat(text(page)).as(url).doesNotContain("??").contains("</html>");
                }
            }
            assertThat(answer(page("/accounts/nobody").session(session)).getStatus()).isEqualTo(404);
        }

        @Test
        void leaves_an_audit_that_nobody_can_change() {
            Person person = person(Role.OPERATOR);
            for (String crime : List.of("update account.account_change set by_staff = 'x'",
                    "delete from account.account_change",
                    "truncate account.account_change")) {
                assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> jdbc.sql(crime).update())).as(crime)
                        .hasMessageContaining("only added to");
            }
            assertThat(kinds(person)).containsExactly("ADDED");
        }
    }

    @Nested
    class AProgram {

        @Test
        void signs_each_request_without_a_session_and_without_a_token() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            var asked = web.perform(asProgram(get("/accounts"), admin)).andReturn();
            assertThat(asked.getResponse().getStatus()).isEqualTo(200);
            assertThat(asked.getRequest().getSession(false)).isNull();
        }

        @Test
        void is_not_a_browser_that_remembers_a_password() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            assertThat(text(answer(
                    newAccount("/accounts/x", admin, "OPERATOR", House.HESHAN).header("Origin", "https://evil"))))
                    .contains("HOUSE-CSRF");
            assertThat(text(answer(
                    newAccount("/accounts/x", admin, "OPERATOR", House.HESHAN).header("Sec-Fetch-Site", "cross-site"))))
                    .contains("HOUSE-CSRF");
        }

        @Test
        void is_refused_with_a_wrong_password_and_then_locked() throws Exception {
            Person admin = person(Role.ADMINISTRATOR);
            for (int i = 0; i < 5; i++) {
                assertThat(
                        answer(get("/accounts").accept(MediaType.APPLICATION_JSON).with(httpBasic(admin.id, "wrong")))
                                .getStatus())
                        .isEqualTo(401);
            }
            assertThat(text(answer(asProgram(get("/accounts"), admin)))).contains("HOUSE-LOCKED");
        }
    }

    @Nested
    class ARole {

        @ParameterizedTest
        @EnumSource(value = Role.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
        void opens_its_areas_and_no_other(Role role) throws Exception {
            MockHttpSession session = signedIn(person(role));
            for (Area area : Area.values()) {
                int status = answer(page(area.path()).session(session)).getStatus();
                if (area.roles().contains(role)) {
                    assertThat(status).as(role + " " + area).isNotEqualTo(403);
                } else {
                    assertThat(status).as(role + " " + area).isEqualTo(403);
                }
            }
            MockHttpServletResponse unknown = answer(page("/no-such-page").session(session));
            assertThat(unknown.getStatus()).isEqualTo(404);
            assertThat(answer(get("/no-such-page").accept(MediaType.APPLICATION_JSON).session(session)).getStatus())
                    .isEqualTo(404);
        }

        @ParameterizedTest
        @EnumSource(value = Role.class, names = {"LEADER", "AUDITOR", "ADMINISTRATOR"})
        void that_only_looks_changes_no_contact_and_no_case(Role role) throws Exception {
            Person person = person(role);
            for (String url : List.of("/contacts/1", "/cases/1", "/cases/1/closing", "/drafts/1", "/lookups",
                    "/persons/1/recognitions",
                    "/ledgers")) {
                assertThat(answer(asProgram(post(url), person)).getStatus()).as(role + " " + url).isEqualTo(403);
            }
        }
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request).andReturn().getResponse();
    }

    private static String text(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private static MockHttpServletRequestBuilder page(String path) {
        return get(path).accept(MediaType.TEXT_HTML).header("Accept-Language", "zh");
    }

    private static MockHttpServletRequestBuilder signIn(String name, String password) {
        return post("/sign-in").param("username", name).param("password", password).with(csrf())
                .with(from("10.0.0." + COUNT.incrementAndGet() % 250));
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private void waitForLocks(int waiting) {
        for (int tries = 0; tries < 300; tries++) {
            if (jdbc.sql("""
                    select count(distinct pid) from pg_locks where not granted and pid in (
                        select l.pid from pg_locks l join pg_database d on d.oid = l.database
                        where d.datname = current_database())""").query(Integer.class).single() >= waiting) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("nobody waits");
    }

    private static MockHttpServletRequestBuilder asProgram(MockHttpServletRequestBuilder request, Person person) {
        return request.accept(MediaType.APPLICATION_JSON).with(httpBasic(person.id, person.password))
                .with(from("10.0.1." + COUNT.incrementAndGet() % 250));
    }

    private static MockHttpServletRequestBuilder newAccount(String url, Person by, String role, UnitCode unit) {
        return asProgram(put(url), by).contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\":\"刘某\",\"role\":\"" + role + "\",\"unit\":\"" + unit + "\"}");
    }

    private static MockHttpServletRequestBuilder role(String url, Person by) {
        return asProgram(post(url), by).param("role", "LEADER").param("unit", House.HESHAN.value());
    }

    private static MockHttpServletRequestBuilder change(String old, String fresh, String again) {
        return post("/password").param("old", old).param("fresh", fresh).param("again", again)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED).accept(MediaType.APPLICATION_JSON).with(csrf());
    }

    private MockHttpSession signedIn(Person person) throws Exception {
        MockHttpSession session = new MockHttpSession();
        assertThat(answer(signIn(person.id, person.password).session(session)).getRedirectedUrl()).isEqualTo("/");
        return session;
    }

    private Person person(Role role) {
        return person(role, House.YIYANG);
    }

    private Person person(Role role, UnitCode unit) {
        String id = "person-" + COUNT.incrementAndGet();
        return new Person(id, accounts.provide(new StaffId(id), "周某", role, unit, false).orElseThrow());
    }

    private List<String> kinds(Person person) {
        return jdbc.sql("select kind from account.account_change where staff_id = ? order by id").param(person.id)
                .query(String.class).list();
    }

    private record Person(String id, String password) {}
}
