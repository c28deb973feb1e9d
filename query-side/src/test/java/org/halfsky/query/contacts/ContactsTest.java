package org.halfsky.query.contacts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.halfsky.events.contact.ArrivalSource;
import org.halfsky.events.contact.Caller;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.contact.ContactEvent.ContactAnswered;
import org.halfsky.events.contact.ContactEvent.ContactBecameCase;
import org.halfsky.events.contact.ContactEvent.ContactCorrected;
import org.halfsky.events.contact.ContactEvent.ContactDismissed;
import org.halfsky.events.contact.ContactEvent.ContactReceived;
import org.halfsky.events.contact.ContactEvent.ContactRegistered;
import org.halfsky.events.contact.ContactEvent.ContactTriaged;
import org.halfsky.events.contact.ContactEvent.ContactVoided;
import org.halfsky.events.contact.ContactEvent.VoidProposed;
import org.halfsky.events.contact.ContactField;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.contact.Relation;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.person.PersonEvent.PersonToldApart;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.query.Browser;
import org.halfsky.query.CaseStory;
import org.halfsky.query.TestVault;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.casefile.CaseFileView;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.Happened;
import org.halfsky.query.projection.NoProcessors;
import org.halfsky.query.projection.Progress;
import org.halfsky.query.projection.ViewsCompared;
import org.halfsky.testkit.PageWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.query.CaseStory.AUDITOR;
import static org.halfsky.query.CaseStory.HEAD;
import static org.halfsky.query.CaseStory.HESHAN;
import static org.halfsky.query.CaseStory.LEADER;
import static org.halfsky.query.CaseStory.MEDIATOR;
import static org.halfsky.query.CaseStory.NANXIAN;
import static org.halfsky.query.CaseStory.OFFICER;
import static org.halfsky.query.CaseStory.OPERATOR;
import static org.halfsky.query.CaseStory.actor;
import static org.halfsky.query.CaseStory.sealed;

@SpringBootTest(classes = PageWorld.class, properties = {PageWorld.MESSAGES,
        "spring.messages.fallback-to-system-locale=false", "spring.main.banner-mode=off"})
class ContactsTest {

    private static final Instant TODAY = CaseStory.MONDAY.plusSeconds(86_400 * 3 - 600);

    @Autowired
    WebApplicationContext context;
    @Autowired
    ViewDatabase database;
    @Autowired
    TestVault vault;
    @Autowired
    ContactsView view;
    @Autowired
    CaseFileView cases;

    private Browser browser;
    private final List<Happened> all = new ArrayList<>();

    @BeforeEach
    void open() {
        browser = new Browser(context);
        vault.openings.clear();
        for (String table : List.of("contact_log", "contact_person", "case_file", "events.domain_event",
                "command.lookup")) {
            database.jdbc().execute("truncate " + table);
        }
    }

    @Test
    void a_call_is_registered_corrected_and_shown_to_whoever_registered_it() throws Exception {
        Call call = registered(OPERATOR, HESHAN, true);
        happened(call, OPERATOR, new ContactCorrected(call.id, ContactField.CALLER_NAME, null,
                sealed(call.caller, DataClass.D3, "李秀蓝"), sealed(call.caller, DataClass.D2, "听错")));
        for (String lang : List.of("zh", "en")) {
            String page = browser.page(OPERATOR, lang, "/contacts/{id}", call.id);
            assertThat(page).contains("李秀蓝", "138****6217", "持刀", "ACC-07", "REG-01")
                    .doesNotContain("13800006217", "李秀兰", "data-dialog=\"act-answer\"");
        }
        assertThat(vault.openings.getFirst().getKey().purpose()).isEqualTo("contact.view");
        assertThat(browser.json(OPERATOR, "/contacts/{id}", call.id).getContentAsString())
                .contains("\"callerName\":\"李秀蓝\"", "\"violence\":true");
    }

    @Test
    void violence_that_a_correction_brings_to_light_after_the_answer_asks_for_a_case() throws Exception {
        Call call = registered(OPERATOR, HESHAN, false);
        happened(call, OPERATOR, new ContactAnswered(call.id, sealed(call.caller, DataClass.D2, "已告知")));
        assertThat(browser.page(OPERATOR, "zh", "/contacts/{id}", call.id))
                .doesNotContain("data-dialog=\"act-answer\"", "data-dialog=\"act-case\"");
        happened(call, OPERATOR, new ContactCorrected(call.id, ContactField.SUB_CATEGORY, "F05", null,
                sealed(call.caller, DataClass.D2, "归错")));
        assertThat(browser.page(OPERATOR, "zh", "/contacts/{id}", call.id)).contains("data-dialog=\"act-case\"")
                .doesNotContain("data-dialog=\"act-answer\"");
    }

    @Test
    void content_is_closed_to_colleagues_auditors_and_other_units() throws Exception {
        Call call = registered(OPERATOR, HESHAN, false);
        for (Actor reader : List.of(actor("other", Role.OPERATOR, HESHAN), AUDITOR)) {
            assertThat(browser.page(reader, "zh", "/contacts/{id}", call.id)).contains("只显示基本信息")
                    .doesNotContain("李秀兰", "持刀", "****6217", "13800006217");
            assertThat(browser.json(reader, "/contacts/{id}", call.id).getContentAsString()).doesNotContain("李秀兰",
                    "持刀", "6217", "ciphertext");
        }
        assertThat(browser.page(OFFICER, "zh", "/contacts/{id}", call.id)).contains("李秀兰");
        assertThat(browser.answer(actor("wu", Role.OPERATOR, NANXIAN), "zh", "/contacts/{id}", call.id).getStatus())
                .isEqualTo(404);
        for (Actor reader : List.of(LEADER, MEDIATOR, CaseStory.ADMINISTRATOR)) {
            assertThat(browser.answer(reader, "zh", "/contacts/{id}", call.id).getStatus()).isEqualTo(403);
            assertThat(browser.answer(reader, "zh", "/contacts").getStatus()).isEqualTo(403);
            assertThat(browser.answer(reader, "zh", "/contacts/today").getStatus()).isEqualTo(403);
        }
    }

    @Test
    void voiding_needs_a_second_person() throws Exception {
        Call call = registered(OPERATOR, HESHAN, false);
        happened(call, OPERATOR, new VoidProposed(call.id, sealed(call.caller, DataClass.D2, "误登记")));
        assertThat(browser.page(OPERATOR, "zh", "/contacts/{id}", call.id)).contains("作废须由另一人同意")
                .doesNotContain("data-dialog=\"act-voiding\"");
        assertThat(browser.page(OFFICER, "zh", "/contacts/{id}", call.id)).contains("data-dialog=\"act-voiding\"",
                "误登记");
        happened(call, OFFICER, new ContactVoided(call.id));
        assertThat(browser.page(OFFICER, "en", "/contacts/{id}", call.id)).contains("Voided")
                .doesNotContain("data-act");
    }

    @Test
    void the_log_and_the_desks_list_show_today_and_nothing_personal() throws Exception {
        Call call = registered(OPERATOR, HESHAN, false);
        happened(call, OPERATOR, new ContactAnswered(call.id, sealed(call.caller, DataClass.D2, "已答复")));
        Call silent = new Call();
        happened(silent, OPERATOR, new ContactReceived(silent.id, Channel.CALL, HESHAN, TODAY, ArrivalSource.CTI));
        happened(silent, OPERATOR, new ContactDismissed(silent.id, NonData.SILENT));
        registered(actor("wu", Role.OPERATOR, NANXIAN), NANXIAN, false);
        for (String lang : List.of("zh", "en")) {
            assertThat(browser.page(OPERATOR, lang, "/contacts")).contains(call.id.value(), silent.id.value())
                    .doesNotContain("李秀兰", "****6217", "13800006217");
            assertThat(browser.page(OPERATOR, lang, "/contacts/today")).contains(call.id.value(), silent.id.value())
                    .doesNotContain("<html", "李秀兰", "****6217", "13800006217");
        }
        assertThat(browser.page(OPERATOR, "zh", "/contacts?state=DISMISSED")).contains("无声")
                .doesNotContain("离婚咨询</span>");
        assertThat(browser.page(OPERATOR, "zh", "/contacts?channel=LETTER")).contains("没有这样的登记");
        assertThat(browser.answer(OPERATOR, "zh", "/contacts?channel=PIGEON").getStatus()).isEqualTo(400);
        assertThat(browser.json(AUDITOR, "/contacts").getContentAsString()).doesNotContain("person");
    }

    @Test
    void a_look_up_tells_of_earlier_contacts_in_scope_and_nothing_of_others() throws Exception {
        Call first = registered(OPERATOR, HESHAN, true);
        CaseStory aCase = CaseStory.in(database).opened().assessed(DangerLevel.HIGH, 7);
        database.live(cases, aCase.news());
        happened(first, OPERATOR, new ContactBecameCase(first.id, new CaseId(aCase.id.value())));
        Call elsewhere = registered(actor("wu", Role.OPERATOR, NANXIAN), NANXIAN, false);
        looked("token-1", OPERATOR, first.caller, elsewhere.caller, aCase.she);

        String strip = browser.page(OPERATOR, "zh", "/lookups/token-1");
        assertThat(strip).contains("来电 1 次", "赫妇维〔2026〕0417", "高危", "data-case=\"" + aCase.id + "\"",
                "data-same-as=\"" + first.caller + "\"").doesNotContain("7/9", "李秀兰", "****6217", "13800006217",
                        elsewhere.id.value(),
                        elsewhere.caller.value(), "范围");
        looked("token-0", OPERATOR, elsewhere.caller);
        assertThat(browser.page(OPERATOR, "zh", "/lookups/token-0")).contains("此前没有登记过");
        assertThat(browser.answer(OFFICER, "zh", "/lookups/token-1").getStatus()).as("a token is its asker's")
                .isEqualTo(404);
        assertThat(browser.answer(OPERATOR, "zh", "/lookups/unknown").getStatus()).isEqualTo(404);
        database.jdbc().execute("update command.lookup set at = at - interval '16 minutes'");
        assertThat(browser.answer(OPERATOR, "zh", "/lookups/token-1").getStatus()).isEqualTo(404);
    }

    @Test
    void whom_a_human_recognised_belongs_together_and_whom_she_told_apart_does_not() throws Exception {
        Call first = registered(OPERATOR, HESHAN, false);
        Call second = registered(OPERATOR, HESHAN, false);
        Call third = registered(OPERATOR, HESHAN, false);
        happened(second.caller.value(), OPERATOR, new PersonRecognised(second.caller, first.caller));
        looked("token-2", OPERATOR, second.caller);
        assertThat(browser.page(OPERATOR, "zh", "/lookups/token-2")).contains("来电 2 次")
                .doesNotContain(third.id.value());
        happened(third.caller.value(), OPERATOR, new PersonToldApart(third.caller, first.caller));
        looked("token-3", OPERATOR, first.caller);
        assertThat(browser.page(OPERATOR, "zh", "/lookups/token-3?person={p}", third.caller)).contains("此前没有登记过");
    }

    @Test
    void live_and_rebuild_are_identical() {
        Call call = registered(OPERATOR, HESHAN, true);
        happened(call, OPERATOR, new ContactCorrected(call.id, ContactField.CALLER_PHONE, null,
                sealed(call.caller, DataClass.D3, "13900001111"), null));
        happened(call, OPERATOR, new ContactCorrected(call.id, ContactField.NATURE, "CONSULT", null, null));
        happened(call, OFFICER, new VoidProposed(call.id, null));
        Call other = registered(HEAD, HESHAN, false);
        happened(other.caller.value(), OPERATOR, new PersonRecognised(other.caller, call.caller));
        happened(call.caller.value(), OPERATOR, new PersonToldApart(call.caller, other.caller));
        ViewsCompared live = ViewsCompared.of(database.jdbc(), List.of(view));
        new BulkRebuild(database.stored(), database.jdbc(), database.transactions(), new NoProcessors())
                .run(List.of(view), Progress.NONE);
        assertThat(ViewsCompared.of(database.jdbc(), List.of(view)).differingFrom(live)).isEmpty();
        assertThat(database.jdbc().queryForObject("select json_agg(contact_log)::text from contact_log", String.class))
                .contains("ciphertext").doesNotContain("李秀兰", "****6217", "13800006217", "1111", "持刀");
    }

    private Call registered(Actor by, UnitCode unit, boolean violence) {
        Call call = new Call();
        happened(call, by, new ContactReceived(call.id, Channel.CALL, unit, TODAY, ArrivalSource.TYPED));
        happened(call, by,
                new ContactRegistered(call.id, Nature.HELP, SubCategory.F01, List.of(),
                        new Caller(call.caller, Relation.SELF, sealed(call.caller, DataClass.D3, "李秀兰"),
                                sealed(call.caller, DataClass.D3, "13800006217"), null, null),
                        null, sealed(call.caller, DataClass.D2, "丈夫持刀")));
        happened(call, by, new ContactTriaged(call.id, Urgency.U2, violence, violence ? Set.of(DvForm.PHYS) : Set.of(),
                false, false));
        return call;
    }

    private void happened(Call call, Actor by, ContactEvent event) {
        happened(call.id.value(), by, event);
    }

    private void happened(String stream, Actor by, Object event) {
        Happened one = database.append(stream, by, TODAY, event);
        all.add(one);
        database.live(view, List.of(one));
    }

    private void looked(String token, Actor by, PersonId... persons) {
        database.jdbc().update("insert into command.lookup values (?, ?, 'contact.repeat', ?::timestamptz, 'PHONE', ?)",
                token, by.staff().value(), CaseStory.MONDAY.plusSeconds(86_400 * 3 - 60).toString(),
                List.of(persons).stream().map(person -> UUID.fromString(person.value())).toArray(UUID[]::new));
    }

    /** The ids of one call. */
    private static final class Call {

        final ContactId id = new ContactId(UUID.randomUUID().toString());
        final PersonId caller = new PersonId(UUID.randomUUID().toString());
    }
}
