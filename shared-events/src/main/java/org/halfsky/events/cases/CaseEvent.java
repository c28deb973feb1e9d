package org.halfsky.events.cases;

import java.util.List;

import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.wire.EventType;

/**
 * Everything that can happen to a case as such, in the order it usually
 * happens.
 */
public sealed interface CaseEvent {

    CaseId caseId();

    /**
     * A matter became a case with a number of its unit and year. Contact, urgency
     * and narrative are null where a ledger does not know them.
     */
    @EventType("case.opened")
    record CaseOpened(CaseId caseId, String number, UnitCode unit, ContactId fromContact, SubCategory subCategory,
            List<SubCategory> also, Urgency urgency, List<Party> parties, Sealed narrative) implements CaseEvent {}

    /** One more person in the matter became known. */
    @EventType("case.party-added")
    record PartyAdded(CaseId caseId, Party party) implements CaseEvent {}

    /** A later contact about the same matter was added. */
    @EventType("case.contact-linked")
    record CaseContactLinked(CaseId caseId, ContactId contactId, boolean dvMarker,
            boolean newIncident) implements CaseEvent {}

    /** The unit accepted the matter, and on what footing. */
    @EventType("case.accepted")
    record CaseAccepted(CaseId caseId, HandlingBasis basis) implements CaseEvent {}

    /** The unit is not competent and told her who is (ACC-02). */
    @EventType("case.not-accepted")
    record CaseNotAccepted(CaseId caseId, Destination destination, Sealed reason) implements CaseEvent {}

    /** Somebody of a unit is responsible by name. */
    @EventType("case.handler-assigned")
    record HandlerAssigned(CaseId caseId, StaffId handler, UnitCode unit) implements CaseEvent {}

    /** Something was done; sealed D2. */
    @EventType("case.action-recorded")
    record ActionRecorded(CaseId caseId, ActionKind kind, Sealed note) implements CaseEvent {}

    /**
     * The case was offered to another of the four levels; responsibility stays
     * until it is received.
     */
    @EventType("case.handed-over")
    record CaseHandedOver(CaseId caseId, UnitCode from, UnitCode to, Direction direction,
            Sealed reason) implements CaseEvent {}

    /** The receiving unit took responsibility. */
    @EventType("case.handover-received")
    record HandoverReceived(CaseId caseId, UnitCode unit) implements CaseEvent {}

    /** The receiving unit gave it back, with its reason. */
    @EventType("case.handover-returned")
    record HandoverReturned(CaseId caseId, UnitCode unit, Sealed reason) implements CaseEvent {}

    /** The sender took its offer back before it was answered, with the reason; unit is whom it had been offered to. */
    @EventType("case.handover-withdrawn")
    record HandoverWithdrawn(CaseId caseId, UnitCode unit, Sealed reason) implements CaseEvent {}

    /**
     * A wrong entry was set right; the old one stays in the stream. Person names
     * whose entry it is, where it is a person's; entry is the sequence number of
     * the event whose note it is, where it is a note's.
     */
    @EventType("case.corrected")
    record CaseCorrected(CaseId caseId, CaseField field, PersonId person, Long entry, String code, Sealed text,
            Sealed reason) implements CaseEvent {}

    /** The matter was closed. */
    @EventType("case.closed")
    record CaseClosed(CaseId caseId, Outcome outcome, Sealed note) implements CaseEvent {}

    /** A closed matter goes on. */
    @EventType("case.reopened")
    record CaseReopened(CaseId caseId, ReopenGround ground, Sealed reason) implements CaseEvent {}
}
