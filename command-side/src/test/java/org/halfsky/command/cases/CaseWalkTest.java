package org.halfsky.command.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.halfsky.command.act.Act;
import org.halfsky.command.cases.CaseCommand.AssignHandler;
import org.halfsky.command.cases.CaseCommand.CorrectCase;
import org.halfsky.command.cases.CaseCommand.DecideAcceptance;
import org.halfsky.command.cases.CaseCommand.HandOver;
import org.halfsky.command.cases.CaseCommand.LinkCaseContact;
import org.halfsky.command.cases.CaseCommand.ReceiveHandover;
import org.halfsky.command.cases.CaseCommand.RecordAction;
import org.halfsky.command.cases.CaseCommand.ReopenCase;
import org.halfsky.command.cases.CaseCommand.ReturnHandover;
import org.halfsky.command.cases.CaseCommand.WithdrawHandover;
import org.halfsky.command.deadline.DeadlineCommand.MissDeadline;
import org.halfsky.command.dvresponse.DvCommand.FlagDv;
import org.halfsky.command.dvresponse.DvCommand.SecureSafety;
import org.halfsky.command.mediation.MediationCommand.AssignMediator;
import org.halfsky.command.mediation.MediationCommand.BarMediation;
import org.halfsky.command.mediation.MediationCommand.FailMediation;
import org.halfsky.command.mediation.MediationCommand.RecordNotStarted;
import org.halfsky.command.mediation.MediationCommand.StopMediation;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.events.cases.ActionKind;
import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseNotAccepted;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.dvresponse.DvEvent.SafetySecured;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.AgreementReached;
import org.halfsky.events.mediation.MediationEvent.ConsentGiven;
import org.halfsky.events.mediation.MediationEvent.ConsentRefused;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;
import org.halfsky.events.mediation.MediationEvent.MediationFailed;
import org.halfsky.events.mediation.MediationEvent.MediationLapsed;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.RightsNoticeGiven;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;
import org.halfsky.testkit.TestClock;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.command.cases.CaseStory.*;

/** Whatever people ask of a case in whatever order: what must never happen does not happen. */
class CaseWalkTest {

    private static final List<Actor> ACTORS = List.of(THE_OFFICER, THE_HEAD, THE_CITY_HEAD, THE_MEDIATOR,
            THE_OPERATOR, AN_OFFICER_ELSEWHERE);

    private static final List<Object> TO_A_SESSION = List.of(accept(HandlingBasis.OWN_POWER_31_6), propose(),
            consent(Side.A), consent(Side.B), rightsNotice(), new AssignMediator(CASE, MEDIATION, MEDIATOR), session());

    /** One thing asked, by whom, so many hours later. */
    record Step(Object command, Actor by, int hours) {}

    @Property(tries = 1500)
    void nothing_forbidden_is_ever_in_the_stream(@ForAll boolean inSession, @ForAll("walks") List<Step> walk) {
        Walked walked = new Walked();
        if (inSession) {
            TO_A_SESSION.forEach(command -> walked.take(new Step(command, THE_HEAD, 1)));
        }
        walk.forEach(walked::take);

        mediationNeverFurtheredUnderHighDanger(walked.stream);
        highDangerIsLoweredOnlyByTheHead(walked);
        mediationsStartAfterBothConsentsAndTheNotice(walked.stream);
        nothingIsLeftOpenBehindAClosedCase(walked.stream);
        sessionsAreCounted(walked.stream);
        clocksEndOnceAndOnlyAfterTheyOpened(walked.stream);
        closedAndReopenedTakeTurns(walked.stream);
        for (Class<?> rare : List.of(SafetySecured.class, SessionHeld.class, MediationBarred.class,
                AgreementReached.class,
                CaseReopened.class,
                DeadlineMissed.class, CaseEvent.HandoverReceived.class)) {
            boolean reached = walked.stream.stream().anyMatch(rare::isInstance);
            Statistics.label(rare.getSimpleName()).collect(reached);
            Statistics.label(rare.getSimpleName()).coverage(walks -> walks.check(true).count(n -> n > 0));
        }
    }

    /** No stream exists with a mediation furthered after HIGH and before a later, lower assessment (rulebook 8.3, no. 1). */
    private static void mediationNeverFurtheredUnderHighDanger(List<Object> stream) {
        boolean high = false;
        Set<Object> live = new HashSet<>();
        for (Object event : stream) {
            switch (event) {
                case DangerAssessed assessed -> high = assessed.level() == DangerLevel.HIGH;
                case MediationEvent happened when ends(happened) -> live.remove(happened.mediationId());
                case ConsentRefused _ -> {
                }
                case MediationEvent furthered -> {
                    assertThat(high).as("%s under HIGH danger", furthered.getClass().getSimpleName()).isFalse();
                    live.add(furthered.mediationId());
                }
                default -> {
                }
            }
        }
        assertThat(high && !live.isEmpty()).as("a mediation lives on under HIGH danger").isFalse();
    }

    private static void highDangerIsLoweredOnlyByTheHead(Walked walked) {
        boolean high = false;
        for (int i = 0; i < walked.stream.size(); i++) {
            if (walked.stream.get(i) instanceof DangerAssessed assessed) {
                assertThat(high && assessed.level() != DangerLevel.HIGH && walked.roles.get(i) != Role.RIGHTS_HEAD)
                        .as("HIGH lowered by %s", walked.roles.get(i)).isFalse();
                high = assessed.level() == DangerLevel.HIGH;
            }
        }
    }

    private static void mediationsStartAfterBothConsentsAndTheNotice(List<Object> stream) {
        Set<Side> agreed = new HashSet<>();
        boolean told = false;
        boolean refused = false;
        for (Object event : stream) {
            switch (event) {
                case ConsentGiven given -> agreed.add(given.side());
                case ConsentRefused _ -> refused = true;
                case RightsNoticeGiven _ -> {
                    assertThat(agreed).containsExactlyInAnyOrder(Side.values());
                    told = true;
                }
                case MediationStarted _,SessionHeld _,AgreementReached _,PartiesReconciled _ ->
                    assertThat(told && !refused).as("%s of the told and willing", event).isTrue();
                default -> {
                }
            }
        }
    }

    /** No mediation under way, no clock, no high danger without safety (HAN-08). */
    private static void nothingIsLeftOpenBehindAClosedCase(List<Object> stream) {
        Set<Object> open = new HashSet<>();
        for (Object event : stream) {
            switch (event) {
                case MediationEvent ended when ends(ended) -> open.remove(ended.mediationId());
                case ConsentRefused _ -> {
                }
                case MediationEvent live -> open.add(live.mediationId());
                case DeadlineOpened opened -> open.add(opened.deadlineId());
                case DeadlineMet met -> open.remove(met.deadlineId());
                case DeadlineMissed missed -> open.remove(missed.deadlineId());
                case DangerAssessed assessed when assessed.level() == DangerLevel.HIGH -> open.add("no safety");
                case DangerAssessed _,SafetySecured _ -> open.remove("no safety");
                default -> {
                }
            }
            if (event instanceof CaseClosed) {
                // What the closing itself settles follows in the same decision.
                assertThat(open.stream().filter(left -> !deadline("HANDLING_60D/").equals(left))).isEmpty();
            }
        }
    }

    private static boolean ends(MediationEvent event) {
        return event instanceof MediationBarred || event instanceof MediationStopped || event instanceof MediationFailed
                || event instanceof MediationLapsed || event instanceof MediationNotStarted
                || event instanceof AgreementReached
                || event instanceof PartiesReconciled;
    }

    private static void sessionsAreCounted(List<Object> stream) {
        Map<Object, Integer> last = new HashMap<>();
        for (Object event : stream) {
            if (event instanceof SessionHeld held) {
                assertThat(held.number()).isEqualTo(last.merge(held.mediationId(), 1, Integer::sum));
            }
        }
    }

    private static void clocksEndOnceAndOnlyAfterTheyOpened(List<Object> stream) {
        Set<DeadlineId> running = new HashSet<>();
        for (Object event : stream) {
            switch (event) {
                case DeadlineOpened opened -> assertThat(running.add(opened.deadlineId())).isTrue();
                case DeadlineMet met -> assertThat(running.remove(met.deadlineId())).isTrue();
                case DeadlineMissed missed -> assertThat(running.remove(missed.deadlineId())).isTrue();
                default -> {
                }
            }
        }
    }

    private static void closedAndReopenedTakeTurns(List<Object> stream) {
        boolean closed = false;
        boolean turnedAway = false;
        for (Object event : stream) {
            switch (event) {
                case CaseClosed _ -> {
                    assertThat(closed).isFalse();
                    closed = true;
                }
                case CaseReopened _ -> {
                    assertThat(closed || turnedAway).isTrue();
                    closed = false;
                    turnedAway = false;
                }
                case CaseNotAccepted _ -> turnedAway = true;
                default -> {
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> walks() {
        Arbitrary<Object> towardsAnEnd = Arbitraries.of(TO_A_SESSION);
        Arbitrary<Object> anything = Arbitraries.of(open(),
                new DecideAcceptance(CASE, false, null, Destination.COURT, null),
                new AssignHandler(CASE, MEDIATOR, null), new RecordAction(CASE, ActionKind.CALL, words()),
                new LinkCaseContact(CASE, LATER_CONTACT, true, Set.of(), true, false, Urgency.U3, false),
                new LinkCaseContact(CASE, new ContactId("0192c3a0-0000-7000-8000-0000000000c9"), false, Set.of(), false,
                        true, Urgency.U3, false),
                new HandOver(CASE, COUNTY, words()),
                new HandOver(CASE, OTHER_TOWN, words()), new ReceiveHandover(CASE), new ReturnHandover(CASE, words()),
                new WithdrawHandover(CASE, words()),
                new CorrectCase(CASE, CaseField.SUB_CATEGORY, null, null, "F05", null, words()),
                new CorrectCase(CASE, CaseField.MEDIATION_NOTE, null, null, null, words(), words()),
                close(Outcome.RESOLVED),
                close(Outcome.AGREEMENT), close(Outcome.RECONCILED),
                new ReopenCase(CASE, ReopenGround.NEW_VIOLENCE, words()),
                new ReopenCase(CASE, ReopenGround.NEW_FACT, words()), new FlagDv(CASE, Set.of(DvForm.PHYS)),
                assess(2, false, false), assess(5, false, false), assess(7, false, false), assess(0, false, true),
                new SecureSafety(CASE, words()), refusal(Side.B), agree(false), agree(true), reconcile(),
                new FailMediation(CASE, MEDIATION, true, null), new StopMediation(CASE, MEDIATION, Side.A, true),
                new RecordNotStarted(CASE, MEDIATION, NotStarted.ADVISED),
                new BarMediation(CASE, MEDIATION, BarGround.DANGER_HIGH_OTHER_CASE),
                new MissDeadline(CASE, deadline("ACCEPTANCE_NOTICE/")),
                new MissDeadline(CASE, deadline("HANDLING_60D/")),
                new MissDeadline(CASE, deadline("MEDIATION_1M/" + MEDIATION)));
        Arbitrary<Actor> somebody = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(THE_HEAD)),
                Tuple.of(4, Arbitraries.of(ACTORS)));
        Arbitrary<Integer> hours = Arbitraries.frequency(Tuple.of(6, 1), Tuple.of(2, 30), Tuple.of(1, 24 * 20));
        Arbitrary<Step> step = Combinators.combine(
                Arbitraries.frequencyOf(Tuple.of(2, towardsAnEnd), Tuple.of(1, anything)), somebody, hours)
                .as((command, by, later) -> new Step(command, bySystem(command) ? THE_SYSTEM : by, later));
        return step.list().ofMinSize(10).ofMaxSize(60);
    }

    private static boolean bySystem(Object command) {
        return command instanceof MissDeadline || command instanceof BarMediation;
    }

    /** A case that only these steps have touched, its stream, and what a case sourced from that stream alone would decide. */
    private static final class Walked {

        private final Case root = new Case();
        private final List<Object> stream = new ArrayList<>();
        private final List<Role> roles = new ArrayList<>();
        private final List<Runnable> replay = new ArrayList<>();
        private final World world = new World();
        private Case sourced = new Case();
        private Instant now = day(2026, 11, 2);

        Walked() {
            take(new Step(open(), THE_OPERATOR, 0));
        }

        void take(Step step) {
            now = now.plus(step.hours(), ChronoUnit.HOURS);
            Act act = new Act(now, now, step.by(), TestClock.ZONE, world);
            Object decided = outcome(root, step.command(), act);
            sourced = new Case();
            replay.forEach(Runnable::run);
            assertThat(outcome(sourced, step.command(), act)).isEqualTo(decided);
            if (decided instanceof List<?> events) {
                events.forEach(event -> happened(event, step.by().role(), act));
            }
        }

        /** Events, or the refusal; anything else that is thrown fails the property. */
        private static Object outcome(Case root, Object command, Act act) {
            try {
                return root.decide(command, act);
            } catch (RuleBroken broken) {
                Refusal refusal = broken.refusal();
                assertThat(refusal).isNotNull();
                return refusal;
            }
        }

        private void happened(Object event, Role role, Act act) {
            long sequence = stream.size();
            stream.add(event);
            roles.add(role);
            replay.add(() -> evolve(sourced, event, role, act, sequence));
            evolve(root, event, role, act, sequence);
        }

        private static void evolve(Case root, Object event, Role role, Act act, long sequence) {
            switch (event) {
                case CaseEvent it -> root.evolve(it, role.name(), sequence);
                case MediationEvent it -> root.evolve(it, role.name(), act.happenedAt().toString(), sequence);
                case DvEvent it -> root.evolve(it, role.name(), sequence);
                case DeadlineEvent it -> root.evolve(it, role.name(), sequence);
                default -> throw new AssertionError("not an event of a case: " + event);
            }
        }
    }
}
