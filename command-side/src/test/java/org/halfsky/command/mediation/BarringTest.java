package org.halfsky.command.mediation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.cases.CaseCommand.AddParty;
import org.halfsky.command.cases.CaseCommand.OpenCase;
import org.halfsky.command.dvresponse.DangerAnswers;
import org.halfsky.command.dvresponse.DvCommand.AssessDanger;
import org.halfsky.command.house.CommandHouse;
import org.halfsky.command.http.Commands;
import org.halfsky.command.mediation.MediationCommand.ProposeMediation;
import org.halfsky.command.mediation.MediationCommand.RecordConsent;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.Form;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Sealed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.halfsky.command.mediation.MediationRule.NO_HIGH_DANGER;

/** MED-06 across the cases of one couple, on a real database. */
class BarringTest {

    private static final UnitCode TOWN = new UnitCode("430903101000");
    private static final Actor HEAD = new Actor(new StaffId("guo"), Role.RIGHTS_HEAD,
            TOWN.parent().orElseThrow());

    private static CommandHouse house;
    private static Commands commands;

    private final CaseId another = new CaseId(id());
    private CaseId mediated = new CaseId(id());
    private final CaseId violent = new CaseId(id());
    private final MediationId mediation = new MediationId(id());
    private final PersonId wife = new PersonId(id());
    private final PersonId husband = new PersonId(id());
    private final PersonId wifeThere = new PersonId(id());
    private final PersonId husbandThere = new PersonId(id());

    @BeforeAll
    static void begin() {
        house = new CommandHouse();
        commands = house.get(Commands.class);
        house.jdbc().sql("insert into unit_register (unit, name, level) values (?, '兰溪镇', 'TOWNSHIP')")
                .param(TOWN.value()).update();
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    void danger_graded_in_the_one_case_bars_the_mediation_in_the_other() throws Exception {
        open(mediated, wife, husband);
        open(violent, wifeThere, husbandThere);
        propose();
        recognised(husband, husbandThere);
        assess(violent, wifeThere, true);
        tell(violent);
        assertThat(house.events(mediated).getLast()).isEqualTo(barred());
        assertThat(live()).isZero();

        tell(violent);
        assertThat(house.events(mediated)).filteredOn(MediationBarred.class::isInstance).hasSize(1);
    }

    @Test
    void strangers_go_on_and_a_recognition_later_bars_them() throws Exception {
        open(mediated, wife, husband);
        open(violent, wifeThere, husbandThere);
        propose();
        assess(violent, wifeThere, true);
        tell(violent);
        assertThat(house.events(mediated)).noneMatch(MediationBarred.class::isInstance);
        commands.send(HEAD, new RecordConsent(mediated, mediation, Side.A, true, Form.ORAL));

        PersonRecognised recognition = recognised(wife, wifeThere);
        assertThatThrownBy(
                () -> commands.send(HEAD, new RecordConsent(mediated, mediation, Side.B, true, Form.ORAL)))
                .isInstanceOfSatisfying(RuleBroken.class,
                        broken -> assertThat(broken.refusal()).isEqualTo(Refusal.of(NO_HIGH_DANGER)));
        tell(recognition);
        assertThat(house.events(mediated).getLast()).isEqualTo(barred());
    }

    @Test
    void whoever_is_added_to_a_case_brings_the_danger_with_her() throws Exception {
        open(mediated, wife, husband);
        open(violent, wifeThere, husbandThere);
        assess(violent, wifeThere, true);
        propose();
        commands.send(HEAD, new AddParty(mediated, new Party(husbandThere, PartyRole.OTHER, null, null)));
        tell(mediated);
        assertThat(house.events(mediated).getLast()).isEqualTo(barred());
    }

    @Test
    void a_dispute_that_came_in_at_the_same_moment_is_barred_too() throws Exception {
        open(mediated, wife, husband);
        open(violent, wife, husband);
        assess(violent, wife, true);
        slipsIn(Meta.IMPORTED);
        tell(mediated);
        assertThat(house.events(mediated).getLast()).isInstanceOf(DisputeReceived.class);

        open(another, wife, husband);
        mediated = another;
        slipsIn(Meta.LIVE);
        tell(mediated);
        assertThat(house.events(mediated).getLast()).isInstanceOf(MediationBarred.class);
    }

    /** Decided before the danger was known, written after it. */
    private void slipsIn(String origin) {
        DisputeReceived dispute = new DisputeReceived(mediated, new MediationId(id()), TOWN, null);
        house.get(EventStore.class).publish(new GenericDomainEventMessage<>("Case", mediated.value(),
                house.events(mediated).size(), dispute,
                MetaData.with(Meta.UNIT, TOWN.value()).and(Meta.ORIGIN, origin).and(Meta.ROLE,
                        Role.RIGHTS_HEAD.name())));
    }

    @Test
    void danger_that_was_lowered_by_then_bars_nothing() throws Exception {
        open(mediated, wife, husband);
        open(violent, wife, husband);
        propose();
        assess(violent, wife, true);
        assess(violent, wife, false);
        tell(violent);
        assertThat(house.events(mediated).getLast()).isInstanceOf(DisputeReceived.class);
        assertThat(live()).isEqualTo(1);
    }

    private void open(CaseId caseId, PersonId her, PersonId him) {
        commands.send(HEAD, new OpenCase(caseId, TOWN, null, SubCategory.F01, List.of(), Urgency.U3, false, Set.of(),
                List.of(new Party(her, PartyRole.COMPLAINANT, null, null),
                        new Party(him, PartyRole.RESPONDENT, null, null)),
                new Sealed(her, DataClass.D2, "c2VhbGVk"), null));
    }

    private void propose() {
        commands.send(HEAD, new ProposeMediation(mediated, mediation, MediationSource.APPLICATION));
    }

    private static void assess(CaseId caseId, PersonId victim, boolean high) {
        List<Boolean> answers = new ArrayList<>(Collections.nCopies(11, false));
        answers.set(10, high);
        commands.send(HEAD, new AssessDanger(caseId, victim, new DangerAnswers(answers),
                new Sealed(victim, DataClass.D4, "c2VhbGVk"), true, null));
    }

    private static PersonRecognised recognised(PersonId one, PersonId other) {
        house.jdbc().sql("insert into person_same (person, same_as) values (:one, :other), (:other, :one)")
                .param("one", UUID.fromString(one.value())).param("other", UUID.fromString(other.value())).update();
        return new PersonRecognised(one, other);
    }

    private static void tell(CaseId stream) throws Exception {
        house.tell(WhenDangerRaisedThenBarOtherMediations.class, stream);
    }

    private static void tell(PersonRecognised recognition) throws Exception {
        EventMessage<?> message = new GenericEventMessage<>(recognition, MetaData.with(Meta.UNIT, TOWN.value()));
        new org.axonframework.eventhandling.AnnotationEventHandlerAdapter(
                house.get(WhenDangerRaisedThenBarOtherMediations.class)).handle(message);
    }

    private MediationBarred barred() {
        return new MediationBarred(mediated, mediation, BarGround.DANGER_HIGH_OTHER_CASE);
    }

    private int live() {
        return house.jdbc().sql("select count(*) from live_mediation where case_id = ?::uuid").param(mediated.value())
                .query(Integer.class).single();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
