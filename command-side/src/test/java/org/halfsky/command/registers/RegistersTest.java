package org.halfsky.command.registers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.house.CommandHouse;
import org.halfsky.command.network.NetworkCommand.AppointMediator;
import org.halfsky.command.network.NetworkCommand.DismissMediator;
import org.halfsky.command.network.NetworkCommand.DissolveCommittee;
import org.halfsky.command.network.NetworkCommand.FormCommittee;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.CaseEvent.PartyAdded;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.dvresponse.DvEvent.SafetySecured;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.person.PersonEvent.PersonToldApart;
import org.halfsky.events.privacy.Identifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegistersTest {

    private static final UnitCode HUNAN = new UnitCode("430000000000");
    private static final UnitCode YIYANG = new UnitCode("430900000000");
    private static final UnitCode HESHAN = new UnitCode("430903000000");
    private static final UnitCode NANXIAN = new UnitCode("430921000000");
    private static final UnitCode LANXI = new UnitCode("430903107000");
    private static final StaffId LI = new StaffId("li");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private static CommandHouse house;
    private static JdbcRegisters registers;

    @BeforeAll
    static void open() {
        house = new CommandHouse();
        registers = house.get(JdbcRegisters.class);
        send(new RegisterUnit(HUNAN, "湖南省"));
        send(new RegisterUnit(YIYANG, "益阳市"));
        send(new RegisterUnit(HESHAN, "赫山"));
        send(new RegisterUnit(HESHAN, "赫山区"));
        send(new RegisterUnit(LANXI, "兰溪镇"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void know_the_units_and_their_names() {
        assertThat(registers.unitExists(HESHAN)).isTrue();
        assertThat(registers.unitExists(new UnitCode("430921000000"))).isFalse();
        assertThat(registers.unitName(HESHAN)).contains("赫山区");
    }

    @Test
    void give_out_each_case_number_once_per_unit_and_year() {
        assertThat(registers.nextCaseNumber(HESHAN, 2026)).isEqualTo("赫妇维〔2026〕0001");
        assertThat(registers.nextCaseNumber(HESHAN, 2026)).isEqualTo("赫妇维〔2026〕0002");
        assertThat(registers.nextCaseNumber(HESHAN, 2027)).isEqualTo("赫妇维〔2027〕0001");
        assertThat(registers.nextCaseNumber(LANXI, 2026)).isEqualTo("兰妇维〔2026〕0001");
    }

    @Test
    void a_refused_command_leaves_nothing_but_the_attempt() {
        UnitCode nowhere = new UnitCode("430999100000");
        assertThatThrownBy(() -> send(new RegisterUnit(nowhere, "某镇"))).isInstanceOf(RuleBroken.class);

        assertThat(registers.unitExists(nowhere)).isFalse();
        assertThat(house.events(nowhere)).isEmpty();
        assertThat(house.jdbc().sql("select command || ' ' || rule || ' ' || staff from attempt where stream = ?")
                .param(nowhere.value()).query(String.class).list()).containsExactly("RegisterUnit NET-PARENT system");
    }

    @Test
    void a_role_that_may_not_is_refused_on_the_bus() {
        assertThatThrownBy(() -> house.get(CommandGateway.class).sendAndWait(
                new GenericCommandMessage<>(new RegisterUnit(LANXI, "兰溪"),
                        MetaData.from(CommandHouse.by("mei", Role.LEADER, "430900000000")))))
                .isInstanceOfSatisfying(RuleBroken.class, refused -> assertThat(refused.refusal().code())
                        .isEqualTo(HouseRule.ROLE_ALLOWS.code()));
    }

    @Nested
    class Mediators {

        @Test
        void are_found_at_the_nearest_superior_while_in_office() {
            appoint(YIYANG, TODAY.minusYears(1));
            assertThat(registers.mediator(LI, LANXI, TODAY)).hasValueSatisfying(
                    found -> assertThat(found.unit()).isEqualTo(YIYANG));
            appoint(HESHAN, TODAY);
            assertThat(registers.mediator(LI, LANXI, TODAY)).hasValueSatisfying(found -> {
                assertThat(found.unit()).isEqualTo(HESHAN);
                assertThat(found.termEndsOn()).isEqualTo(TODAY.plusYears(3));
            });

            assertThat(registers.mediator(LI, HUNAN, TODAY)).isEmpty();
            assertThat(registers.mediator(LI, LANXI, TODAY.minusYears(2))).isEmpty();
            assertThat(registers.mediator(LI, LANXI, TODAY.plusYears(3))).isEmpty();
            assertThat(registers.mediator(new StaffId("wang"), LANXI, TODAY)).isEmpty();

            send(new DismissMediator(HESHAN, LI));
            send(new DismissMediator(YIYANG, LI));
            assertThat(registers.mediator(LI, LANXI, TODAY)).isEmpty();
            assertThat(registers.mediator(LI, LANXI, TODAY.minusDays(1))).isPresent();
        }

        @Test
        void are_the_members_of_a_committee_too_while_it_is_in_office() {
            StaffId head = new StaffId("fang");
            form(HESHAN, head, TODAY.minusYears(1));
            assertThat(registers.mediator(head, LANXI, TODAY)).hasValueSatisfying(found -> {
                assertThat(found.unit()).isEqualTo(HESHAN);
                assertThat(found.termEndsOn()).isEqualTo(TODAY.plusYears(2));
            });
            assertThat(registers.mediator(head, LANXI, TODAY.plusYears(2))).isEmpty();

            form(HESHAN, new StaffId("another"), TODAY.minusMonths(1));
            assertThat(registers.mediator(head, LANXI, TODAY)).isEmpty();
            assertThat(registers.mediator(head, LANXI, TODAY.minusMonths(2))).isPresent();

            form(HESHAN, head, TODAY.minusDays(7));
            send(new DissolveCommittee(HESHAN));
            assertThat(registers.mediator(head, LANXI, TODAY)).isEmpty();
            assertThat(registers.mediator(head, LANXI, TODAY.minusDays(1))).isPresent();
        }

        @Test
        void who_were_moved_elsewhere_mediate_no_more() {
            appoint(HESHAN, TODAY.minusDays(1));
            for (UnitCode near : List.of(YIYANG, HESHAN, LANXI)) {
                assertThat(registers.mediates(new Actor(LI, Role.MEDIATOR, near), LANXI, TODAY)).isTrue();
            }
            assertThat(registers.mediates(new Actor(LI, Role.MEDIATOR, NANXIAN), LANXI, TODAY)).isFalse();
            assertThat(registers.mediates(new Actor(LI, Role.MEDIATOR, HESHAN), NANXIAN, TODAY)).isFalse();
            send(new DismissMediator(HESHAN, LI));
            assertThat(registers.mediates(new Actor(LI, Role.MEDIATOR, HESHAN), LANXI, TODAY)).isFalse();
        }

        private void appoint(UnitCode unit, LocalDate on) {
            form(unit, new StaffId("c"), on);
            send(new AppointMediator(unit, LI, true, true, on));
        }

        private void form(UnitCode unit, StaffId head, LocalDate on) {
            send(new FormCommittee(unit, List.of(new CommitteeMember(head, true, true),
                    new CommitteeMember(new StaffId("a"), false, false),
                    new CommitteeMember(new StaffId("b"), false, false)), on));
        }
    }

    @Nested
    class Danger {

        private final CaseId violent = new CaseId(UUID.randomUUID().toString());
        private final CaseId another = new CaseId(UUID.randomUUID().toString());
        private final PersonId wife = person();
        private final PersonId husband = person();
        private final PersonId son = person();

        @Test
        void graded_high_holds_both_of_the_couple_in_every_other_case() {
            happened(opened());
            assertThat(registers.dangerElsewhere(List.of(wife, husband), another)).isFalse();

            happened(assessed(DangerLevel.HIGH));
            assertThat(registers.dangerElsewhere(List.of(wife), another)).isTrue();
            assertThat(registers.dangerElsewhere(List.of(husband), another)).isTrue();
            assertThat(registers.dangerElsewhere(List.of(son), another)).isFalse();
            assertThat(registers.dangerElsewhere(List.of(wife, husband), violent)).isFalse();
        }

        @Test
        void is_lifted_by_a_lower_grading_and_by_nothing_else() {
            happened(opened(), assessed(DangerLevel.HIGH), new SafetySecured(violent, null));
            assertThat(registers.dangerElsewhere(List.of(wife), another)).isTrue();

            happened(assessed(DangerLevel.MEDIUM));
            assertThat(registers.dangerElsewhere(List.of(wife, husband), another)).isFalse();
        }

        @Test
        void holds_the_other_side_who_is_named_later() {
            PersonId late = person();
            happened(opened(), assessed(DangerLevel.HIGH),
                    new PartyAdded(violent, new Party(late, PartyRole.RESPONDENT, null, null)));
            assertThat(registers.dangerElsewhere(List.of(late), another)).isTrue();
        }

        @Test
        void follows_whom_a_human_recognised_either_way_and_through_others() {
            PersonId here = person();
            PersonId between = person();
            happened(opened(), assessed(DangerLevel.HIGH));
            assertThat(registers.dangerElsewhere(List.of(here), another)).isFalse();

            happened(new PersonRecognised(here, between), new PersonRecognised(wife, between));
            assertThat(registers.dangerElsewhere(List.of(here), another)).isTrue();

            assertThat(registers.endangeredAsOne(between, wife)).containsExactly(HESHAN);
            assertThat(registers.endangeredAsOne(between, here)).as("she is wife too").containsExactly(HESHAN);
            assertThat(registers.endangeredAsOne(here, wife)).as("nobody said that").isEmpty();
            assertThat(registers.areOne(between, wife)).as("from either side").isTrue();
            assertThat(registers.areOne(here, wife)).isFalse();

            happened(new PersonToldApart(between, wife));
            assertThat(registers.endangeredAsOne(between, here)).as("out of danger").isEmpty();
            assertThat(registers.dangerElsewhere(List.of(here), another)).isFalse();
        }

        @Test
        void lies_where_the_case_went() {
            PersonId between = person();
            happened(opened(), assessed(DangerLevel.HIGH), new PersonRecognised(between, wife));
            assertThat(registers.isKnownIn(HESHAN, wife)).isTrue();
            happened(new HandoverReceived(violent, NANXIAN));
            assertThat(registers.endangeredAsOne(between, wife)).containsExactly(NANXIAN);
            assertThat(registers.isKnownIn(HESHAN, wife)).isFalse();
            assertThat(registers.isKnownIn(NANXIAN, wife)).isTrue();
            assertThat(registers.isKnownIn(new UnitCode("430900000000"), wife)).isTrue();
            assertThat(registers.isKnownIn(NANXIAN, person())).as("nobody").isFalse();
        }

        @Test
        void follows_the_same_identity_number_but_not_the_same_phone() {
            PersonId here = person();
            happened(opened(), assessed(DangerLevel.HIGH));
            house.vault().index(wife, Identifier.PHONE, "13800006217");
            house.vault().index(here, Identifier.PHONE, "13800006217");
            assertThat(registers.dangerElsewhere(List.of(here), another)).isFalse();

            house.vault().index(wife, Identifier.ID_NUMBER, "430903199001010028");
            house.vault().index(here, Identifier.ID_NUMBER, "430903199001010028");
            assertThat(registers.dangerElsewhere(List.of(here), another)).isTrue();
        }

        @Test
        void is_not_graded_high_while_a_step_of_a_mediation_reads_of_it() throws Exception {
            try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
                CountDownLatch read = new CountDownLatch(1);
                CountDownLatch recorded = new CountDownLatch(1);
                List<String> order = Collections.synchronizedList(new ArrayList<>());
                Future<?> step = hands.submit(() -> inTransaction(() -> {
                    registers.holdDanger();
                    read.countDown();
                    await(recorded);
                    order.add("step");
                }));
                await(read);
                Future<?> grading = hands.submit(() -> inTransaction(() -> {
                    registers.awaitDangerReaders();
                    order.add("graded");
                }));
                Future<?> another = hands.submit(() -> inTransaction(registers::holdDanger));
                Thread.sleep(200);
                assertThat(grading.isDone()).isFalse();
                recorded.countDown();
                step.get(10, TimeUnit.SECONDS);
                grading.get(10, TimeUnit.SECONDS);
                another.get(10, TimeUnit.SECONDS);
                assertThat(order).containsExactly("step", "graded");
            }
        }

        private void inTransaction(Runnable act) {
            new TransactionTemplate(house.get(PlatformTransactionManager.class)).executeWithoutResult(_ -> act.run());
        }

        private void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private CaseOpened opened() {
            return new CaseOpened(violent, "赫妇维〔2026〕0417", HESHAN, null, SubCategory.F05, List.of(), Urgency.U1,
                    List.of(new Party(wife, PartyRole.COMPLAINANT, null, null),
                            new Party(husband, PartyRole.RESPONDENT, null, null),
                            new Party(son, PartyRole.CHILD, null, null)),
                    null);
        }

        private DangerAssessed assessed(DangerLevel level) {
            return new DangerAssessed(violent, wife, "ACWF-DV-2018", 7, false, level, null, true);
        }
    }

    private static PersonId person() {
        return new PersonId(UUID.randomUUID().toString());
    }

    private static void happened(Object... events) {
        for (Object event : events) {
            house.get(EventStore.class).publish(GenericEventMessage.asEventMessage(event));
        }
    }

    private static void send(Object command) {
        house.get(CommandGateway.class).sendAndWait(new GenericCommandMessage<>(command,
                MetaData.from(CommandHouse.by("system", Role.SYSTEM, "430000000000"))));
    }
}
