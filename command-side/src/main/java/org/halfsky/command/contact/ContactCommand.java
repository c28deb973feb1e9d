package org.halfsky.command.contact;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.halfsky.command.authority.AllowedTo;
import org.halfsky.command.stream.BeginsStream;
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
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import static org.halfsky.events.ids.Role.OPERATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;

/** What can be asked of a contact, in the order it is usually asked. */
public sealed interface ContactCommand {

    ContactId contactId();

    /**
     * A contact is written down, triaged, and gets where it goes if that is known already.
     *
     * @param arrivedAt null for now
     * @param source    of the arrival's instant; null for typed
     * @param narrative null where nothing was written: it is refused
     * @param goes      null while she is still to be answered
     */
    @BeginsStream
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record RegisterContact(ContactId contactId, Channel channel, UnitCode unit, Instant arrivedAt, ArrivalSource source,
            Nature nature, SubCategory subCategory, List<SubCategory> also, Urgency urgency, boolean dvMarker,
            Set<DvForm> dvForms, boolean minorMarker, boolean selfHarmMarker, Caller caller, Respondent respondent,
            Sealed narrative, Goes goes) implements ContactCommand {

        public RegisterContact {
            also = also == null ? List.of() : List.copyOf(also);
            dvForms = dvForms == null ? Set.of() : Set.copyOf(dvForms);
        }
    }

    /** One click: no matter at all. */
    @BeginsStream
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record DismissContact(ContactId contactId, Channel channel, UnitCode unit,
            NonData kind) implements ContactCommand {}

    /** A registered contact gets where it goes. */
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record DirectContact(ContactId contactId, Goes goes) implements ContactCommand {}

    /** A coded value stands in code, free text sealed in text. */
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record CorrectContact(ContactId contactId, ContactField field, String code, Sealed text,
            Sealed reason) implements ContactCommand {}

    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record ProposeVoid(ContactId contactId, Sealed reason) implements ContactCommand {}

    /** Somebody else agrees to void it. */
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record VoidContact(ContactId contactId) implements ContactCommand {}

    /** Always refused (REG-01); a command all the same, so that the attempt is on record. */
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD})
    record DeleteContact(ContactId contactId) implements ContactCommand {}

    /** Where a contact goes; named by its kind where a command crosses machines. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    sealed interface Goes {

        /** Answered on the spot. */
        record Answered(Sealed answer) implements Goes {}

        /** It becomes a case under this id. */
        record IntoCase(CaseId caseId) implements Goes {}

        /** It belongs to a case that exists; a new incident asks for a new danger assessment there. */
        record ToCase(CaseId caseId, boolean newIncident) implements Goes {}
    }
}
