package org.halfsky.command.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.halfsky.command.cases.CaseCommand.LinkCaseContact;
import org.halfsky.command.cases.CaseCommand.OpenCase;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.contact.Caller;
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
import org.halfsky.events.contact.Relation;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a contact's stream says so far, corrections applied: what its case needs to know. */
final class ContactFacts {

    private UnitCode unit;
    private Instant arrivedAt;
    private ContactRegistered registered;
    private ContactTriaged triaged;
    private ContactBecameCase became;
    private ContactLinked linked;
    private SubCategory subCategory;
    private boolean violence;
    private boolean openedViolent;
    private Urgency urgency;
    private final Map<String, Urgency> raised = new HashMap<>();
    private Sealed narrative;
    private Sealed name;
    private Sealed phone;

    private ContactFacts() {}

    static ContactFacts of(DomainEventStream events) {
        ContactFacts facts = new ContactFacts();
        events.forEachRemaining(message -> {
            if (message.getPayload() instanceof ContactEvent event) {
                facts.fold(event, message.getIdentifier());
            }
        });
        return facts;
    }

    /** The unit it was received at; null where there is no such contact. */
    UnitCode unit() {
        return unit;
    }

    /** Whose key seals what is said of this contact; null where nobody was registered. */
    PersonId person() {
        return registered == null ? null : registered.caller().person();
    }

    ContactBecameCase became() {
        return became;
    }

    ContactLinked linked() {
        return linked;
    }

    /** Opens the case it became, with everybody she spoke of. */
    OpenCase opening() {
        return new OpenCase(became.caseId(), unit, became.contactId(), subCategory, registered.also(), urgency,
                violence, triaged.dvForms(), parties(), narrative, arrivedAt);
    }

    /**
     * Tells the case it belongs to, or became, what it knows by now.
     *
     * @param corrected the message of the correction that is being told; null where something else is. A case follows an urgency
     *                  upwards only
     */
    LinkCaseContact linking(String corrected) {
        return new LinkCaseContact(linked == null ? became.caseId() : linked.caseId(), registered.contactId(),
                violence(),
                triaged.dvForms(), linked != null && linked.newIncident(),
                linked != null && (triaged.minorMarker() || triaged.selfHarmMarker()),
                raised(corrected) ? raised.get(corrected) : urgency, raised(corrected));
    }

    /** Whether the correction of this message made it more urgent than it stood before. */
    boolean raised(String corrected) {
        return raised.containsKey(corrected);
    }

    /** Who speaks for another is her proxy; she herself is in the matter though nobody has named her yet. */
    private List<Party> parties() {
        Caller caller = registered.caller();
        List<Party> parties = new ArrayList<>();
        if (caller.relation() == Relation.SELF) {
            parties.add(new Party(caller.person(), PartyRole.COMPLAINANT, name, phone));
        } else {
            parties.add(
                    new Party(of("complainant", registered.contactId().value()), PartyRole.COMPLAINANT, null, null));
            parties.add(new Party(caller.person(), PartyRole.PROXY, name, phone));
        }
        if (registered.respondent() != null) {
            parties.add(new Party(registered.respondent().person(), PartyRole.RESPONDENT,
                    registered.respondent().name(), registered.respondent().phone()));
        }
        return parties;
    }

    /** Somebody's id in this contact: always the same, so that a repeated request names the same person. */
    static PersonId of(String role, String contactId) {
        return new PersonId(UUID.nameUUIDFromBytes((role + ':' + contactId).getBytes(UTF_8)).toString());
    }

    /** Whether it was ever told of, whatever was corrected since; where it was when the case was opened, the case has it in its flag. */
    boolean violence() {
        return violence && !openedViolent;
    }

    private void fold(ContactEvent event, String told) {
        switch (event) {
            case ContactReceived received -> {
                unit = received.unit();
                arrivedAt = received.arrivedAt();
            }
            case ContactRegistered now -> {
                registered = now;
                subCategory = now.subCategory();
                narrative = now.narrative();
                name = now.caller().name();
                phone = now.caller().phone();
            }
            case ContactTriaged now -> {
                triaged = now;
                violence |= now.dvMarker();
                urgency = now.urgency();
            }
            case ContactCorrected corrected -> correct(corrected, told);
            case ContactBecameCase now -> {
                became = now;
                openedViolent = violence;
            }
            case ContactLinked now -> linked = now;
            case ContactAnswered _,ContactDismissed _,VoidProposed _,ContactVoided _ -> {
            }
        }
    }

    private void correct(ContactCorrected corrected, String told) {
        switch (corrected.field()) {
            case SUB_CATEGORY -> {
                subCategory = SubCategory.valueOf(corrected.code());
                violence |= subCategory == SubCategory.F05;
            }
            case URGENCY -> {
                Urgency before = urgency;
                urgency = Urgency.valueOf(corrected.code());
                if (urgency.compareTo(before) < 0) {
                    raised.put(told, urgency);
                }
            }
            case NARRATIVE -> narrative = corrected.text();
            case CALLER_NAME -> name = corrected.text();
            case CALLER_PHONE -> phone = corrected.text();
            case NATURE -> {
            }
        }
    }
}
