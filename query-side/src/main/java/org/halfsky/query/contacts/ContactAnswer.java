package org.halfsky.query.contacts;

import java.time.Instant;
import java.util.List;

import org.halfsky.events.contact.ArrivalSource;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.ContactField;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.contact.Relation;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.Readable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A contact as a program gets it. What may not be read is absent; numbers are masked for everyone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContactAnswer(ContactId id, Channel channel, UnitCode unit, Instant arrivedAt, ArrivalSource source,
        Instant registeredAt, StaffId registeredBy, ContactState state, Nature nature, SubCategory subCategory,
        List<SubCategory> also, Urgency urgency, boolean violence, List<DvForm> forms, boolean minor, boolean selfHarm,
        boolean anonymous, Relation relation, String callerName, String callerPhone, String narrative, String answer,
        CaseId caseId, boolean newIncident, NonData nonData, boolean voidProposed, List<ContactField> corrected,
        long version, long changedByPerson, long position, Instant recordedAt) {

    static ContactAnswer of(ContactEntry entry, Readable opened) {
        boolean someone = entry.caller() != null;
        return new ContactAnswer(entry.id(), entry.channel(), entry.unit(), entry.arrivedAt(), entry.source(),
                entry.registeredAt(), entry.registeredBy(), entry.state(), entry.nature(), entry.subCategory(),
                entry.also(), entry.urgency(), entry.violence(), List.copyOf(entry.forms()), entry.minor(),
                entry.selfHarm(), !someone || entry.caller().anonymous(),
                someone ? entry.caller().relation() : null, someone ? opened.get(entry.caller().name()) : null,
                someone ? opened.masked(entry.caller().phone()) : null, opened.get(entry.narrative()),
                opened.get(entry.answer()), entry.caseId(), entry.newIncident(), entry.nonData(),
                entry.voidProposedBy() != null, entry.corrected(), entry.version(), entry.changedByPerson(),
                entry.position(), entry.recordedAt());
    }
}
