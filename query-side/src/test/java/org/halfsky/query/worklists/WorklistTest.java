package org.halfsky.query.worklists;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.halfsky.events.cases.Direction;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.Browser;
import org.halfsky.query.CaseStory;
import org.halfsky.query.Offices;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.casefile.CaseFileView;
import org.halfsky.query.worklists.WorkItem.Group;
import org.halfsky.query.worklists.Worklist.Tab;
import org.halfsky.testkit.OneColleague;
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
import static org.halfsky.query.CaseStory.LANXI;
import static org.halfsky.query.CaseStory.MEDIATOR;
import static org.halfsky.query.CaseStory.NANXIAN;
import static org.halfsky.query.CaseStory.OFFICER;
import static org.halfsky.query.CaseStory.OPERATOR;
import static org.halfsky.query.CaseStory.actor;

@SpringBootTest(classes = PageWorld.class, properties = {PageWorld.MESSAGES,
        "spring.messages.fallback-to-system-locale=false", "spring.main.banner-mode=off"})
class WorklistTest {

    @Autowired
    WebApplicationContext context;
    @Autowired
    ViewDatabase database;
    @Autowired
    CaseFileView view;
    @Autowired
    Worklist worklist;
    @Autowired
    Clock clock;

    private Browser browser;
    private int opened;

    @BeforeEach
    void open() {
        browser = new Browser(context);
        database.jdbc().execute("truncate case_file");
        Instant now = clock.instant();
        written("over", aCase -> aCase.accepted().assigned(OFFICER).handlingOwed(now.minus(Duration.ofHours(50))));
        written("today", aCase -> aCase.accepted().assigned(OFFICER).handlingOwed(now.plus(Duration.ofHours(2))));
        written("soon", aCase -> aCase.accepted().assigned(HEAD).handlingOwed(now.plus(Duration.ofDays(2))));
        written("later", aCase -> aCase.accepted().assigned(OFFICER).handlingOwed(now.plus(Duration.ofDays(20))));
        written("accept", aCase -> aCase.noticeOwed(now.plus(Duration.ofDays(9))));
        written("assign", CaseStory::accepted);
        written("open", aCase -> aCase.accepted().assigned(OFFICER));
        written("closed", aCase -> aCase.accepted().assigned(OFFICER).handlingOwed(now).closed(Outcome.RESOLVED));
        written("waiting", aCase -> aCase.accepted().handed(HESHAN, NANXIAN, Direction.ACROSS));
        CaseStory offered = CaseStory.in(database, "offered", CaseStory.MONDAY.plusSeconds(3_000))
                .opened(NANXIAN, SubCategory.F01)
                .accepted().handed(NANXIAN, HESHAN, Direction.ACROSS);
        database.live(view, offered.news());
        CaseStory town = CaseStory.in(database, "town", CaseStory.MONDAY.plusSeconds(3_000))
                .opened(LANXI, SubCategory.F09).accepted()
                .received().mediated(MEDIATOR).assessed(DangerLevel.LOW, 1);
        database.live(view, town.news());
        Offices.appointed(database, MEDIATOR, LANXI);
    }

    @Test
    void the_station_sees_what_is_due_first_then_what_waits_for_a_decision() {
        assertThat(told(OFFICER, Tab.STATION)).containsExactly("OVER over", "TODAY today", "SOON soon",
                "RECEIVE offered", "ACCEPT accept", "ASSIGN assign", "ASSIGN waiting", "ASSIGN town", "LATER later",
                "OPEN open");
        assertThat(worklist.count(MayRead.of(OFFICER), Tab.STATION)).isEqualTo(10);
    }

    @Test
    void mine_is_what_stands_in_my_hands_and_what_is_offered_to_my_unit() {
        assertThat(told(OFFICER, Tab.MINE)).containsExactly("OVER over", "TODAY today", "RECEIVE offered",
                "LATER later", "OPEN open");
        assertThat(told(MEDIATOR, Tab.MINE)).as("the handler is for others to name").containsExactly("OPEN town");
        assertThat(told(actor("town", Role.STATION_OFFICER, LANXI), Tab.STATION)).containsExactly("ASSIGN town");
    }

    @Test
    void what_was_opened_again_comes_first_whatever_else_is_due() {
        written("again", aCase -> aCase.accepted().assigned(OFFICER).closed(Outcome.RESOLVED)
                .reopened(ReopenGround.NEW_FACT));
        assertThat(told(OFFICER, Tab.STATION)).startsWith("URGENT again", "OVER over");
        written("again undecided", aCase -> aCase.notAccepted().closed(Outcome.ROUTED)
                .reopened(ReopenGround.NEW_VIOLENCE));
        written("again handed down", aCase -> aCase.accepted().assigned(OFFICER).closed(Outcome.RESOLVED)
                .reopened(ReopenGround.NEW_FACT).handed(HESHAN, LANXI, Direction.DOWN).received(LANXI));
        assertThat(told(OFFICER, Tab.STATION)).contains("URGENT again undecided");
        assertThat(told(actor("town", Role.STATION_OFFICER, LANXI), Tab.STATION))
                .startsWith("URGENT again handed down");
        assertThat(worklist.of(MayRead.of(OFFICER), Tab.STATION, 1)).as("not cut off by a limit")
                .singleElement().matches(item -> item.line().number().equals("again"));
    }

    @Test
    void an_emergency_that_is_offered_comes_first_for_whoever_is_to_receive_it() {
        written("offered emergency", aCase -> aCase.accepted().closed(Outcome.RESOLVED)
                .reopened(ReopenGround.NEW_FACT).handed(NANXIAN, HESHAN, Direction.ACROSS), NANXIAN);
        for (Tab tab : List.of(Tab.STATION, Tab.MINE)) {
            assertThat(told(OFFICER, tab)).startsWith("URGENT offered emergency", "OVER over");
        }
        assertThat(worklist.of(MayRead.of(OFFICER), Tab.STATION, 1)).as("not cut off by a limit").singleElement()
                .matches(item -> item.task() == WorkItem.Task.RECEIVE);
    }

    @Test
    void what_lies_with_a_handler_who_left_waits_for_another() throws Exception {
        written("left", aCase -> aCase.accepted().assigned(OneColleague.LEFT));
        written("left late", aCase -> aCase.accepted().assigned(OneColleague.LEFT)
                .handlingOwed(clock.instant().minus(Duration.ofHours(1))));
        assertThat(told(HEAD, Tab.STATION)).contains("ASSIGN left", "OVER left late", "OPEN open");
        assertThat(worklist.of(MayRead.of(HEAD), Tab.STATION, 100)).filteredOn(WorkItem::vacant)
                .extracting(item -> item.line().number()).containsExactlyInAnyOrder("left", "left late");
        assertThat(browser.page(HEAD, "zh", "/worklist")).contains("已离任");
    }

    @Test
    void what_i_handed_over_waits_for_the_other_side() {
        assertThat(told(OFFICER, Tab.HANDED_OVER)).containsExactly("WAIT waiting");
        assertThat(told(actor("wu", Role.RIGHTS_HEAD, NANXIAN), Tab.HANDED_OVER)).containsExactly("WAIT offered");
        assertThat(told(actor("wu", Role.RIGHTS_HEAD, NANXIAN), Tab.STATION)).containsExactly("RECEIVE waiting",
                "ASSIGN offered");
    }

    @Test
    void what_was_handed_down_waits_for_the_unit_below_and_is_not_the_senders_to_receive() {
        written("down", aCase -> aCase.accepted().handed(HESHAN, LANXI, Direction.DOWN));
        assertThat(told(HEAD, Tab.STATION)).contains("ASSIGN down").doesNotContain("RECEIVE down");
        assertThat(told(HEAD, Tab.HANDED_OVER)).containsExactlyInAnyOrder("WAIT down", "WAIT waiting");
        assertThat(told(actor("town", Role.STATION_OFFICER, LANXI), Tab.STATION)).contains("RECEIVE down");
    }

    @Test
    void what_was_handed_up_is_the_superiors_to_receive_and_waits_with_the_unit_below() {
        written("up", aCase -> aCase.accepted().handed(LANXI, HESHAN, Direction.UP), LANXI);
        assertThat(told(HEAD, Tab.STATION)).contains("RECEIVE up").doesNotContain("ASSIGN up");
        assertThat(told(HEAD, Tab.HANDED_OVER)).doesNotContain("WAIT up").contains("WAIT waiting");
        assertThat(told(actor("town", Role.STATION_OFFICER, LANXI), Tab.HANDED_OVER)).containsExactly("WAIT up");
        assertThat(told(actor("city", Role.RIGHTS_HEAD, new UnitCode("430900000000")), Tab.STATION))
                .doesNotContain("RECEIVE up");
    }

    @Test
    void the_page_tells_it_in_both_languages() throws Exception {
        assertThat(browser.page(OFFICER, "zh", "/worklist?tab=STATION")).contains("<span class=\"n\">10</span>",
                "显示 10 项，共 10 项", "逾期 2 天", "剩 2 小时 0 分", "HAN-01", "信访工作条例 第 34 条，60 日", "#act-acceptance",
                "#act-receiving", "#act-handler",
                "接收移交的个案");
        assertThat(browser.page(HEAD, "en", "/worklist")).contains("Overdue", "Receive the case", "2 d left");
        assertThat(browser.page(MEDIATOR, "zh", "/worklist")).contains("town").doesNotContain("本站");
        assertThat(browser.page(OFFICER, "zh", "/worklist?tab=HANDED_OVER")).contains("等对方接收");
        assertThat(browser.json(OFFICER, "/worklist").getContentAsString()).contains("\"group\":\"OVER\"");
    }

    @Test
    void only_whoever_handles_cases_has_a_list() throws Exception {
        assertThat(browser.answer(OPERATOR, "zh", "/worklist").getStatus()).isEqualTo(403);
        assertThat(browser.answer(AUDITOR, "zh", "/worklist").getStatus()).isEqualTo(403);
        assertThat(browser.answer(OFFICER, "zh", "/worklist?tab=YOURS").getStatus()).isEqualTo(400);
    }

    private List<String> told(Actor actor, Tab tab) {
        List<String> told = new ArrayList<>();
        worklist.of(MayRead.of(actor), tab, 100).forEach(item -> told.add(item.group() + " " + item.line().number()));
        assertThat(told.stream().map(line -> Group.valueOf(line.split(" ")[0])).toList()).isSorted();
        return told;
    }

    private void written(String number, UnaryOperator<CaseStory> life) {
        written(number, life, HESHAN);
    }

    private void written(String number, UnaryOperator<CaseStory> life, UnitCode unit) {
        CaseStory aCase = CaseStory.in(database, number, CaseStory.MONDAY.plusSeconds(60 * opened++)).opened(unit,
                SubCategory.F09);
        life.apply(aCase);
        database.live(view, aCase.news());
    }
}
