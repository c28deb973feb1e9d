package org.halfsky.command.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.halfsky.command.act.Act;
import org.halfsky.command.cases.CaseCommand.AddParty;
import org.halfsky.command.cases.CaseCommand.AssignHandler;
import org.halfsky.command.cases.CaseCommand.CloseCase;
import org.halfsky.command.cases.CaseCommand.CorrectCase;
import org.halfsky.command.cases.CaseCommand.DecideAcceptance;
import org.halfsky.command.cases.CaseCommand.HandOver;
import org.halfsky.command.cases.CaseCommand.ImportDispute;
import org.halfsky.command.cases.CaseCommand.LinkCaseContact;
import org.halfsky.command.cases.CaseCommand.OpenCase;
import org.halfsky.command.cases.CaseCommand.ReceiveHandover;
import org.halfsky.command.cases.CaseCommand.RecordAction;
import org.halfsky.command.cases.CaseCommand.ReopenCase;
import org.halfsky.command.cases.CaseCommand.ReturnHandover;
import org.halfsky.command.cases.CaseCommand.WithdrawHandover;
import org.halfsky.command.deadline.DeadlineCommand;
import org.halfsky.command.deadline.Deadlines;
import org.halfsky.command.dvresponse.DvCommand;
import org.halfsky.command.dvresponse.DvCommand.AssessDanger;
import org.halfsky.command.dvresponse.DvResponse;
import org.halfsky.command.mediation.MediationCommand;
import org.halfsky.command.mediation.MediationCommand.BarMediation;
import org.halfsky.command.mediation.MediationFacts;
import org.halfsky.command.mediation.MediationRule;
import org.halfsky.command.mediation.Mediations;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.stream.Root;
import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.cases.CaseEvent.ActionRecorded;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseContactLinked;
import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.cases.CaseEvent.CaseHandedOver;
import org.halfsky.events.cases.CaseEvent.CaseNotAccepted;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.CaseEvent.HandlerAssigned;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.CaseEvent.HandoverReturned;
import org.halfsky.events.cases.CaseEvent.HandoverWithdrawn;
import org.halfsky.events.cases.CaseEvent.PartyAdded;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.Direction;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.MediationEvent;

import static org.halfsky.command.cases.CaseRule.ACCEPTANCE_DECIDED;
import static org.halfsky.command.cases.CaseRule.ACCEPTANCE_OPEN;
import static org.halfsky.command.cases.CaseRule.BASIS_NAMED;
import static org.halfsky.command.cases.CaseRule.CLASSIFIED;
import static org.halfsky.command.cases.CaseRule.CLOSED;
import static org.halfsky.command.cases.CaseRule.DESTINATION_NAMED;
import static org.halfsky.command.cases.CaseRule.HANDLER_OF_THE_UNIT;
import static org.halfsky.command.cases.CaseRule.LEVEL_FITS;
import static org.halfsky.command.cases.CaseRule.NOT_TURNED_AWAY;
import static org.halfsky.command.cases.CaseRule.NO_DUTY_OPEN;
import static org.halfsky.command.cases.CaseRule.NO_OFFER_PENDING;
import static org.halfsky.command.cases.CaseRule.OFFER_PENDING;
import static org.halfsky.command.cases.CaseRule.OUTCOME_FITS;
import static org.halfsky.command.cases.CaseRule.STILL_OPEN;
import static org.halfsky.command.cases.CaseRule.VIOLENCE_NOT_TURNED_AWAY;
import static org.halfsky.command.rules.HouseRule.CORRECTION_FITS;
import static org.halfsky.command.rules.HouseRule.UNIT_IN_NETWORK;
import static org.halfsky.command.rules.Rule.require;

/**
 * One matter, one stream (一案一卷). It decides on its own commands and hands those of mediation, domestic-violence response and
 * time limits to its members, with the facts of the case that their rules ask for.
 */
class Case implements Root<Object> {

    @AggregateIdentifier
    private CaseId id;
    private CaseOpened opened;
    private UnitCode unit;
    private UnitCode offeredTo;
    private SubCategory subCategory;
    private Urgency urgency;
    private Acceptance acceptance = Acceptance.PENDING;
    private Outcome closedAs;
    private StaffId handler;
    private UnitCode handlerUnit;
    private final Map<PersonId, PartyRole> parties = new LinkedHashMap<>();
    private final Set<ContactId> contacts = new HashSet<>();
    private final Set<ContactId> violentContacts = new HashSet<>();
    private final DvResponse dvResponse = new DvResponse();
    private final Mediations mediations = new Mediations();
    private final Deadlines deadlines = new Deadlines();
    private final Notes notes = new Notes();
    private long lastChangedByPerson = -1;

    private enum Acceptance {
        PENDING, ACCEPTED, TURNED_AWAY
    }

    @Override
    public List<?> decide(Object command, Act act) {
        return switch (command) {
            case ImportDispute asked -> bringIn(asked, act);
            case CaseCommand asked -> withWhatFollows(decide(asked, act), act);
            case MediationCommand asked -> withWhatFollows(decide(asked, act), act);
            case DvCommand asked -> withWhatFollows(decide(asked, act), act);
            case DeadlineCommand asked -> id == null ? List.of() : deadlines.decide(asked, act);
            default -> throw new IllegalArgumentException("Not a command of a case: " + command.getClass().getName());
        };
    }

    private List<?> decide(CaseCommand command, Act act) {
        if (!(command instanceof OpenCase && id == null)) {
            mustBeKnownTo(command, act);
        }
        return switch (command) {
            case OpenCase asked -> open(asked, act);
            case ImportDispute asked -> bringIn(asked, act);
            case LinkCaseContact asked -> link(asked, act.by());
            case AddParty asked -> {
                mustBeOpen();
                yield parties.containsKey(asked.party().person())
                        ? List.of()
                        : List.of(new PartyAdded(id, asked.party()));
            }
            case DecideAcceptance asked -> {
                mustBeOpen();
                yield List.of(acceptance(asked));
            }
            case AssignHandler asked -> {
                mustBeWorkedOn();
                require(ACCEPTANCE_DECIDED, acceptance == Acceptance.ACCEPTED);
                UnitCode where = asked.unit() == null ? unit : asked.unit();
                require(HANDLER_OF_THE_UNIT, unit.covers(where), "unit");
                require(HANDLER_OF_THE_UNIT, act.registers().mayHandle(asked.handler(), where), "handler");
                yield List.of(new HandlerAssigned(id, asked.handler(), where));
            }
            case RecordAction asked -> {
                mustBeWorkedOn();
                yield List.of(new ActionRecorded(id, asked.kind(), asked.note()));
            }
            case HandOver asked -> {
                mustBeOpen();
                require(NO_OFFER_PENDING, offeredTo == null);
                yield List.of(new CaseHandedOver(id, unit, asked.to(), direction(asked.to(), act), asked.reason()));
            }
            case ReceiveHandover asked -> {
                mustBeOffered(act.by());
                yield List.of(new HandoverReceived(id, offeredTo));
            }
            case ReturnHandover asked -> {
                mustBeOffered(act.by());
                yield List.of(new HandoverReturned(id, offeredTo, asked.reason()));
            }
            case WithdrawHandover asked -> {
                require(OFFER_PENDING, offeredTo != null);
                yield List.of(new HandoverWithdrawn(id, offeredTo, asked.reason()));
            }
            case CorrectCase asked -> correct(asked);
            case CloseCase asked -> {
                mustBeOpen();
                mayClose(asked, act.by());
                yield List.of(new CaseClosed(id, asked.outcome(), asked.note()));
            }
            case ReopenCase asked -> {
                require(CLOSED, closedAs != null);
                List<Object> decided = new ArrayList<>();
                decided.add(new CaseReopened(id, asked.ground(), asked.reason()));
                if (asked.ground() == ReopenGround.NEW_VIOLENCE) {
                    decided.addAll(dvResponse.flag(id, Set.of()));
                }
                yield decided;
            }
        };
    }

    private List<?> decide(MediationCommand command, Act act) {
        mustBeKnownTo(command, act);
        if (!(command instanceof BarMediation)) {
            mustBeWorkedOn();
        }
        MediationFacts facts = new MediationFacts(unit, dvResponse.dangerHigh(), dvResponse.assessmentOwed(),
                parties.keySet());
        return mediations.decide(command, facts, act);
    }

    private List<?> decide(DvCommand command, Act act) {
        mustBeKnownTo(command, act);
        mustBeOpen();
        if (command instanceof AssessDanger asked && asked.answers().high()) {
            act.registers().awaitDangerReaders();
        }
        return dvResponse.decide(command, act.by());
    }

    /** The same request again has its effect already; another one under this id is refused. */
    private List<?> open(OpenCase asked, Act act) {
        if (id != null) {
            require(HouseRule.ONCE, asked.unit().equals(opened.unit())
                    && Objects.equals(asked.fromContact(), opened.fromContact())
                    && asked.subCategory() == opened.subCategory() && asked.also().equals(opened.also())
                    && asked.urgency() == opened.urgency() && asked.parties().equals(opened.parties())
                    && Objects.equals(asked.narrative(), opened.narrative()));
            return List.of();
        }
        require(HouseRule.UNIT_IN_SCOPE, act.by().covers(asked.unit()), "unit");
        require(UNIT_IN_NETWORK, act.registers().unitExists(asked.unit()), "unit");
        String number = act.registers().nextCaseNumber(asked.unit(), act.happenedOn().getYear());
        List<Object> decided = new ArrayList<>();
        decided.add(new CaseOpened(asked.caseId(), number, asked.unit(), asked.fromContact(), asked.subCategory(),
                asked.also(), asked.urgency(), asked.parties(), asked.narrative()));
        decided.addAll(deadlines.noticeOwed(asked.caseId(), asked.parties(), asked.receivedAt(), act));
        if (asked.dvMarker() || asked.subCategory() == SubCategory.F05 || asked.also().contains(SubCategory.F05)) {
            decided.addAll(dvResponse.flag(asked.caseId(), asked.dvForms()));
        }
        return decided;
    }

    /** What cannot wait is not laid into a case that nobody works on: it opens the case again (ACC-07, FUP-04, MIN-01). */
    private List<?> link(LinkCaseContact asked, Actor by) {
        boolean known = contacts.contains(asked.contactId());
        boolean violence = asked.dvMarker() || asked.newIncident();
        // should it come out later, it is noted once more
        boolean news = !known || asked.dvMarker() && !violentContacts.contains(asked.contactId());
        // once, and not over what somebody said of the case since
        boolean raised = (!known || asked.raised())
                && asked.urgency().compareTo(urgency == null ? Urgency.U3 : urgency) < 0;
        List<DvEvent> flag = violence ? dvResponse.flag(id, asked.dvForms()) : List.of();
        List<Object> decided = new ArrayList<>();
        if (news) {
            decided.add(new CaseContactLinked(id, asked.contactId(), asked.dvMarker(), asked.newIncident() && !known));
        }
        if (raised) {
            decided.add(new CaseCorrected(id, CaseField.URGENCY, null, null, asked.urgency().name(), null, null));
        }
        boolean cannotWait = news && (violence || asked.pressing()) || !flag.isEmpty()
                || raised && asked.urgency() == Urgency.U1;
        boolean turnedAway = closedAs == null && acceptance == Acceptance.TURNED_AWAY;
        // what was turned away takes in nothing that somebody must act on but violence; what comes to light in a contact that lies
        // in it already is never refused: acceptance is decided again
        require(NOT_TURNED_AWAY, !turnedAway || violence || !cannotWait || known || by.role() == Role.SYSTEM);
        if (cannotWait && (closedAs != null || turnedAway)) {
            boolean newViolence = news && violence || !flag.isEmpty();
            decided.add(new CaseReopened(id, newViolence ? ReopenGround.NEW_VIOLENCE : ReopenGround.NEW_FACT, null));
        }
        decided.addAll(flag);
        return decided;
    }

    private CaseEvent acceptance(DecideAcceptance asked) {
        require(ACCEPTANCE_OPEN, acceptance == Acceptance.PENDING);
        if (asked.accepted()) {
            require(BASIS_NAMED, asked.basis() != null, "basis");
            return new CaseAccepted(id, asked.basis());
        }
        require(VIOLENCE_NOT_TURNED_AWAY, !dvResponse.flagged());
        require(DESTINATION_NAMED, asked.destination() != null, "destination");
        require(DESTINATION_NAMED, asked.destination() != Destination.OTHER || asked.reason() != null, "reason");
        require(MediationRule.NONE_UNDER_WAY, !mediations.underWay());
        return new CaseNotAccepted(id, asked.destination(), asked.reason());
    }

    /** Up to a superior on the path, down into the subtree, or across to a unit of the same level. */
    private Direction direction(UnitCode to, Act act) {
        require(UNIT_IN_NETWORK, act.registers().unitExists(to), "to");
        require(LEVEL_FITS, !to.equals(unit) && to.level() != Level.PROVINCE, "to");
        if (to.covers(unit)) {
            return Direction.UP;
        }
        if (unit.covers(to)) {
            return Direction.DOWN;
        }
        require(LEVEL_FITS, to.level() == unit.level(), "to");
        return Direction.ACROSS;
    }

    private List<?> correct(CorrectCase asked) {
        Long entry = null;
        boolean violence = false;
        switch (asked.field()) {
            case SUB_CATEGORY -> {
                require(CORRECTION_FITS, isCode(SubCategory.class, asked.code()), "value");
                violence = SubCategory.valueOf(asked.code()) == SubCategory.F05;
            }
            case URGENCY -> require(CORRECTION_FITS, isCode(Urgency.class, asked.code()), "value");
            case NARRATIVE -> require(CORRECTION_FITS, asked.text() != null, "value");
            case PARTY_NAME, PARTY_PHONE -> {
                require(CORRECTION_FITS, asked.person() != null && parties.containsKey(asked.person()), "person");
                require(CORRECTION_FITS, asked.text() != null && asked.text().person().equals(asked.person()), "value");
            }
            case ACTION_NOTE, MEDIATION_NOTE, SAFETY_NOTE -> {
                require(CORRECTION_FITS, asked.text() != null, "value");
                entry = notes.entry(asked.field(), asked.entry());
                require(CORRECTION_FITS, entry != null, "entry");
            }
        }
        List<Object> decided = new ArrayList<>();
        decided.add(new CaseCorrected(id, asked.field(), asked.person(), entry, asked.code(), asked.text(),
                asked.reason()));
        List<DvEvent> flag = violence ? dvResponse.flag(id, Set.of()) : List.of();
        boolean emergency = asked.field() == CaseField.URGENCY && Urgency.U1.name().equals(asked.code())
                && urgency != Urgency.U1;
        if ((closedAs != null || acceptance == Acceptance.TURNED_AWAY) && (emergency || !flag.isEmpty())) {
            decided.add(new CaseReopened(id, emergency ? ReopenGround.NEW_FACT : ReopenGround.NEW_VIOLENCE, null));
        }
        decided.addAll(flag);
        return decided;
    }

    private void mayClose(CloseCase asked, Actor by) {
        require(ACCEPTANCE_DECIDED, acceptance != Acceptance.PENDING);
        require(CLASSIFIED, subCategory != null);
        require(NO_OFFER_PENDING, offeredTo == null);
        require(NO_DUTY_OPEN,
                !dvResponse.assessmentOwed() && !dvResponse.safetyOwed() && !mediations.underWay());
        require(HouseRule.ROLE_ALLOWS, !dvResponse.dangerHigh() || by.decidesOnHigh());
        require(OUTCOME_FITS, fits(asked.outcome()), "outcome");
    }

    private boolean fits(Outcome outcome) {
        return switch (outcome) {
            case AGREEMENT -> mediations.agreed();
            case RECONCILED -> mediations.reconciled();
            case RESOLVED, ANSWERED, REFERRED_DONE, ROUTED, NOT_SUPPORTED, WITHDRAWN, LOST_CONTACT, DIED -> true;
        };
    }

    /** A row that is already in has no second effect; a row that says otherwise by now is refused and must be corrected. */
    private List<?> bringIn(ImportDispute asked, Act act) {
        if (id != null) {
            mustBeKnownTo(asked, act);
            require(HouseRule.ONCE, asked.unit().equals(opened.unit())
                    && asked.subCategory() == opened.subCategory()
                    && (asked.number() == null || asked.number().equals(opened.number())));
            return List.of();
        }
        require(HouseRule.UNIT_IN_SCOPE, act.by().covers(asked.unit()), "unit");
        require(UNIT_IN_NETWORK, act.registers().unitExists(asked.unit()), "unit");
        return ImportedDispute.of(asked, act).events();
    }

    /** What the law or a clock makes of each event, in the same decision. */
    private List<?> withWhatFollows(List<?> decided, Act act) {
        List<Object> all = new ArrayList<>();
        for (Object event : decided) {
            all.add(event);
            switch (event) {
                case CaseEvent happened -> all.addAll(deadlines.after(happened, act));
                case MediationEvent happened -> all.addAll(deadlines.after(happened, act));
                case DangerAssessed assessed when assessed.level() == DangerLevel.HIGH ->
                    all.addAll(withWhatFollows(mediations.bar(id), act));
                default -> {
                }
            }
        }
        return all;
    }

    /** A case outside the actor's reach is as unknown as one that does not exist. */
    private void mustBeKnownTo(Object command, Act act) {
        require(HouseRule.KNOWN, id != null && reaches(command, act));
    }

    private boolean reaches(Object command, Act act) {
        Actor by = act.by();
        return switch (by.role()) {
            case SYSTEM -> true;
            case MEDIATOR -> inHandsOf(act);
            case OPERATOR, STATION_OFFICER, RIGHTS_HEAD, LEADER, AUDITOR, ADMINISTRATOR -> by.covers(unit)
                    || offeredTo != null && by.covers(offeredTo)
                            && (command instanceof ReceiveHandover || command instanceof ReturnHandover)
                    || inHandsOf(act);
        };
    }

    /**
     * While her own unit lies above or below the one she was named for: as handler, or as mediator who is in office there (MED-08). Who was moved elsewhere, got another role or was dismissed since has it in hand no longer.
     */
    private boolean inHandsOf(Act act) {
        Actor by = act.by();
        if (!by.role().handles()) {
            return false;
        }
        boolean handles = by.staff().equals(handler)
                && (by.covers(handlerUnit) || handlerUnit.covers(by.unit()));
        return handles || mediations.areInHandsOf(by.staff(), unit)
                && act.registers().mediates(by, unit, act.today());
    }

    private void mustBeOffered(Actor by) {
        require(OFFER_PENDING, offeredTo != null);
        require(HouseRule.UNIT_IN_SCOPE, by.covers(offeredTo));
    }

    private void mustBeOpen() {
        require(STILL_OPEN, closedAs == null);
    }

    private void mustBeWorkedOn() {
        mustBeOpen();
        require(NOT_TURNED_AWAY, acceptance != Acceptance.TURNED_AWAY);
    }

    private static <E extends Enum<E>> boolean isCode(Class<E> codes, String code) {
        return List.of(codes.getEnumConstants()).stream().anyMatch(each -> each.name().equals(code));
    }

    @EventSourcingHandler
    void evolve(CaseEvent event, @MetaDataValue(Meta.ROLE) String role, @SequenceNumber long sequence) {
        recorded(event, role, sequence);
        switch (event) {
            case CaseOpened now -> {
                id = now.caseId();
                opened = now;
                unit = now.unit();
                subCategory = now.subCategory();
                urgency = now.urgency();
                now.parties().forEach(party -> parties.put(party.person(), party.role()));
                if (now.fromContact() != null) {
                    contacts.add(now.fromContact());
                }
            }
            case PartyAdded added -> parties.put(added.party().person(), added.party().role());
            case CaseContactLinked linked -> {
                contacts.add(linked.contactId());
                if (linked.dvMarker()) {
                    violentContacts.add(linked.contactId());
                }
                if (linked.dvMarker() || linked.newIncident()) {
                    dvResponse.outdate();
                }
            }
            case CaseAccepted accepted -> acceptance = Acceptance.ACCEPTED;
            case CaseNotAccepted turnedAway -> acceptance = Acceptance.TURNED_AWAY;
            case HandlerAssigned assigned -> {
                handler = assigned.handler();
                handlerUnit = assigned.unit();
            }
            case ActionRecorded recorded -> {
            }
            case CaseHandedOver handed -> offeredTo = handed.to();
            case HandoverReceived received -> {
                unit = received.unit();
                offeredTo = null;
                handler = null;
            }
            case HandoverReturned returned -> offeredTo = null;
            case HandoverWithdrawn withdrawn -> offeredTo = null;
            case CaseCorrected corrected -> {
                if (corrected.field() == CaseField.SUB_CATEGORY) {
                    subCategory = SubCategory.valueOf(corrected.code());
                } else if (corrected.field() == CaseField.URGENCY) {
                    urgency = Urgency.valueOf(corrected.code());
                }
            }
            case CaseClosed closed -> closedAs = closed.outcome();
            case CaseReopened reopened -> {
                closedAs = null;
                if (acceptance == Acceptance.TURNED_AWAY) {
                    acceptance = Acceptance.PENDING;
                }
                if (reopened.ground() == ReopenGround.NEW_VIOLENCE) {
                    dvResponse.outdate();
                }
            }
        }
    }

    @EventSourcingHandler
    void evolve(MediationEvent event, @MetaDataValue(Meta.ROLE) String role,
            @MetaDataValue(Meta.HAPPENED_AT) String happenedAt, @SequenceNumber long sequence) {
        recorded(event, role, sequence);
        mediations.evolve(event, happenedAt == null ? null : Instant.parse(happenedAt));
    }

    @EventSourcingHandler
    void evolve(DvEvent event, @MetaDataValue(Meta.ROLE) String role, @SequenceNumber long sequence) {
        recorded(event, role, sequence);
        dvResponse.evolve(event);
        if (acceptance == Acceptance.TURNED_AWAY && dvResponse.flagged()) {
            // Violence is never turned away (ACC-07): where it shows afterwards, acceptance is decided again.
            acceptance = Acceptance.PENDING;
        }
    }

    @EventSourcingHandler
    void evolve(DeadlineEvent event, @MetaDataValue(Meta.ROLE) String role, @SequenceNumber long sequence) {
        recorded(event, role, sequence);
        deadlines.evolve(event);
    }

    private void recorded(Object event, String role, long sequence) {
        notes.evolve(event, sequence);
        if (!Role.SYSTEM.name().equals(role)) {
            lastChangedByPerson = sequence;
        }
    }

    @Override
    public long lastChangedByPerson() {
        return lastChangedByPerson;
    }
}
