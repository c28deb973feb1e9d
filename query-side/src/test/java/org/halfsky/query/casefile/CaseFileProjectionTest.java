package org.halfsky.query.casefile;

import java.util.List;
import java.util.Random;
import java.util.Set;

import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Direction;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.query.CaseStory;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.casefile.CaseFile.Answer;
import org.halfsky.query.casefile.CaseFile.LimitState;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.Happened;
import org.halfsky.query.projection.NoProcessors;
import org.halfsky.query.projection.Progress;
import org.halfsky.query.projection.ViewsCompared;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.halfsky.query.CaseStory.HEAD;
import static org.halfsky.query.CaseStory.HESHAN;
import static org.halfsky.query.CaseStory.LANXI;
import static org.halfsky.query.CaseStory.MEDIATOR;
import static org.halfsky.query.CaseStory.OFFICER;

class CaseFileProjectionTest {

    private final ViewDatabase database = ViewDatabase.fresh();
    private final CaseFileView view = new CaseFileView();
    private final CaseStory aCase = CaseStory.in(database);

    @Test
    void an_opened_case_waits_for_acceptance() {
        CaseFile file = file(aCase.opened().noticeOwed(CaseStory.MONDAY));

        assertThat(file.stage()).isEqualTo(Stage.ACCEPTANCE_PENDING);
        assertThat(file.number()).isEqualTo("赫妇维〔2026〕0417");
        assertThat(file.contacts()).containsExactly(aCase.contact);
        assertThat(file.owed()).extracting(CaseFile.TimeLimit::ruleId).containsExactly("ACC-01");
        assertThat(file.version()).isEqualTo(1);
        assertThat(row("stage")).isEqualTo("ACCEPTANCE_PENDING");
        assertThat(row("due_kind")).isEqualTo("ACCEPTANCE_NOTICE");
    }

    @Test
    void acceptance_waits_again_when_violence_shows_after_she_was_turned_away() {
        assertThat(file(aCase.opened().notAccepted()).stage()).isEqualTo(Stage.NOT_ACCEPTED);
        assertThat(file(aCase.flagged()).stage()).isEqualTo(Stage.ACCEPTANCE_PENDING);
    }

    @Test
    void nothing_personal_stands_in_clear_in_the_table() {
        file(aCase.everything());
        String row = database.jdbc().queryForObject("select row_to_json(case_file)::text from case_file", String.class);
        assertThat(row).contains("ciphertext").doesNotContain("李秀", "王大勇", "13800006217", "13900001111", "砍门", "更正后");
    }

    @Test
    void a_case_is_handed_down_and_keeps_who_once_had_it() {
        CaseFile file = file(aCase.opened().accepted().assigned(OFFICER).handed(HESHAN, LANXI, Direction.DOWN));
        assertThat(file.unit()).isEqualTo(HESHAN);
        assertThat(file.offer().to()).isEqualTo(LANXI);
        assertThat(file.otherScopes()).containsExactly("43", "4309", "430903", "430903101");

        file = file(aCase.received(LANXI));
        assertThat(file.unit()).isEqualTo(LANXI);
        assertThat(file.handler()).isNull();
        assertThat(file.offer()).isNull();
        assertThat(file.formerUnits()).containsExactly(HESHAN);
        assertThat(file.otherScopes()).containsExactly("43", "4309", "430903");
        assertThat(file.handovers()).singleElement().extracting(CaseFile.Handover::answer).isEqualTo(Answer.RECEIVED);
    }

    @Test
    void an_offer_that_was_returned_leaves_the_unit_as_it_was() {
        CaseFile file = file(aCase.opened().handed(HESHAN, LANXI, Direction.DOWN).returned(LANXI));
        assertThat(file.unit()).isEqualTo(HESHAN);
        assertThat(file.formerUnits()).isEmpty();
        assertThat(file.otherScopes()).isEmpty();
    }

    @Test
    void an_offer_that_was_withdrawn_is_told_and_leaves_the_unit_as_it_was() {
        CaseFile file = file(aCase.opened().handed(HESHAN, LANXI, Direction.DOWN).withdrawn(LANXI));
        assertThat(file.unit()).isEqualTo(HESHAN);
        assertThat(file.offer()).isNull();
        assertThat(file.otherScopes()).isEmpty();
        assertThat(file.handovers()).singleElement().extracting(CaseFile.Handover::answer).isEqualTo(Answer.WITHDRAWN);
    }

    @Test
    void a_mediation_goes_from_the_dispute_to_its_end() {
        aCase.opened(HESHAN, SubCategory.F09).accepted().received().consented(Side.A);
        assertThat(file(aCase).liveMediation().stage()).isEqualTo(MediationStage.PROPOSED);
        assertThat(file(aCase.consented(Side.B)).liveMediation().stage()).isEqualTo(MediationStage.CONSENTED);
        assertThat(file(aCase.started()).liveMediation().stage()).isEqualTo(MediationStage.ACCEPTED);
        CaseFile held = file(aCase.mediated(MEDIATOR).sat(1));
        assertThat(held.liveMediation().stage()).isEqualTo(MediationStage.IN_SESSION);
        assertThat(held.workers()).containsExactly(MEDIATOR.staff());
        CaseFile ended = file(aCase.reconciled());
        assertThat(ended.liveMediation()).isNull();
        assertThat(ended.mediations()).singleElement().satisfies(mediation -> {
            assertThat(mediation.stage()).isEqualTo(MediationStage.RECONCILED);
            assertThat(mediation.consents()).containsExactly(Side.A, Side.B);
            assertThat(mediation.written()).isTrue();
            assertThat(mediation.startedAt()).isNotNull();
        });
    }

    @Test
    void danger_is_assessed_made_old_by_a_new_incident_and_made_safe() {
        CaseFile flagged = file(aCase.opened().flagged(DvForm.PHYS));
        assertThat(flagged.danger().assessmentOwed()).isTrue();
        CaseFile high = file(aCase.assessed(DangerLevel.HIGH, 7));
        assertThat(high.danger().assessmentOwed()).isFalse();
        assertThat(high.danger().safetyOwed()).isTrue();
        assertThat(file(aCase.safe()).danger().safetyOwed()).isFalse();
        assertThat(file(aCase.linked(true)).danger().assessmentOwed()).isTrue();
        assertThat(file(aCase.assessed(DangerLevel.LOW, 1)).danger().forms()).isEqualTo(Set.of(DvForm.PHYS));
    }

    @Test
    void corrections_are_applied_and_marked() {
        CaseFile file = file(aCase.opened().corrected(CaseField.PARTY_NAME, aCase.she, null, "李秀蓝")
                .corrected(CaseField.URGENCY, null, "U3", null).corrected(CaseField.SUB_CATEGORY, null, "F02", null));
        assertThat(file.urgency()).isEqualTo(Urgency.U3);
        assertThat(file.subCategory()).isEqualTo(SubCategory.F02);
        assertThat(file.parties().getFirst().name())
                .isEqualTo(CaseStory.sealed(aCase.she, DataClass.D3, "李秀蓝"));
        assertThat(file.corrections()).extracting(CaseFile.Correction::field).containsExactly(CaseField.PARTY_NAME,
                CaseField.URGENCY, CaseField.SUB_CATEGORY);
        assertThat(file.corrected(CaseField.NARRATIVE)).isFalse();
    }

    @Test
    void a_sweep_never_counts_as_a_change_by_a_person() {
        CaseFile file = file(aCase.opened().accepted().handlingOwed(CaseStory.MONDAY).handlingMissed());
        assertThat(file.version()).isEqualTo(3);
        assertThat(file.changedByPerson()).isEqualTo(2);
        assertThat(file.owed()).singleElement().extracting(CaseFile.TimeLimit::state).isEqualTo(LimitState.MISSED);
    }

    @Test
    void a_closed_case_is_reopened() {
        CaseFile closed = file(aCase.opened().accepted().assigned(HEAD).closed(Outcome.RESOLVED));
        assertThat(closed.outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(row("due_at")).isNull();
        CaseFile reopened = file(aCase.reopened(ReopenGround.NEW_VIOLENCE));
        assertThat(reopened.stage()).isEqualTo(Stage.REOPENED);
        assertThat(reopened.outcome()).isNull();
        assertThat(reopened.danger().assessmentOwed()).isTrue();
        assertThat(file(aCase.acted()).stage()).isEqualTo(Stage.IN_HANDLING);
    }

    @Test
    void live_and_rebuild_are_identical_for_everything_that_can_happen() {
        List<Happened> all = CaseStory.in(database).everything().all();
        Random random = new Random(3);
        for (int from = 0; from < all.size();) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(5));
            database.live(view, all.subList(from, to));
            from = to;
        }
        ViewsCompared live = ViewsCompared.of(database.jdbc(), List.of(view));
        new BulkRebuild(database.stored(), database.jdbc(), database.transactions(), new NoProcessors())
                .run(List.of(view), Progress.NONE);
        assertThat(ViewsCompared.of(database.jdbc(), List.of(view)).differingFrom(live)).isEmpty();
    }

    @Test
    void a_missing_event_between_fails_loudly() {
        aCase.opened().accepted().acted();
        List<Happened> gap = List.of(aCase.all().get(0), aCase.all().get(2));
        assertThatThrownBy(() -> database.live(view, gap)).isInstanceOf(IllegalStateException.class);
        assertThat(database.jdbc().queryForObject("select count(*) from case_file", Long.class)).isZero();
    }

    private CaseFile file(CaseStory story) {
        database.live(view, story.news());
        return CaseFileTable.JSON.readValue(database.jdbc().queryForObject(
                "select file::text from case_file where case_id = ?::uuid", String.class, story.id.value()),
                CaseFile.class);
    }

    private Object row(String column) {
        return database.jdbc().queryForMap("select * from case_file where case_id = ?::uuid", aCase.id.value())
                .get(column);
    }
}
