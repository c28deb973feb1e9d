package org.halfsky.query.network;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.network.ActivityKind;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.NetworkEvent.CommitteeDissolved;
import org.halfsky.events.network.NetworkEvent.CommitteeFormed;
import org.halfsky.events.network.NetworkEvent.MediatorAppointed;
import org.halfsky.events.network.NetworkEvent.MediatorDismissed;
import org.halfsky.events.network.NetworkEvent.StationActivityRecorded;
import org.halfsky.events.network.NetworkEvent.StationClosed;
import org.halfsky.events.network.NetworkEvent.StationCorrected;
import org.halfsky.events.network.NetworkEvent.StationOpened;
import org.halfsky.events.network.NetworkEvent.UnitRegistered;
import org.halfsky.events.network.NetworkEvent.UnitRenamed;
import org.halfsky.events.network.StationClosingReason;
import org.halfsky.events.network.StationCorrectionReason;
import org.halfsky.events.network.StationKind;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.network.NetworkUnit.Lack;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.Happened;
import org.halfsky.query.projection.NoProcessors;
import org.halfsky.query.projection.Progress;
import org.halfsky.query.projection.ViewPositions;
import org.halfsky.query.projection.ViewsCompared;
import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkViewTest {

    private static final UnitCode YIYANG = new UnitCode("430900000000");
    private static final UnitCode HESHAN = new UnitCode("430903000000");
    private static final UnitCode LANXI = new UnitCode("430903104000");
    private static final UnitCode VILLAGE = new UnitCode("430903104201");
    private static final UnitCode OTHER = new UnitCode("430903104202");
    private static final StaffId CHEN = new StaffId("chen");
    private static final Actor HEAD = new Actor(new StaffId("he"), Role.RIGHTS_HEAD, YIYANG);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final TestClock CLOCK = TestClock.at("2026-11-22T02:00:00Z");

    private final ViewDatabase database = ViewDatabase.fresh();
    private final NetworkView view = new NetworkView(CLOCK);
    private final NetworkReader reader = new NetworkReader(database.client(),
            new ViewPositions(database.client(), CLOCK),
            CLOCK);

    @Test
    void a_unit_counts_only_while_all_three_hold() {
        registered();
        tell(VILLAGE, "2026-01-10", new StationOpened(VILLAGE, StationKind.MEDIATION_STATION, "周一至周五 9:00–17:00"));
        assertThat(village().lacks(day("2026-02-01"))).containsExactlyInAnyOrder(Lack.MEDIATOR, Lack.ACTIVITY);
        tell(VILLAGE, "2026-02-01", new MediatorAppointed(VILLAGE, CHEN, true, day("2026-02-01"), day("2029-02-01")));
        tell(VILLAGE, "2026-03-01", new StationActivityRecorded(VILLAGE, ActivityKind.RECEPTION, day("2026-02-20")));

        NetworkUnit unit = village();
        assertThat(unit.coveredOn(day("2026-02-19"))).isFalse();
        assertThat(unit.coveredOn(day("2026-02-20"))).isTrue();
        assertThat(unit.coveredOn(day("2027-02-19"))).isTrue();
        assertThat(unit.coveredOn(day("2027-02-20"))).isFalse();
        assertThat(unit.lacks(day("2027-02-20"))).containsExactly(Lack.ACTIVITY);
        assertThat(reader.coverage(LANXI, day("2026-03-01")).at(Level.VILLAGE))
                .isEqualTo(new Coverage.Count(1, 2));

        tell(VILLAGE, "2026-05-01", new MediatorDismissed(VILLAGE, CHEN));
        tell(VILLAGE, "2026-06-01", new StationClosed(VILLAGE, StationClosingReason.MERGED));
        unit = village();
        assertThat(unit.coveredOn(day("2026-04-30"))).isTrue();
        assertThat(unit.coveredOn(day("2026-05-01"))).isFalse();
        assertThat(unit.lacks(day("2026-06-01"))).containsExactlyInAnyOrder(Lack.STATION, Lack.MEDIATOR);
        assertThat(reader.coverage(YIYANG, day("2026-04-30")).at(Level.VILLAGE).numerator()).isOne();
        assertThat(reader.coverage(YIYANG, TODAY).at(Level.VILLAGE).numerator()).isZero();
    }

    @Test
    void an_untrained_mediator_and_missing_hours_cover_nothing() {
        registered();
        tell(VILLAGE, "2026-01-10", new StationOpened(VILLAGE, StationKind.MEDIATION_STATION, ""));
        tell(VILLAGE, "2026-01-10", new MediatorAppointed(VILLAGE, CHEN, false, day("2026-01-10"), day("2029-01-10")));
        tell(VILLAGE, "2026-01-11", new StationActivityRecorded(VILLAGE, ActivityKind.OUTREACH, day("2026-01-11")));

        assertThat(village().lacks(day("2026-01-12"))).containsExactlyInAnyOrder(Lack.HOURS, Lack.MEDIATOR);
        tell(VILLAGE, "2026-01-12", new StationCorrected(VILLAGE, "周一至周五", StationCorrectionReason.MISTYPED));
        assertThat(village().hours()).isEqualTo("周一至周五");
        assertThat(village().lacks(day("2026-01-12"))).containsExactly(Lack.MEDIATOR);
    }

    @Test
    void a_received_dispute_shows_that_a_station_lives_even_before_the_unit_is_listed() {
        CaseId caseId = new CaseId("01936f3e-0000-7000-8000-000000000001");
        MediationId mediation = new MediationId("01936f3e-0000-7000-8000-000000000002");
        tell(VILLAGE, "2026-04-05", new DisputeReceived(caseId, mediation, VILLAGE, null));
        assertThat(reader.unit(VILLAGE)).isEmpty();
        assertThat(reader.exists(VILLAGE)).isFalse();
        registered();

        assertThat(village().activeOn()).isEqualTo(day("2026-04-05"));
        assertThat(village().lacks(day("2026-05-01"))).doesNotContain(Lack.ACTIVITY);
    }

    @Test
    void coverage_gives_four_numbers_and_the_lowest_and_parts_add_up() {
        registered();
        cover(YIYANG);
        cover(HESHAN);
        cover(LANXI);
        cover(VILLAGE);

        Coverage coverage = reader.coverage(YIYANG, TODAY);
        assertThat(coverage.at(Level.CITY).ratio()).isEqualByComparingTo("1");
        assertThat(coverage.at(Level.VILLAGE).ratio()).isEqualByComparingTo("0.5");
        assertThat(coverage.lowest()).contains(Level.VILLAGE);
        Coverage below = reader.coverages(YIYANG, Level.COUNTY, TODAY).values().stream()
                .reduce(new Coverage(Map.of()), Coverage::plus);
        assertThat(below).isEqualTo(coverage);
        assertThat(reader.coverage(HESHAN, TODAY).at(Level.CITY).ratio()).isNull();
        assertThat(reader.units(YIYANG, Level.VILLAGE, false, TODAY, null, 10)).extracting(NetworkUnit::unit)
                .containsExactly(OTHER);
        assertThat(reader.row(HESHAN, TODAY).orElseThrow()).satisfies(row -> {
            assertThat(row.mediators()).isEqualTo(3);
            assertThat(row.children()).isOne();
        });
    }

    @Test
    void finds_by_name_and_code_within_scope_only() {
        registered();
        assertThat(reader.search("兰溪", YIYANG, 10)).extracting(Named::unit).containsExactly(LANXI);
        assertThat(reader.search("4309031042", YIYANG, 10)).extracting(Named::unit).containsExactly(VILLAGE, OTHER);
        assertThat(reader.search("兰溪", VILLAGE, 10)).isEmpty();
        assertThat(reader.search("%", YIYANG, 10)).isEmpty();
        assertThat(reader.path(YIYANG, VILLAGE)).extracting(Named::name)
                .containsExactly("益阳市", "赫山区", "兰溪镇", "金鸡山村");
    }

    @Test
    void live_and_rebuilt_are_identical() {
        registered();
        cover(VILLAGE);
        cover(HESHAN);
        tell(HESHAN, "2026-06-06", new CommitteeFormed(HESHAN,
                List.of(new CommitteeMember(CHEN, true, true), new CommitteeMember(new StaffId("li"), false, false),
                        new CommitteeMember(new StaffId("wu"), true, false)),
                day("2026-06-06"), day("2029-06-06")));
        tell(VILLAGE, "2026-07-01", new StationClosed(VILLAGE, StationClosingReason.OTHER));
        tell(VILLAGE, "2026-08-01", new StationOpened(VILLAGE, StationKind.RIGHTS_STATION, "每日"));
        tell(OTHER, "2026-08-02", new UnitRenamed(OTHER, "罗湖社区"));
        tell(HESHAN, "2026-08-03", new CommitteeDissolved(HESHAN));
        Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            LocalDate when = day("2025-01-01").plusDays(random.nextInt(600));
            tell(VILLAGE, when.toString(), new StationActivityRecorded(VILLAGE, ActivityKind.TRAINING, when));
        }
        ViewsCompared live = ViewsCompared.of(database.jdbc(), List.of(view));

        new BulkRebuild(database.stored(), database.jdbc(), database.transactions(), new NoProcessors())
                .run(List.of(view), Progress.NONE);

        assertThat(ViewsCompared.of(database.jdbc(), List.of(view)).differingFrom(live)).isEmpty();
        assertThat(live.digests().get("network_unit")).startsWith("5 rows");
    }

    private void registered() {
        register(YIYANG, "益阳市");
        register(HESHAN, "赫山区");
        register(LANXI, "兰溪镇");
        register(VILLAGE, "金鸡山村");
        register(OTHER, "罗湖村");
    }

    private void register(UnitCode unit, String name) {
        tell(unit, "2026-01-01", new UnitRegistered(unit, name, unit.level(), unit.parent().orElse(null)));
    }

    private void cover(UnitCode unit) {
        tell(unit, "2026-02-01", new StationOpened(unit, StationKind.MEDIATION_STATION, "周一至周五"));
        tell(unit, "2026-02-01", new MediatorAppointed(unit, CHEN, true, day("2026-02-01"), day("2029-02-01")));
        tell(unit, "2026-02-02", new StationActivityRecorded(unit, ActivityKind.MEDIATION, day("2026-02-02")));
    }

    private void tell(UnitCode unit, String on, Object event) {
        Instant at = day(on).atTime(10, 0).atZone(TestClock.ZONE).toInstant();
        Happened happened = database.append(unit.value(), HEAD, at, at, Meta.LIVE, event);
        database.live(view, List.of(happened));
    }

    private NetworkUnit village() {
        return reader.unit(VILLAGE).orElseThrow();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
