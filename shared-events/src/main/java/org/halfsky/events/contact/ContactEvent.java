package org.halfsky.events.contact;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.wire.EventType;

/** Everything that can happen to a contact, in the order it usually happens. */
public sealed interface ContactEvent {

    ContactId contactId();

    /** Someone reached us (REG-01). */
    @EventType("contact.received")
    record ContactReceived(ContactId contactId, Channel channel, UnitCode unit, Instant arrivedAt,
            ArrivalSource source) implements ContactEvent {}

    /**
     * What she said was written down, in her words (REG-02, REG-14); the narrative
     * is sealed D2. Respondent is null where she named nobody.
     */
    @EventType("contact.registered")
    record ContactRegistered(ContactId contactId, Nature nature, SubCategory subCategory, List<SubCategory> also,
            Caller caller, Respondent respondent, Sealed narrative) implements ContactEvent {}

    /** How urgent it is, and what must not be overlooked. */
    @EventType("contact.triaged")
    record ContactTriaged(ContactId contactId, Urgency urgency, boolean dvMarker, Set<DvForm> dvForms,
            boolean minorMarker, boolean selfHarmMarker) implements ContactEvent {}

    /** She was answered on the spot; sealed D2. */
    @EventType("contact.answered")
    record ContactAnswered(ContactId contactId, Sealed answer) implements ContactEvent {}

    /** It belongs to a case that exists, confirmed by a person (REG-07, REG-08). */
    @EventType("contact.linked")
    record ContactLinked(ContactId contactId, CaseId caseId, boolean newIncident) implements ContactEvent {}

    /** It is to become a case under this id, made by the caller. */
    @EventType("contact.became-case")
    record ContactBecameCase(ContactId contactId, CaseId caseId) implements ContactEvent {}

    /**
     * No matter at all: silent, wrong number, prank. One click, one person, counted
     * as non-data.
     */
    @EventType("contact.dismissed")
    record ContactDismissed(ContactId contactId, NonData kind) implements ContactEvent {}

    /**
     * A wrong entry was set right; the old one stays in the stream. A coded value
     * stands in code, free text sealed in text.
     */
    @EventType("contact.corrected")
    record ContactCorrected(ContactId contactId, ContactField field, String code, Sealed text,
            Sealed reason) implements ContactEvent {}

    /** One person asks to void what was registered as data. */
    @EventType("contact.void-proposed")
    record VoidProposed(ContactId contactId, Sealed reason) implements ContactEvent {}

    /** A second person agreed to void it (rulebook §3.1). */
    @EventType("contact.voided")
    record ContactVoided(ContactId contactId) implements ContactEvent {}
}
