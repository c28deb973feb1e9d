package org.halfsky.query.contacts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.halfsky.events.contact.ArrivalSource;
import org.halfsky.events.contact.Caller;
import org.halfsky.events.contact.Channel;
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
import org.halfsky.events.contact.ContactField;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.contact.Respondent;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.query.projection.Recorded;

/** One step of a contact's life. */
final class ContactFolding {

    private final ContactId id;
    private Channel channel;
    private UnitCode unit;
    private Instant arrivedAt;
    private ArrivalSource source;
    private Instant registeredAt;
    private StaffId registeredBy;
    private ContactState state;
    private Nature nature;
    private SubCategory subCategory;
    private List<SubCategory> also = List.of();
    private Urgency urgency;
    private boolean violence;
    private Set<DvForm> forms = Set.of();
    private boolean minor;
    private boolean selfHarm;
    private Caller caller;
    private Respondent respondent;
    private Sealed narrative;
    private Sealed answer;
    private CaseId caseId;
    private boolean newIncident;
    private NonData nonData;
    private StaffId voidProposedBy;
    private Sealed voidReason;
    private List<ContactField> corrected = List.of();
    private long changedByPerson = -1;

    private ContactFolding(ContactId id) {
        this.id = id;
    }

    private ContactFolding(ContactEntry before) {
        id = before.id();
        channel = before.channel();
        unit = before.unit();
        arrivedAt = before.arrivedAt();
        source = before.source();
        registeredAt = before.registeredAt();
        registeredBy = before.registeredBy();
        state = before.state();
        nature = before.nature();
        subCategory = before.subCategory();
        also = before.also();
        urgency = before.urgency();
        violence = before.violence();
        forms = before.forms();
        minor = before.minor();
        selfHarm = before.selfHarm();
        caller = before.caller();
        respondent = before.respondent();
        narrative = before.narrative();
        answer = before.answer();
        caseId = before.caseId();
        newIncident = before.newIncident();
        nonData = before.nonData();
        voidProposedBy = before.voidProposedBy();
        voidReason = before.voidReason();
        corrected = before.corrected();
        changedByPerson = before.changedByPerson();
    }

    /** @throws IllegalStateException if the contact was never received */
    static ContactEntry after(ContactEntry before, ContactEvent event, Recorded recorded) {
        if (before == null && !(event instanceof ContactReceived)) {
            throw new IllegalStateException(
                    event.getClass().getSimpleName() + " of contact " + event.contactId() + " that was not received");
        }
        ContactFolding folding = before == null ? new ContactFolding(event.contactId()) : new ContactFolding(before);
        folding.on(event, recorded);
        if (recorded.byPerson()) {
            folding.changedByPerson = recorded.version();
        }
        return folding.entry(recorded);
    }

    private void on(ContactEvent event, Recorded recorded) {
        switch (event) {
            case ContactReceived received -> {
                channel = received.channel();
                unit = received.unit();
                arrivedAt = received.arrivedAt();
                source = received.source();
                registeredAt = recorded.at();
                registeredBy = recorded.actor();
                state = ContactState.RECEIVED;
            }
            case ContactRegistered registered -> {
                nature = registered.nature();
                subCategory = registered.subCategory();
                also = registered.also() == null ? List.of() : registered.also();
                caller = registered.caller();
                respondent = registered.respondent();
                narrative = registered.narrative();
                registeredAt = recorded.at();
                registeredBy = recorded.actor();
                state = ContactState.REGISTERED;
            }
            case ContactTriaged triaged -> {
                urgency = triaged.urgency();
                violence = triaged.dvMarker();
                forms = triaged.dvForms() == null ? Set.of() : triaged.dvForms();
                minor = triaged.minorMarker();
                selfHarm = triaged.selfHarmMarker();
                state = ContactState.TRIAGED;
            }
            case ContactAnswered answered -> {
                answer = answered.answer();
                state = ContactState.ANSWERED;
            }
            case ContactLinked linked -> {
                caseId = linked.caseId();
                newIncident = linked.newIncident();
                state = ContactState.LINKED;
            }
            case ContactBecameCase became -> {
                caseId = became.caseId();
                state = ContactState.OPENED_CASE;
            }
            case ContactDismissed dismissed -> {
                nonData = dismissed.kind();
                state = ContactState.DISMISSED;
            }
            case ContactCorrected one -> correct(one);
            case VoidProposed proposed -> {
                voidProposedBy = recorded.actor();
                voidReason = proposed.reason();
            }
            case ContactVoided _ -> state = ContactState.VOIDED;
        }
    }

    private void correct(ContactCorrected one) {
        switch (one.field()) {
            case SUB_CATEGORY -> {
                subCategory = SubCategory.valueOf(one.code());
                violence |= subCategory == SubCategory.F05;
            }
            case NATURE -> nature = Nature.valueOf(one.code());
            case URGENCY -> urgency = Urgency.valueOf(one.code());
            case NARRATIVE -> narrative = one.text();
            case CALLER_NAME -> caller = new Caller(caller.person(), caller.relation(), one.text(), caller.phone(),
                    caller.idNumber(), caller.address());
            case CALLER_PHONE -> caller = new Caller(caller.person(), caller.relation(), caller.name(), one.text(),
                    caller.idNumber(), caller.address());
        }
        List<ContactField> all = new ArrayList<>(corrected);
        all.add(one.field());
        corrected = all;
    }

    private ContactEntry entry(Recorded recorded) {
        return new ContactEntry(id, channel, unit, arrivedAt, source, registeredAt, registeredBy, state, nature,
                subCategory, also, urgency, violence, forms, minor, selfHarm, caller, respondent, narrative, answer,
                caseId, newIncident, nonData, voidProposedBy, voidReason, corrected, recorded.version(),
                changedByPerson, recorded.position(), recorded.at());
    }
}
