package org.halfsky.query.casefile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

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
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.dvresponse.DvEvent;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.dvresponse.DvEvent.SafetySecured;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.Form;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.AgreementReached;
import org.halfsky.events.mediation.MediationEvent.ConsentGiven;
import org.halfsky.events.mediation.MediationEvent.ConsentRefused;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;
import org.halfsky.events.mediation.MediationEvent.MediationFailed;
import org.halfsky.events.mediation.MediationEvent.MediationLapsed;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.MediationEvent.MediatorAssigned;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.RightsNoticeGiven;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.query.casefile.CaseFile.Answer;
import org.halfsky.query.casefile.CaseFile.Correction;
import org.halfsky.query.casefile.CaseFile.Danger;
import org.halfsky.query.casefile.CaseFile.Done;
import org.halfsky.query.casefile.CaseFile.Handover;
import org.halfsky.query.casefile.CaseFile.LimitState;
import org.halfsky.query.casefile.CaseFile.Mediation;
import org.halfsky.query.casefile.CaseFile.Offer;
import org.halfsky.query.casefile.CaseFile.Person;
import org.halfsky.query.casefile.CaseFile.Reopening;
import org.halfsky.query.casefile.CaseFile.TimeLimit;
import org.halfsky.query.projection.Recorded;

/** One step of a case's life: the file before, the event, the file after. */
public final class CaseFolding {

    private final CaseId id;
    private String number;
    private UnitCode unit;
    private Offer offer;
    private List<Handover> handovers = List.of();
    private StaffId handler;
    private UnitCode handlerUnit;
    private Stage stage;
    private HandlingBasis basis;
    private Destination destination;
    private List<ContactId> contacts = List.of();
    private SubCategory subCategory;
    private List<SubCategory> also = List.of();
    private Urgency urgency;
    private Danger danger;
    private List<Person> parties = List.of();
    private Sealed narrative;
    private List<Mediation> mediations = List.of();
    private List<TimeLimit> limits = List.of();
    private List<Done> actions = List.of();
    private List<Correction> corrections = List.of();
    private Outcome outcome;
    private List<Reopening> reopenings = List.of();
    private Instant openedAt;
    private Instant acceptedAt;
    private Instant closedAt;
    private boolean imported;
    private long changedByPerson = -1;

    private CaseFolding(CaseId id) {
        this.id = id;
    }

    private CaseFolding(CaseFile before) {
        id = before.id();
        number = before.number();
        unit = before.unit();
        offer = before.offer();
        handovers = before.handovers();
        handler = before.handler();
        handlerUnit = before.handlerUnit();
        stage = before.stage();
        basis = before.basis();
        destination = before.destination();
        contacts = before.contacts();
        subCategory = before.subCategory();
        also = before.also();
        urgency = before.urgency();
        danger = before.danger();
        parties = before.parties();
        narrative = before.narrative();
        mediations = before.mediations();
        limits = before.limits();
        actions = before.actions();
        corrections = before.corrections();
        outcome = before.outcome();
        reopenings = before.reopenings();
        openedAt = before.openedAt();
        acceptedAt = before.acceptedAt();
        closedAt = before.closedAt();
        imported = before.imported();
        changedByPerson = before.changedByPerson();
    }

    /** The case's id in an event, or null where the event is about something else. */
    public static CaseId caseOf(Object event) {
        return switch (event) {
            case CaseEvent told -> told.caseId();
            case MediationEvent told -> told.caseId();
            case DvEvent told -> told.caseId();
            case DeadlineEvent told -> told.caseId();
            default -> null;
        };
    }

    /**
     * The file after an event of the case.
     *
     * @param before
     *            null before the first event
     * @throws IllegalStateException
     *             if the case was never opened, or an event is missing between
     */
    public static CaseFile after(CaseFile before, Object event, Recorded recorded) {
        CaseId id = caseOf(event);
        if (before == null && !(event instanceof CaseOpened)) {
            throw new IllegalStateException(
                    event.getClass().getSimpleName() + " of case " + id + " that was not opened");
        }
        if (before != null && recorded.version() != before.version() + 1) {
            throw new IllegalStateException("case " + id + " is at version " + before.version() + ", and version "
                    + recorded.version() + " follows");
        }
        CaseFolding folding = before == null ? new CaseFolding(id) : new CaseFolding(before);
        switch (event) {
            case CaseEvent happened -> folding.on(happened, recorded);
            case MediationEvent happened -> folding.on(happened, recorded);
            case DvEvent happened -> folding.on(happened, recorded);
            case DeadlineEvent happened -> folding.on(happened, recorded);
            default -> throw new IllegalArgumentException(event.getClass().getName());
        }
        if (recorded.byPerson()) {
            folding.changedByPerson = recorded.version();
        }
        return folding.file(recorded);
    }

    private void on(CaseEvent event, Recorded recorded) {
        Instant when = recorded.happenedAt();
        switch (event) {
            case CaseOpened opened -> {
                number = opened.number();
                unit = opened.unit();
                contacts = opened.fromContact() == null ? List.of() : List.of(opened.fromContact());
                subCategory = opened.subCategory();
                also = opened.also() == null ? List.of() : opened.also();
                urgency = opened.urgency();
                parties = opened.parties() == null ? List.of() : opened.parties().stream().map(Person::of).toList();
                narrative = opened.narrative();
                stage = Stage.ACCEPTANCE_PENDING;
                openedAt = when;
                imported = recorded.imported();
            }
            case PartyAdded added -> parties = CaseFile.plus(parties, Person.of(added.party()));
            case CaseContactLinked linked -> {
                if (!contacts.contains(linked.contactId())) {
                    contacts = CaseFile.plus(contacts, linked.contactId());
                }
                if (linked.dvMarker() || linked.newIncident()) {
                    danger = danger().outdate();
                }
            }
            case CaseAccepted accepted -> {
                stage = Stage.ACCEPTED;
                basis = accepted.basis();
                acceptedAt = when;
            }
            case CaseNotAccepted turnedAway -> {
                stage = Stage.NOT_ACCEPTED;
                destination = turnedAway.destination();
            }
            case HandlerAssigned assigned -> {
                handler = assigned.handler();
                handlerUnit = assigned.unit();
                stage = Stage.IN_HANDLING;
            }
            case ActionRecorded done -> {
                actions = CaseFile.plus(actions,
                        new Done(done.kind(), done.note(), recorded.actor(), when, recorded.version()));
                if (stage == Stage.REOPENED) {
                    stage = Stage.IN_HANDLING;
                }
            }
            case CaseHandedOver handed -> {
                offer = new Offer(handed.to(), handed.direction(), when, recorded.actor(), handed.reason());
                handovers = CaseFile.plus(handovers,
                        new Handover(handed.from(), handed.to(), handed.direction(), when, Answer.WAITING, null));
            }
            case HandoverReceived received -> {
                unit = received.unit();
                handler = null;
                handlerUnit = null;
                if (stage == Stage.IN_HANDLING || stage == Stage.REOPENED) {
                    stage = Stage.ACCEPTED;
                }
                answered(Answer.RECEIVED, when);
            }
            case HandoverReturned _ -> answered(Answer.RETURNED, when);
            case HandoverWithdrawn _ -> answered(Answer.WITHDRAWN, when);
            case CaseCorrected corrected -> correct(corrected, recorded);
            case CaseClosed closed -> {
                stage = Stage.CLOSED;
                outcome = closed.outcome();
                closedAt = when;
            }
            case CaseReopened reopened -> {
                if (acceptedAt == null) {
                    pending();
                } else {
                    stage = Stage.REOPENED;
                }
                outcome = null;
                closedAt = null;
                reopenings = CaseFile.plus(reopenings, new Reopening(reopened.ground(), when));
                if (reopened.ground() == ReopenGround.NEW_VIOLENCE) {
                    danger = danger().outdate();
                }
            }
        }
    }

    private void on(MediationEvent event, Recorded recorded) {
        Instant when = recorded.happenedAt();
        switch (event) {
            case DisputeReceived received -> mediations = CaseFile.plus(mediations,
                    new Mediation(received.mediationId(), MediationStage.PROPOSED, received.unit(), received.source(),
                            Set.of(), null, when, null, null, null, null, 0, null, null, null, null, null));
            case MediationNotStarted ended -> change(event, mediation -> mediation
                    .ended(MediationStage.NOT_STARTED, when).because(ended.why(), null, null, null));
            case MediationBarred barred -> change(event, mediation -> mediation.ended(MediationStage.BARRED, when)
                    .because(null, barred.ground(), null, null));
            case ConsentGiven given -> change(event, mediation -> mediation.consented(given.side()));
            case ConsentRefused refusal -> change(event, mediation -> mediation.refused(refusal.side()));
            case RightsNoticeGiven _ -> change(event, mediation -> mediation.at(MediationStage.ACCEPTED));
            case MediationStarted _ -> change(event, mediation -> mediation.started(when));
            case MediatorAssigned assigned -> change(event, mediation -> mediation.mediatedBy(assigned.mediator(),
                    assigned.appointedAt(), assigned.termEndsOn()));
            case SessionHeld held -> change(event, mediation -> mediation.sat(held.number()));
            case AgreementReached agreed -> change(event, mediation -> mediation.ended(MediationStage.AGREED, when)
                    .because(null, null, null,
                            agreed.form() == null ? null : agreed.form() == Form.WRITTEN));
            case PartiesReconciled reconciled -> change(event, mediation -> mediation
                    .ended(MediationStage.RECONCILED, when).because(null, null, null, reconciled.writtenAgreement()));
            case MediationFailed _ -> change(event, mediation -> mediation.ended(MediationStage.FAILED, when));
            case MediationStopped stopped -> change(event, mediation -> mediation.ended(MediationStage.STOPPED, when)
                    .because(null, null, stopped.side(), null));
            case MediationLapsed _ -> change(event, mediation -> mediation.ended(MediationStage.LAPSED, when));
        }
    }

    private void on(DvEvent event, Recorded recorded) {
        Instant when = recorded.happenedAt();
        danger = switch (event) {
            case DvFlagged flagged -> danger().flagged(flagged.forms() == null ? Set.of() : flagged.forms(), when);
            case DangerAssessed assessed -> new Danger(danger().forms(),
                    danger().flaggedAt() == null ? when : danger().flaggedAt(), assessed.level(), assessed.score(),
                    assessed.special(), assessed.scale(), assessed.victimSigned(), when, false, null);
            case SafetySecured _ -> danger().safe(when);
        };
        if (stage == Stage.NOT_ACCEPTED && danger.flaggedAt() != null) {
            pending();
        }
    }

    private void pending() {
        stage = Stage.ACCEPTANCE_PENDING;
        destination = null;
    }

    private void on(DeadlineEvent event, Recorded recorded) {
        limits = switch (event) {
            case DeadlineOpened opened -> CaseFile.plus(limits, new TimeLimit(opened.deadlineId(), opened.kind(),
                    recorded.happenedAt(), opened.dueAt(), opened.ruleId(), LimitState.OPEN, false, null));
            case DeadlineExtended extended -> limit(event, limit -> limit.extendedTo(extended.dueAt()));
            case DeadlineMet _ -> limit(event, limit -> limit.settled(LimitState.MET, recorded.happenedAt()));
            case DeadlineMissed _ -> limit(event, limit -> limit.settled(LimitState.MISSED, recorded.happenedAt()));
        };
    }

    private Danger danger() {
        return danger == null ? Danger.none() : danger;
    }

    private void answered(Answer how, Instant when) {
        offer = null;
        List<Handover> all = new ArrayList<>(handovers);
        all.set(all.size() - 1, all.getLast().answered(how, when));
        handovers = all;
    }

    private void correct(CaseCorrected corrected, Recorded recorded) {
        switch (corrected.field()) {
            case SUB_CATEGORY -> subCategory = SubCategory.valueOf(corrected.code());
            case URGENCY -> urgency = Urgency.valueOf(corrected.code());
            case NARRATIVE -> narrative = corrected.text();
            case PARTY_NAME -> parties = parties.stream().map(person -> person.person().equals(corrected.person())
                    ? person.named(corrected.text())
                    : person).toList();
            case PARTY_PHONE -> parties = parties.stream().map(person -> person.person().equals(corrected.person())
                    ? person.reachedAt(corrected.text())
                    : person).toList();
            case ACTION_NOTE -> actions = actions.stream().map(action -> action.version() == corrected.entry()
                    ? new Done(action.kind(), corrected.text(), action.by(), action.at(), action.version())
                    : action).toList();
            case MEDIATION_NOTE, SAFETY_NOTE -> {
            }
        }
        CaseField field = corrected.field();
        corrections = CaseFile.plus(corrections, new Correction(field, corrected.person(), recorded.actor(),
                recorded.happenedAt(), recorded.version(), recorded.position()));
    }

    private void change(MediationEvent event, UnaryOperator<Mediation> how) {
        if (mediations.stream().noneMatch(mediation -> mediation.id().equals(event.mediationId()))) {
            throw new IllegalStateException("mediation " + event.mediationId() + " of case " + id + " is not known");
        }
        mediations = mediations.stream()
                .map(mediation -> mediation.id().equals(event.mediationId()) ? how.apply(mediation) : mediation)
                .toList();
    }

    private List<TimeLimit> limit(DeadlineEvent event, UnaryOperator<TimeLimit> how) {
        if (limits.stream().noneMatch(limit -> limit.id().equals(event.deadlineId()))) {
            throw new IllegalStateException("deadline " + event.deadlineId() + " of case " + id + " is not known");
        }
        return limits.stream().map(limit -> limit.id().equals(event.deadlineId()) ? how.apply(limit) : limit).toList();
    }

    private CaseFile file(Recorded recorded) {
        return new CaseFile(id, number, unit, offer, handovers, handler, handlerUnit, stage, basis, destination,
                contacts, subCategory, also, urgency, danger, parties, narrative, mediations, limits, actions,
                corrections, outcome, reopenings, openedAt, acceptedAt, closedAt, imported, recorded.version(),
                changedByPerson, recorded.position(), recorded.at(), false);
    }
}
