package org.halfsky.query.timeline;

import java.util.List;

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
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.contact.ContactEvent.ContactAnswered;
import org.halfsky.events.contact.ContactEvent.ContactBecameCase;
import org.halfsky.events.contact.ContactEvent.ContactCorrected;
import org.halfsky.events.contact.ContactEvent.ContactDismissed;
import org.halfsky.events.contact.ContactEvent.ContactLinked;
import org.halfsky.events.contact.ContactEvent.ContactReceived;
import org.halfsky.events.contact.ContactEvent.ContactRegistered;
import org.halfsky.events.contact.ContactEvent.ContactTriaged;
import org.halfsky.events.contact.ContactEvent.ContactVoided;
import org.halfsky.events.contact.ContactEvent.VoidProposed;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.dvresponse.DvEvent.SafetySecured;
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
import org.halfsky.events.network.NetworkEvent;
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
import org.halfsky.events.person.PersonEvent;
import org.halfsky.events.person.PersonEvent.KeyDestroyed;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.person.PersonEvent.PersonToldApart;
import org.halfsky.query.timeline.Sentence.Word.At;
import org.halfsky.query.timeline.Sentence.Word.Code;
import org.halfsky.query.timeline.Sentence.Word.Codes;
import org.halfsky.query.timeline.Sentence.Word.Count;
import org.halfsky.query.timeline.Sentence.Word.Day;
import org.halfsky.query.timeline.Sentence.Word.Plain;
import org.halfsky.query.timeline.Sentence.Word.Staff;
import org.halfsky.query.timeline.Sentence.Word.Unit;
import org.halfsky.query.timeline.Sentence.Word.Until;

/**
 * Says every event in words. No switch has a default branch: a new kind of
 * event does not compile until it can be told.
 */
final class Storyteller {

    private Storyteller() {}

    /** @throws IllegalArgumentException if it is of no family that is told here */
    static Sentence tell(Object event) {
        return switch (event) {
            case ContactEvent happened -> tell(happened);
            case PersonEvent happened -> tell(happened);
            case CaseEvent happened -> tell(happened);
            case MediationEvent happened -> tell(happened);
            case DvEvent happened -> tell(happened);
            case DeadlineEvent happened -> tell(happened);
            case NetworkEvent happened -> tell(happened);
            default -> throw new IllegalArgumentException("nobody tells a " + event.getClass().getName());
        };
    }

    static Sentence tell(ContactEvent event) {
        return switch (event) {
            case ContactReceived received ->
                Sentence.of("contact.received", "", "i-phone", new Code(received.channel()),
                        new At(received.arrivedAt()), new Code(received.source()));
            case ContactRegistered registered -> Sentence.of("contact.registered", "", "i-pen",
                    new Code(registered.nature()), new Code(registered.subCategory())).quoting(registered.narrative());
            case ContactTriaged triaged -> Sentence.of(
                    triaged.dvMarker() ? "contact.triaged.violence" : "contact.triaged",
                    triaged.dvMarker() || triaged.minorMarker() || triaged.selfHarmMarker() ? "bad" : "", "i-shield",
                    new Code(triaged.urgency()));
            case ContactAnswered answered ->
                Sentence.of("contact.answered", "good", "i-done").quoting(answered.answer());
            case ContactLinked linked ->
                Sentence.of(linked.newIncident() ? "contact.linked.incident" : "contact.linked",
                        linked.newIncident() ? "bad" : "", "i-case");
            case ContactBecameCase _ -> Sentence.of("contact.became-case", "", "i-case");
            case ContactDismissed dismissed -> Sentence.of("contact.dismissed", "", "i-x", new Code(dismissed.kind()));
            case ContactCorrected corrected ->
                Sentence.of("contact.corrected", "", "i-fix", new Code(corrected.field()))
                        .quoting(corrected.reason());
            case VoidProposed proposed -> Sentence.of("contact.void-proposed", "bad", "i-x").quoting(proposed.reason());
            case ContactVoided _ -> Sentence.of("contact.voided", "bad", "i-x");
        };
    }

    static Sentence tell(PersonEvent event) {
        return switch (event) {
            case PersonRecognised _ -> Sentence.of("person.recognised", "", "i-user");
            case PersonToldApart _ -> Sentence.of("person.told-apart", "", "i-users");
            case KeyDestroyed _ -> Sentence.of("person.key-destroyed", "bad", "i-key");
        };
    }

    static Sentence tell(CaseEvent event) {
        return switch (event) {
            case CaseOpened opened -> Sentence.of("case.opened", "", "i-case", new Plain(opened.number()),
                    new Code(opened.subCategory())).quoting(opened.narrative());
            case PartyAdded added -> Sentence.of("case.party-added", "", "i-user", new Code(added.party().role()));
            case CaseContactLinked linked -> Sentence.of(
                    linked.newIncident()
                            ? "case.contact-linked.incident"
                            : linked.dvMarker() ? "case.contact-linked.violence" : "case.contact-linked",
                    linked.newIncident() || linked.dvMarker() ? "bad" : "", "i-phone");
            case CaseAccepted accepted -> Sentence.of("case.accepted", "good", "i-done", new Code(accepted.basis()));
            case CaseNotAccepted turnedAway -> Sentence.of("case.not-accepted", "", "i-stop",
                    new Code(turnedAway.destination())).quoting(turnedAway.reason());
            case HandlerAssigned assigned -> Sentence.of("case.handler-assigned", "", "i-user",
                    new Staff(assigned.handler()), new Unit(assigned.unit()));
            case ActionRecorded action -> Sentence.of("case.action-recorded", "", "i-pen", new Code(action.kind()))
                    .quoting(action.note());
            case CaseHandedOver handed -> Sentence.of("case.handed-over", "", "i-ext", new Code(handed.direction()),
                    new Unit(handed.from()), new Unit(handed.to())).quoting(handed.reason());
            case HandoverReceived received -> Sentence.of("case.handover-received", "good", "i-done",
                    new Unit(received.unit()));
            case HandoverReturned returned -> Sentence.of("case.handover-returned", "bad", "i-out",
                    new Unit(returned.unit())).quoting(returned.reason());
            case HandoverWithdrawn withdrawn -> Sentence.of("case.handover-withdrawn", "", "i-out",
                    new Unit(withdrawn.unit())).quoting(withdrawn.reason());
            case CaseCorrected corrected -> (corrected.entry() == null
                    ? Sentence.of("case.corrected", "", "i-fix", new Code(corrected.field()))
                    : Sentence.of("case.corrected.entry", "", "i-fix", new Code(corrected.field()),
                            new Count(corrected.entry() + 1)))
                    .quoting(corrected.reason());
            case CaseClosed closed -> Sentence.of("case.closed", "good", "i-done", new Code(closed.outcome()))
                    .quoting(closed.note());
            case CaseReopened reopened -> Sentence.of("case.reopened", "bad", "i-replay", new Code(reopened.ground()))
                    .quoting(reopened.reason());
        };
    }

    static Sentence tell(MediationEvent event) {
        return switch (event) {
            case DisputeReceived received -> Sentence.of("mediation.dispute-received", "", "i-users",
                    new Unit(received.unit()), new Code(received.source()));
            case MediationNotStarted ended -> Sentence.of("mediation.not-started", "", "i-stop", new Code(ended.why()));
            case MediationBarred barred -> Sentence.of("mediation.barred", "bad", "i-stop", new Code(barred.ground()));
            case ConsentGiven given -> Sentence.of("mediation.consent-given", "good", "i-done", new Code(given.side()),
                    new Code(given.form()));
            case ConsentRefused refusal -> Sentence.of("mediation.consent-refused", "bad", "i-stop",
                    new Code(refusal.side()));
            case RightsNoticeGiven told -> Sentence.of("mediation.rights-notice-given", "", "i-log",
                    new Code(told.form()));
            case MediationStarted _ -> Sentence.of("mediation.started", "good", "i-users");
            case MediatorAssigned assigned -> Sentence.of("mediation.mediator-assigned", "", "i-user",
                    new Staff(assigned.mediator()), new Unit(assigned.appointedAt()), new Day(assigned.termEndsOn()));
            case SessionHeld held -> Sentence.of(held.open() ? "mediation.session-held.open" : "mediation.session-held",
                    "", "i-users", new Count(held.number())).quoting(held.note());
            case AgreementReached agreed -> Sentence.of("mediation.agreement-reached", "good", "i-done",
                    new Code(agreed.form())).quoting(agreed.content());
            case PartiesReconciled reconciled -> Sentence.of(
                    reconciled.writtenAgreement()
                            ? "mediation.parties-reconciled.written"
                            : "mediation.parties-reconciled",
                    "good", "i-done").quoting(reconciled.note());
            case MediationFailed failed -> Sentence.of(
                    failed.otherRoutesTold() ? "mediation.failed.told" : "mediation.failed", "bad", "i-x")
                    .quoting(failed.note());
            case MediationStopped stopped -> Sentence.of("mediation.stopped", "bad", "i-stop",
                    new Code(stopped.side()));
            case MediationLapsed _ -> Sentence.of("mediation.lapsed", "bad", "i-overx");
        };
    }

    static Sentence tell(DvEvent event) {
        return switch (event) {
            case DvFlagged flagged -> Sentence.of(
                    flagged.forms() == null || flagged.forms().isEmpty() ? "dv.flagged" : "dv.flagged.forms", "bad",
                    "i-shield",
                    new Codes(flagged.forms() == null ? List.of() : flagged.forms().stream().sorted().toList()));
            case DangerAssessed assessed -> Sentence.of("dv.danger-assessed",
                    assessed.level() == DangerLevel.LOW ? "" : "bad", switch (assessed.level()) {
                        case LOW -> "i-low";
                        case MEDIUM -> "i-mid";
                        case HIGH -> "i-high";
                    }, new Code(assessed.level()));
            case SafetySecured secured -> Sentence.of("dv.safety-secured", "good", "i-shield")
                    .quoting(secured.outcome());
        };
    }

    static Sentence tell(DeadlineEvent event) {
        return switch (event) {
            case DeadlineOpened opened -> Sentence.of("deadline.opened", "", "i-today", new Code(opened.kind()),
                    new Until(opened.dueAt()), new Plain(opened.ruleId()));
            case DeadlineExtended extended -> Sentence.of("deadline.extended", "", "i-ext", new Until(extended.dueAt()))
                    .quoting(extended.reason());
            case DeadlineMet _ -> Sentence.of("deadline.met", "good", "i-done");
            case DeadlineMissed _ -> Sentence.of("deadline.missed", "bad", "i-overx");
        };
    }

    static Sentence tell(NetworkEvent event) {
        return switch (event) {
            case UnitRegistered registered -> Sentence.of("unit.registered", "", "i-net", new Plain(registered.name()));
            case UnitRenamed renamed -> Sentence.of("unit.renamed", "", "i-fix", new Plain(renamed.name()));
            case StationOpened opened -> Sentence.of("station.opened", "good", "i-net", new Code(opened.kind()),
                    new Plain(opened.hours()));
            case StationActivityRecorded activity -> Sentence.of("station.activity-recorded", "", "i-done",
                    new Code(activity.kind()), new Day(activity.on()));
            case StationCorrected corrected -> Sentence.of("station.corrected", "", "i-fix",
                    new Plain(corrected.hours()), new Code(corrected.reason()));
            case StationClosed closed -> Sentence.of("station.closed", "bad", "i-stop", new Code(closed.reason()));
            case CommitteeFormed formed -> Sentence.of("committee.formed", "good", "i-users",
                    new Count(formed.members().size()), new Day(formed.termEndsOn()));
            case CommitteeDissolved _ -> Sentence.of("committee.dissolved", "bad", "i-stop");
            case MediatorAppointed appointed -> Sentence.of("mediator.appointed", "good", "i-user",
                    new Staff(appointed.mediator()), new Day(appointed.termEndsOn()));
            case MediatorDismissed dismissed -> Sentence.of("mediator.dismissed", "bad", "i-out",
                    new Staff(dismissed.mediator()));
        };
    }
}
