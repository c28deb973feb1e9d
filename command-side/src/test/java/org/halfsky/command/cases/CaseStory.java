package org.halfsky.command.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.halfsky.command.act.Registers;
import org.halfsky.command.cases.CaseCommand.CloseCase;
import org.halfsky.command.cases.CaseCommand.DecideAcceptance;
import org.halfsky.command.cases.CaseCommand.OpenCase;
import org.halfsky.command.dvresponse.DangerAnswers;
import org.halfsky.command.dvresponse.DvCommand.AssessDanger;
import org.halfsky.command.mediation.MediationCommand.GiveRightsNotice;
import org.halfsky.command.mediation.MediationCommand.HoldSession;
import org.halfsky.command.mediation.MediationCommand.ProposeMediation;
import org.halfsky.command.mediation.MediationCommand.RecordAgreement;
import org.halfsky.command.mediation.MediationCommand.RecordConsent;
import org.halfsky.command.mediation.MediationCommand.RecordReconciliation;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.Rule;
import org.halfsky.command.stream.StreamFixture;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.HandlerAssigned;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.dvresponse.DvEvent.SafetySecured;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.Form;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.AgreementReached;
import org.halfsky.events.mediation.MediationEvent.ConsentGiven;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.MediatorAssigned;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.RightsNoticeGiven;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.testkit.TestClock;

/** The words in which a case is told in tests; the only place with ids and dates. */
final class CaseStory {

    static final UnitCode PROVINCE = new UnitCode("430000000000");
    static final UnitCode CITY = new UnitCode("430900000000");
    static final UnitCode COUNTY = new UnitCode("430903000000");
    static final UnitCode TOWN = new UnitCode("430903101000");
    static final UnitCode VILLAGE = new UnitCode("430903101201");
    static final UnitCode OTHER_TOWN = new UnitCode("430903102000");
    static final UnitCode OTHER_COUNTY = new UnitCode("430902000000");
    static final UnitCode NOWHERE = new UnitCode("430903199000");

    static final CaseId CASE = new CaseId("0192f5d0-0000-7000-8000-00000000000c");
    static final ContactId CONTACT = new ContactId("0192f5d0-0000-7000-8000-00000000000a");
    static final ContactId LATER_CONTACT = new ContactId("0192f5d0-0000-7000-8000-00000000001a");
    static final MediationId MEDIATION = new MediationId("0192f5d0-0000-7000-8000-00000000000d");
    static final MediationId SECOND_MEDIATION = new MediationId("0192f5d0-0000-7000-8000-00000000001d");
    static final PersonId WIFE = new PersonId("0192f5d0-0000-7000-8000-0000000000f1");
    static final PersonId HUSBAND = new PersonId("0192f5d0-0000-7000-8000-0000000000f2");
    static final PersonId CHILD = new PersonId("0192f5d0-0000-7000-8000-0000000000f3");

    static final StaffId MEDIATOR = new StaffId("long");
    static final Actor THE_OPERATOR = new Actor(new StaffId("zhou"), Role.OPERATOR, COUNTY);
    static final Actor THE_OFFICER = new Actor(new StaffId("chen"), Role.STATION_OFFICER, TOWN);
    static final Actor THE_HEAD = new Actor(new StaffId("guo"), Role.RIGHTS_HEAD, COUNTY);
    static final Actor THE_CITY_HEAD = new Actor(new StaffId("he"), Role.RIGHTS_HEAD, CITY);
    static final Actor AN_OFFICER_ELSEWHERE = new Actor(new StaffId("tan"), Role.STATION_OFFICER, OTHER_TOWN);
    static final Actor A_TOWNS_HEAD = new Actor(new StaffId("luo"), Role.RIGHTS_HEAD, TOWN);
    static final Actor A_HEAD_ELSEWHERE = new Actor(new StaffId("wen"), Role.RIGHTS_HEAD, OTHER_COUNTY);
    static final Actor THE_MEDIATOR = new Actor(MEDIATOR, Role.MEDIATOR, TOWN);
    static final Actor ANOTHER_MEDIATOR = new Actor(new StaffId("peng"), Role.MEDIATOR, TOWN);
    static final Actor THE_SYSTEM = new Actor(StaffId.SYSTEM, Role.SYSTEM, PROVINCE);

    static final LocalDate TERM_ENDS = LocalDate.of(2028, 6, 30);
    static final String NUMBER = "兰妇维〔2026〕0001";

    final TestClock clock = TestClock.at(day(2026, 11, 2));
    final World world = new World();
    private final AggregateTestFixture<Case> fixture = StreamFixture.of(Case.class, Case::new, CaseStream::streamOf,
            clock, world, CaseStream.FAMILIES.toArray(Class<?>[]::new));
    private final List<Object> history = new ArrayList<>();
    private Instant happening;

    CaseStory() {
        // It compares mediations by identity; that replay decides alike is shown by CaseWalkTest.
        fixture.setReportIllegalStateChange(false);
    }

    /** 09:00 of a day in our zone. */
    static Instant day(int year, int month, int dayOfMonth) {
        return LocalDateTime.of(year, month, dayOfMonth, 9, 0).atZone(TestClock.ZONE).toInstant();
    }

    static Instant endOf(int year, int month, int dayOfMonth) {
        return LocalDate.of(year, month, dayOfMonth).plusDays(1).atStartOfDay(TestClock.ZONE).toInstant();
    }

    CaseStory given(Object... events) {
        history.addAll(Arrays.asList(events));
        return this;
    }

    /** What was recorded as having happened at another time. */
    CaseStory givenAt(Instant happenedAt, Object... events) {
        for (Object event : events) {
            history.add(new GenericEventMessage<>(event, MetaData.with(Meta.HAPPENED_AT, happenedAt.toString())));
        }
        return this;
    }

    CaseStory givenBySystem(Object... events) {
        for (Object event : events) {
            history.add(new GenericEventMessage<>(event, MetaData.with(Meta.ROLE, Role.SYSTEM.name())));
        }
        return this;
    }

    CaseStory on(Instant now) {
        clock.set(now);
        return this;
    }

    /** The act tells of something that happened earlier. */
    CaseStory happened(Instant then) {
        happening = then;
        return this;
    }

    Outcomes when(Actor by, Object command) {
        return when(by, command, Map.of());
    }

    Outcomes when(Actor by, Object command, Map<String, ?> more) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.putAll(StreamFixture.by(by));
        if (happening != null) {
            facts.put(Meta.HAPPENED_AT, happening.toString());
        }
        return new Outcomes(fixture.given(history).when(command, facts));
    }

    /** What came of it. */
    record Outcomes(ResultValidator<Case> result) {

        void then(Object... events) {
            result.expectSuccessfulHandlerExecution().expectEvents(events);
        }

        void nothingMore() {
            result.expectSuccessfulHandlerExecution().expectNoEvents();
        }

        void refused(Rule rule) {
            refused(rule, null);
        }

        void refused(Rule rule, String field) {
            result.expectNoEvents().expectExceptionDetails(Refusal.of(rule, field));
        }
    }

    /** Somebody whose account was closed, who belongs elsewhere, or who never was. */
    static final StaffId OUT_OF_OFFICE = new StaffId("gone");

    /** Facts of other streams, as the story needs them. */
    static final class World implements Registers {

        final Set<UnitCode> units = Set.of(PROVINCE, CITY, COUNTY, TOWN, VILLAGE, OTHER_TOWN, OTHER_COUNTY);
        LocalDate mediatorUntil = TERM_ENDS;
        Set<PersonId> inDangerElsewhere = Set.of();

        @Override
        public boolean unitExists(UnitCode unit) {
            return units.contains(unit);
        }

        @Override
        public boolean mayHandle(StaffId handler, UnitCode unit) {
            return !handler.equals(OUT_OF_OFFICE);
        }

        @Override
        public Optional<Appointment> mediator(StaffId mediator, UnitCode unit, LocalDate on) {
            return mediator.equals(MEDIATOR) && TOWN.covers(unit) && !on.isAfter(mediatorUntil)
                    ? Optional.of(new Appointment(TOWN, mediatorUntil))
                    : Optional.empty();
        }

        @Override
        public boolean mediates(Actor who, UnitCode unit, LocalDate on) {
            return mediator(who.staff(), unit, on)
                    .filter(office -> who.covers(office.unit()) || office.unit().covers(who.unit())).isPresent();
        }

        @Override
        public boolean dangerElsewhere(Collection<PersonId> persons, CaseId except) {
            return persons.stream().anyMatch(inDangerElsewhere::contains);
        }

        @Override
        public String nextCaseNumber(UnitCode unit, int year) {
            return NUMBER;
        }
    }

    static Sealed sealed(PersonId person, DataClass dataClass) {
        return new Sealed(person, dataClass, "c2VhbGVk");
    }

    static Sealed words() {
        return sealed(WIFE, DataClass.D2);
    }

    static Party wife() {
        return new Party(WIFE, PartyRole.COMPLAINANT, sealed(WIFE, DataClass.D3), null);
    }

    static Party husband() {
        return new Party(HUSBAND, PartyRole.RESPONDENT, sealed(HUSBAND, DataClass.D3), null);
    }

    static Party anonymous() {
        return new Party(WIFE, PartyRole.COMPLAINANT, null, null);
    }

    // Commands

    static OpenCase open() {
        return open(TOWN);
    }

    static OpenCase open(UnitCode unit) {
        return open(unit, null);
    }

    /** From a contact that had arrived before. */
    static OpenCase open(UnitCode unit, Instant receivedAt) {
        return new OpenCase(CASE, unit, CONTACT, SubCategory.F01, List.of(), Urgency.U3, false, Set.of(),
                List.of(wife(), husband()), words(), receivedAt);
    }

    static OpenCase openOf(SubCategory subCategory, boolean dvMarker, DvForm... forms) {
        return new OpenCase(CASE, TOWN, CONTACT, subCategory, List.of(), Urgency.U3, dvMarker, Set.of(forms),
                List.of(wife(), husband()), words(), null);
    }

    static DecideAcceptance accept(HandlingBasis basis) {
        return new DecideAcceptance(CASE, true, basis, null, null);
    }

    static CloseCase close(Outcome outcome) {
        return new CloseCase(CASE, outcome, null);
    }

    static AssessDanger assess(int yes, boolean s1, boolean s2) {
        return new AssessDanger(CASE, WIFE, answers(yes, s1, s2), sealed(WIFE, DataClass.D4), true, null);
    }

    static DangerAnswers answers(int yes, boolean s1, boolean s2) {
        List<Boolean> answers = new ArrayList<>();
        for (int item = 0; item < 9; item++) {
            answers.add(item < yes);
        }
        answers.add(s1);
        answers.add(s2);
        return new DangerAnswers(answers);
    }

    static ProposeMediation propose() {
        return new ProposeMediation(CASE, MEDIATION, MediationSource.APPLICATION);
    }

    static RecordConsent consent(Side side) {
        return new RecordConsent(CASE, MEDIATION, side, true, Form.WRITTEN);
    }

    static RecordConsent refusal(Side side) {
        return new RecordConsent(CASE, MEDIATION, side, false, null);
    }

    static GiveRightsNotice rightsNotice() {
        return new GiveRightsNotice(CASE, MEDIATION, Form.ORAL);
    }

    static HoldSession session() {
        return new HoldSession(CASE, MEDIATION, false, words());
    }

    static RecordAgreement agree(boolean barsOtherRemedies) {
        return new RecordAgreement(CASE, MEDIATION, Form.WRITTEN, words(), barsOtherRemedies);
    }

    static RecordReconciliation reconcile() {
        return new RecordReconciliation(CASE, MEDIATION, false, words());
    }

    // Events

    static CaseOpened opened() {
        return opened(SubCategory.F01);
    }

    static CaseOpened opened(SubCategory subCategory) {
        return new CaseOpened(CASE, NUMBER, TOWN, CONTACT, subCategory, List.of(), Urgency.U3,
                List.of(wife(), husband()), words());
    }

    static CaseOpened openedAnonymously() {
        return new CaseOpened(CASE, NUMBER, TOWN, CONTACT, SubCategory.F01, List.of(), Urgency.U3,
                List.of(anonymous()), words());
    }

    static CaseAccepted accepted() {
        return new CaseAccepted(CASE, HandlingBasis.MEDIATE);
    }

    static HandlerAssigned assigned(StaffId handler) {
        return new HandlerAssigned(CASE, handler, TOWN);
    }

    static CaseClosed closed(Outcome outcome) {
        return new CaseClosed(CASE, outcome, null);
    }

    static DvFlagged flagged(DvForm... forms) {
        return new DvFlagged(CASE, Set.of(forms));
    }

    static DangerAssessed assessed(DangerLevel level) {
        int score = switch (level) {
            case LOW -> 2;
            case MEDIUM -> 4;
            case HIGH -> 7;
        };
        return new DangerAssessed(CASE, WIFE, DangerAnswers.SCALE, score, false, level, sealed(WIFE, DataClass.D4),
                true);
    }

    static SafetySecured safe() {
        return new SafetySecured(CASE, words());
    }

    static DisputeReceived received() {
        return new DisputeReceived(CASE, MEDIATION, TOWN, MediationSource.APPLICATION);
    }

    static ConsentGiven consented(Side side) {
        return new ConsentGiven(CASE, MEDIATION, side, Form.WRITTEN);
    }

    static RightsNoticeGiven noticed() {
        return new RightsNoticeGiven(CASE, MEDIATION, Form.ORAL);
    }

    static MediationStarted started() {
        return new MediationStarted(CASE, MEDIATION);
    }

    static MediatorAssigned mediatorAssigned() {
        return new MediatorAssigned(CASE, MEDIATION, MEDIATOR, TOWN, TERM_ENDS);
    }

    static SessionHeld sessionHeld(int number) {
        return new SessionHeld(CASE, MEDIATION, number, false, words());
    }

    static AgreementReached agreed() {
        return new AgreementReached(CASE, MEDIATION, Form.WRITTEN, words());
    }

    static PartiesReconciled reconciled() {
        return new PartiesReconciled(CASE, MEDIATION, false, words());
    }

    /** Received, both consents, the notice. */
    static MediationEvent[] startedMediation() {
        return new MediationEvent[]{received(), consented(Side.A), consented(Side.B), noticed(), started()};
    }

    /** A mediation with a mediator and one session behind it. */
    static MediationEvent[] mediationInSession() {
        List<MediationEvent> all = new ArrayList<>(List.of(startedMediation()));
        all.add(mediatorAssigned());
        all.add(sessionHeld(1));
        return all.toArray(MediationEvent[]::new);
    }

    static DeadlineOpened acceptanceDue(Instant dueAt) {
        return new DeadlineOpened(CASE, deadline("ACCEPTANCE_NOTICE/"), DeadlineKind.ACCEPTANCE_NOTICE, dueAt, "ACC-01",
                null);
    }

    static DeadlineMet acceptanceMet() {
        return new DeadlineMet(CASE, deadline("ACCEPTANCE_NOTICE/"));
    }

    static DeadlineMissed acceptanceMissed() {
        return new DeadlineMissed(CASE, deadline("ACCEPTANCE_NOTICE/"));
    }

    static DeadlineOpened handlingDue(Instant dueAt) {
        return new DeadlineOpened(CASE, deadline("HANDLING_60D/"), DeadlineKind.HANDLING_60D, dueAt, "HAN-01", null);
    }

    static DeadlineMet handlingMet() {
        return new DeadlineMet(CASE, deadline("HANDLING_60D/"));
    }

    static DeadlineOpened mediationDue(Instant dueAt) {
        return new DeadlineOpened(CASE, deadline("MEDIATION_1M/" + MEDIATION), DeadlineKind.MEDIATION_1M, dueAt,
                "MED-15", null);
    }

    static DeadlineMet mediationMet() {
        return new DeadlineMet(CASE, deadline("MEDIATION_1M/" + MEDIATION));
    }

    static DeadlineId deadline(String which) {
        return new DeadlineId(
                UUID.nameUUIDFromBytes((CASE + "/" + which).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString());
    }
}
