package org.halfsky.command.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.halfsky.command.act.Act;
import org.halfsky.command.cases.CaseCommand.Ending;
import org.halfsky.command.cases.CaseCommand.ImportDispute;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.command.stream.Dated;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.AgreementReached;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationFailed;
import org.halfsky.events.mediation.MediationEvent.MediationLapsed;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.privacy.Sealed;

import static org.halfsky.command.cases.CaseRule.DATES_IN_ORDER;
import static org.halfsky.command.cases.CaseRule.ROW_AGREES;
import static org.halfsky.command.rules.Rule.require;

/**
 * A dispute as a ledger tells it, turned into the events it would have had. What the ledger does not know stays unknown: no
 * consent, notice or mediator is invented, and no live clock runs for what is past.
 *
 * @param asked    the row
 * @param number   its own number, or one of the unit's
 * @param received the day it was received
 * @param started  the day its mediation started
 * @param ended    the day its mediation ended, or the day it was clear that there would be none
 * @param closed   the day it was closed
 */
record ImportedDispute(ImportDispute asked, String number, Instant received, Instant started, Instant ended,
        Instant closed) {

    static ImportedDispute of(ImportDispute asked, Act act) {
        LocalDate today = act.at().atZone(act.zone()).toLocalDate();
        LocalDate received = asked.receivedOn();
        LocalDate started = asked.startedOn() == null ? received : asked.startedOn();
        LocalDate ended = firstKnown(asked.endedOn(), asked.closedOn(), started);
        LocalDate closed = asked.closedOn() == null ? ended : asked.closedOn();

        inOrder(received, today, HouseRule.NOT_IN_FUTURE, "receivedOn");
        inOrder(received, started, DATES_IN_ORDER, "startedOn");
        inOrder(started, ended, DATES_IN_ORDER, "endedOn");
        inOrder(ended, closed, DATES_IN_ORDER, "closedOn");
        inOrder(closed, today, HouseRule.NOT_IN_FUTURE, asked.closedOn() == null ? "endedOn" : "closedOn");
        require(ROW_AGREES, asked.mediated() || asked.ending() == null, "ending");
        require(ROW_AGREES, !asked.mediated() || asked.notStarted() == null, "notStarted");
        require(ROW_AGREES, asked.closedOn() == null || asked.outcome() != null, "outcome");
        require(ROW_AGREES, asked.outcome() != Outcome.AGREEMENT || asked.ending() == Ending.AGREED, "outcome");
        require(ROW_AGREES, asked.outcome() != Outcome.RECONCILED || asked.ending() == Ending.RECONCILED, "outcome");
        require(ROW_AGREES, asked.outcome() == null || !asked.mediated() || asked.ending() != null, "ending");

        String number = asked.number() != null
                ? asked.number()
                : act.registers().nextCaseNumber(asked.unit(), received.getYear());
        return new ImportedDispute(asked, number, instant(received, act), instant(started, act), instant(ended, act),
                instant(closed, act));
    }

    List<Dated> events() {
        CaseId caseId = asked.caseId();
        MediationId mediationId = new MediationId(nameBased(caseId + "/mediation"));
        List<Dated> events = new ArrayList<>();
        events.add(new Dated(new CaseOpened(caseId, number, asked.unit(), null, asked.subCategory(), List.of(), null,
                parties(), asked.note()), received));
        if (asked.dvMarker() || asked.subCategory() == SubCategory.F05) {
            events.add(new Dated(new DvFlagged(caseId, Set.of()), received));
        }
        events.add(new Dated(new CaseAccepted(caseId, HandlingBasis.MEDIATE), received));
        events.add(new Dated(new DisputeReceived(caseId, mediationId, asked.unit(), null), received));
        if (asked.mediated()) {
            events.add(new Dated(new MediationStarted(caseId, mediationId), started));
        }
        if (asked.ending() != null) {
            events.add(new Dated(ending(caseId, mediationId), ended));
        }
        if (asked.notStarted() != null) {
            events.add(new Dated(new MediationNotStarted(caseId, mediationId, asked.notStarted()), ended));
        }
        if (asked.outcome() != null) {
            events.add(new Dated(new CaseClosed(caseId, asked.outcome(), null), closed));
        }
        return events;
    }

    private MediationEvent ending(CaseId caseId, MediationId mediationId) {
        return switch (asked.ending()) {
            case AGREED -> new AgreementReached(caseId, mediationId, null, null);
            case RECONCILED -> new PartiesReconciled(caseId, mediationId, false, null);
            case FAILED -> new MediationFailed(caseId, mediationId, false, null);
            case LAPSED -> new MediationLapsed(caseId, mediationId);
            case STOPPED -> new MediationStopped(caseId, mediationId, null, false);
        };
    }

    private List<Party> parties() {
        List<Party> known = new ArrayList<>();
        Sealed her = asked.complainantName() != null ? asked.complainantName() : asked.complainantPhone();
        if (her != null) {
            known.add(
                    new Party(her.person(), PartyRole.COMPLAINANT, asked.complainantName(), asked.complainantPhone()));
        }
        if (asked.respondentName() != null) {
            Sealed name = asked.respondentName();
            known.add(new Party(name.person(), PartyRole.RESPONDENT, name, null));
        }
        return known;
    }

    private static void inOrder(LocalDate first, LocalDate then, Rule rule, String field) {
        require(rule, !first.isAfter(then), field);
    }

    private static LocalDate firstKnown(LocalDate a, LocalDate b, LocalDate c) {
        return a != null ? a : b != null ? b : c;
    }

    private static Instant instant(LocalDate day, Act act) {
        return day.atStartOfDay(act.zone()).toInstant();
    }

    private static String nameBased(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
