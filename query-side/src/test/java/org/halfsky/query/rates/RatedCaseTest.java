package org.halfsky.query.rates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.cases.CaseEvent.CaseHandedOver;
import org.halfsky.events.cases.CaseEvent.CaseNotAccepted;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.Direction;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.Side;
import org.halfsky.query.projection.Recorded;
import org.halfsky.testkit.TestClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.query.rates.RatesStory.HESHAN;
import static org.halfsky.query.rates.RatesStory.LANXI;
import static org.halfsky.query.rates.RatesStory.YIYANG;

/** What the rates make of a case that does not go straight. */
class RatedCaseTest {

    private static final CaseId CASE = new CaseId(UUID.nameUUIDFromBytes(new byte[]{1}).toString());
    private static final MediationId DISPUTE = new MediationId(UUID.nameUUIDFromBytes(new byte[]{2}).toString());
    private static final DeadlineId LIMIT = new DeadlineId(UUID.nameUUIDFromBytes(new byte[]{3}).toString());

    private RatedCase rated;
    private long position;

    @Test
    void a_case_handed_up_stays_where_it_was_decided_and_what_ends_later_is_the_takers() {
        opened(LANXI).on("2026-03-01", accepted()).on("2026-03-02", new DisputeReceived(CASE, DISPUTE, LANXI,
                MediationSource.values()[0])).on("2026-03-03", new MediationStarted(CASE, DISPUTE));

        on("2026-03-10", new CaseHandedOver(CASE, LANXI, HESHAN, Direction.UP, null));
        assertThat(rated.unit()).as("until somebody takes it").isEqualTo(LANXI);
        on("2026-03-12", new HandoverReceived(CASE, HESHAN)).on("2026-03-20", closed(Outcome.RECONCILED))
                .on("2026-03-20", new PartiesReconciled(CASE, DISPUTE, false, null));

        assertThat(rated.decided().unit()).isEqualTo(LANXI);
        assertThat(rated.decided().mark()).isEqualTo(Mark.DECIDED_CLOSED);
        assertThat(mediation().received().unit()).isEqualTo(LANXI);
        assertThat(mediation().received().mark()).isEqualTo(Mark.RECEIVED_RECONCILED);
        assertThat(mediation().ended().unit()).isEqualTo(HESHAN);
        on("2026-04-01", new HandoverReceived(CASE, YIYANG));
        assertThat(mediation().ended().unit()).as("what ended stays with whoever ended it").isEqualTo(HESHAN);
    }

    @Test
    void a_reopened_case_leaves_the_numerator_and_never_the_denominator() {
        opened(HESHAN).on("2026-03-01", accepted()).on("2026-03-09", closed(Outcome.RESOLVED));
        Stand closed = rated.decided();

        on("2026-05-01", new CaseReopened(CASE, ReopenGround.NEW_FACT, null));
        assertThat(rated.decided().mark()).isEqualTo(Mark.DECIDED_OPEN);
        assertThat(rated.decided().day()).isEqualTo(closed.day());
        assertThat(Rate.CLOSURE.part(rated.decided().mark())).isEqualTo(Part.REMAINDER);
        assertThat(rated.closedOn()).isNull();

        on("2026-05-09", closed(Outcome.RESOLVED));
        assertThat(Rate.CLOSURE.part(rated.decided().mark())).isEqualTo(Part.NUMERATOR);
        assertThat(rated.decided().day()).isEqualTo(closed.day());
    }

    @Test
    void a_second_acceptance_moves_nothing_and_one_after_a_refusal_counts_on_its_own_day() {
        opened(HESHAN).on("2026-03-01", accepted()).on("2026-04-01", accepted());
        assertThat(rated.decided().day()).isEqualTo("2026-03-01");

        opened(HESHAN).on("2026-03-01", new CaseNotAccepted(CASE, Destination.COURT, null));
        assertThat(Rate.CLOSURE.part(rated.decided().mark())).isEqualTo(Part.EXCLUDED);
        on("2026-04-01", accepted());
        assertThat(rated.decided().day()).isEqualTo("2026-04-01");
        assertThat(rated.decided().mark()).isEqualTo(Mark.DECIDED_OPEN);
    }

    @Test
    void a_withdrawn_case_is_excluded_and_a_corrected_entry_only_changes_what_the_list_says() {
        opened(HESHAN).on("2026-03-01", accepted());
        RatedCase before = rated;
        on("2026-03-02", new CaseCorrected(CASE, CaseField.SUB_CATEGORY, null, null, "F08", null, null));
        assertThat(rated.subCategory()).isEqualTo(SubCategory.F08);
        assertThat(rated.decided()).isEqualTo(before.decided());

        on("2026-03-03", closed(Outcome.WITHDRAWN));
        assertThat(Rate.CLOSURE.part(rated.decided().mark())).isEqualTo(Part.EXCLUDED);
    }

    @Test
    void a_day_is_a_day_in_china() {
        opened(HESHAN);
        happened(Instant.parse("2026-03-31T15:59:59Z"), accepted());
        assertThat(rated.decided().day()).isEqualTo("2026-03-31");
        opened(HESHAN);
        happened(Instant.parse("2026-03-31T16:00:00Z"), accepted());
        assertThat(rated.decided().day()).isEqualTo("2026-04-01");
    }

    @Test
    void a_limit_that_runs_until_midnight_ends_on_its_last_day_and_may_be_extended() {
        opened(HESHAN).on("2026-03-01", accepted()).on("2026-03-01", new DeadlineOpened(CASE, LIMIT,
                DeadlineKind.HANDLING_60D, LocalDate.of(2026, 5, 1).atStartOfDay(TestClock.ZONE).toInstant(), "HAN-01",
                null));
        assertThat(rated.dueOn()).isEqualTo("2026-04-30");
        on("2026-04-20", new DeadlineExtended(CASE, LIMIT,
                LocalDate.of(2026, 5, 31).atStartOfDay(TestClock.ZONE).toInstant(), null));
        assertThat(rated.dueOn()).isEqualTo("2026-05-30");
    }

    @Test
    void a_mediation_stopped_before_its_first_session_is_excluded_and_after_it_counts_without_success() {
        MediationStopped stopped = new MediationStopped(CASE, DISPUTE, Side.A, false);
        started().on("2026-03-04", stopped);
        assertThat(Rate.MEDIATION_SUCCESS.part(mediation().ended().mark())).isEqualTo(Part.EXCLUDED);

        started().on("2026-03-04", new SessionHeld(CASE, DISPUTE, 1, false, null)).on("2026-03-05", stopped);
        assertThat(Rate.MEDIATION_SUCCESS.part(mediation().ended().mark())).isEqualTo(Part.REMAINDER);
        assertThat(Rate.MEDIATION.part(mediation().received().mark())).as("it was started").isEqualTo(Part.NUMERATOR);
    }

    @Test
    void a_mediation_that_danger_bars_is_shown_apart_wherever_it_would_have_counted() {
        started().on("2026-03-04", new MediationBarred(CASE, DISPUTE, BarGround.DANGER_HIGH));

        for (Rate rate : List.of(Rate.MEDIATION, Rate.RECONCILIATION_OF_RECEIVED)) {
            assertThat(rate.part(mediation().received().mark())).as(rate.name()).isEqualTo(Part.EXCLUDED);
        }
        for (Rate rate : List.of(Rate.MEDIATION_SUCCESS, Rate.RECONCILIATION)) {
            assertThat(rate.part(mediation().ended().mark())).as(rate.name()).isEqualTo(Part.EXCLUDED);
        }
    }

    private RatedMediation mediation() {
        return rated.mediations().getFirst();
    }

    private RatedCaseTest opened(UnitCode unit) {
        rated = null;
        return on("2026-02-27", new CaseOpened(CASE, "赫妇维〔2026〕0001", unit, new ContactId(CASE.value()),
                SubCategory.F01, List.of(), null, List.of(), null));
    }

    private RatedCaseTest started() {
        return opened(HESHAN).on("2026-03-01", new DisputeReceived(CASE, DISPUTE, HESHAN, MediationSource.values()[0]))
                .on("2026-03-02", new MediationStarted(CASE, DISPUTE));
    }

    private static CaseAccepted accepted() {
        return new CaseAccepted(CASE, HandlingBasis.OWN_POWER_31_6);
    }

    private static CaseClosed closed(Outcome outcome) {
        return new CaseClosed(CASE, outcome, null);
    }

    private RatedCaseTest on(String day, Object event) {
        return happened(LocalDate.parse(day).atTime(12, 0).atZone(TestClock.ZONE).toInstant(), event);
    }

    private RatedCaseTest happened(Instant at, Object event) {
        Recorded recorded = Recorded.of(++position, CASE.value(), 0, at, Map.of(Meta.ACTOR, "chen", Meta.ROLE,
                Role.STATION_OFFICER.name(), Meta.UNIT, HESHAN.value(), Meta.HAPPENED_AT, at.toString(), Meta.ORIGIN,
                Meta.LIVE));
        rated = switch (event) {
            case CaseEvent of -> RatedCase.after(rated, of, recorded, TestClock.ZONE);
            case MediationEvent of -> RatedCase.after(rated, of, recorded, TestClock.ZONE);
            case DeadlineEvent of -> RatedCase.after(rated, of, TestClock.ZONE);
            default -> throw new IllegalArgumentException(event.toString());
        };
        return this;
    }
}
