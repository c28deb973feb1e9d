package org.halfsky.query.contacts;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.halfsky.events.contact.ArrivalSource;
import org.halfsky.events.contact.Caller;
import org.halfsky.events.contact.Channel;
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

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One contact as its events tell it, corrections applied.
 *
 * @param registeredBy
 *            who wrote it down
 * @param caseId
 *            the case it became or belongs to, or null
 * @param voidProposedBy
 *            who asked to void it, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContactEntry(ContactId id, Channel channel, UnitCode unit, Instant arrivedAt, ArrivalSource source,
        Instant registeredAt, StaffId registeredBy, ContactState state, Nature nature, SubCategory subCategory,
        List<SubCategory> also, Urgency urgency, boolean violence, Set<DvForm> forms, boolean minor, boolean selfHarm,
        Caller caller, Respondent respondent, Sealed narrative, Sealed answer, CaseId caseId, boolean newIncident,
        NonData nonData, StaffId voidProposedBy, Sealed voidReason, List<ContactField> corrected, long version,
        long changedByPerson, long position, Instant recordedAt) {

    public ContactEntry {
        also = also == null ? List.of() : List.copyOf(also);
        forms = forms == null || forms.isEmpty() ? Set.of() : new TreeSet<>(forms);
        corrected = corrected == null ? List.of() : List.copyOf(corrected);
    }

    /** Whether anybody can still say where it goes. */
    public boolean undecided() {
        return state == ContactState.RECEIVED || state == ContactState.REGISTERED || state == ContactState.TRIAGED
                || goesOn();
    }

    /** Answered, and it turned out since that this was no matter to end with an answer. */
    public boolean goesOn() {
        return state == ContactState.ANSWERED && (violence || urgency == Urgency.U1);
    }
}
