package org.halfsky.command.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.halfsky.command.authority.AllowedTo;
import org.halfsky.command.stream.BeginsStream;
import org.halfsky.events.cases.ActionKind;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.privacy.Sealed;

import static org.halfsky.events.ids.Role.MEDIATOR;
import static org.halfsky.events.ids.Role.OPERATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;
import static org.halfsky.events.ids.Role.SYSTEM;

/** What can be asked of a case as such, in the order it is usually asked. */
public sealed interface CaseCommand {

    CaseId caseId();

    /**
     * A matter is to become a case; contact is null where nobody called, narrative where nobody told.
     *
     * @param receivedAt when the matter reached us, which the notice of acceptance is counted from; null for the act's own instant
     */
    @BeginsStream
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD, SYSTEM})
    record OpenCase(CaseId caseId, UnitCode unit, ContactId fromContact, SubCategory subCategory,
            List<SubCategory> also, Urgency urgency, boolean dvMarker, Set<DvForm> dvForms, List<Party> parties,
            Sealed narrative, Instant receivedAt) implements CaseCommand {

        public OpenCase {
            also = also == null ? List.of() : List.copyOf(also);
            dvForms = dvForms == null ? Set.of() : Set.copyOf(dvForms);
            parties = parties == null ? List.of() : List.copyOf(parties);
        }
    }

    /**
     * A later contact belongs to this matter; violence that it tells of makes every earlier danger assessment old.
     *
     * @param pressing harm to a minor or to herself: nothing that a closed case may keep to itself
     * @param urgency  of the contact
     * @param raised   whether that was corrected just now
     */
    @AllowedTo({OPERATOR, STATION_OFFICER, RIGHTS_HEAD, SYSTEM})
    record LinkCaseContact(CaseId caseId, ContactId contactId, boolean dvMarker, Set<DvForm> dvForms,
            boolean newIncident, boolean pressing, Urgency urgency, boolean raised) implements CaseCommand {

        public LinkCaseContact {
            dvForms = dvForms == null ? Set.of() : Set.copyOf(dvForms);
        }
    }

    /** One more person in the matter. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record AddParty(CaseId caseId, Party party) implements CaseCommand {}

    /** Accepted on a basis, or not accepted and told who is competent. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record DecideAcceptance(CaseId caseId, boolean accepted, HandlingBasis basis, Destination destination,
            Sealed reason) implements CaseCommand {}

    /** Somebody is to be responsible by name; without a unit it is somebody of the case's own. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record AssignHandler(CaseId caseId, StaffId handler, UnitCode unit) implements CaseCommand {}

    /** Something was done. */
    @AllowedTo({MEDIATOR, STATION_OFFICER, RIGHTS_HEAD})
    record RecordAction(CaseId caseId, ActionKind kind, Sealed note) implements CaseCommand {}

    /** The case is offered to another unit of the four levels. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record HandOver(CaseId caseId, UnitCode to, Sealed reason) implements CaseCommand {}

    /** The unit it was offered to takes responsibility. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record ReceiveHandover(CaseId caseId) implements CaseCommand {}

    /** The unit it was offered to gives it back. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record ReturnHandover(CaseId caseId, Sealed reason) implements CaseCommand {}

    /** The unit that offered it takes its offer back, as long as nobody answered. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record WithdrawHandover(CaseId caseId, Sealed reason) implements CaseCommand {}

    /**
     * A wrong entry is set right: a coded value stands in code, free text sealed in text. Entry is the sequence number of the
     * event whose note it is; null for the latest.
     */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD, SYSTEM})
    record CorrectCase(CaseId caseId, CaseField field, PersonId person, Long entry, String code, Sealed text,
            Sealed reason) implements CaseCommand {}

    /** The matter is done with. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record CloseCase(CaseId caseId, Outcome outcome, Sealed note) implements CaseCommand {}

    /** A closed matter goes on. */
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD})
    record ReopenCase(CaseId caseId, ReopenGround ground, Sealed reason) implements CaseCommand {}

    /**
     * A row of a federation's own ledger: one dispute with its own dates, told as far as the ledger knows it. Whoever sends it
     * puts {@code origin=IMPORTED} into the metadata.
     *
     * @param caseId           made from the ledger's owner and the row's key, so that repetition has no second effect
     * @param number           the ledger's own case number, or null
     * @param complainantName  sealed D3, or null
     * @param complainantPhone sealed D3 under the same person, or null
     * @param respondentName   sealed D3 under a person of her or his own, or null
     * @param note             sealed D2 under the complainant, or null; what the ledger tells of the matter
     * @param mediated         whether a mediation was started
     * @param startedOn        null where the ledger does not say; then the day it was received counts
     * @param ending           how the mediation ended, or null
     * @param notStarted       why it never came to a mediation, or null
     */
    @BeginsStream
    @AllowedTo({STATION_OFFICER, RIGHTS_HEAD, SYSTEM})
    record ImportDispute(CaseId caseId, UnitCode unit, String number, LocalDate receivedOn, SubCategory subCategory,
            Sealed complainantName, Sealed complainantPhone, Sealed respondentName, Sealed note, boolean mediated,
            LocalDate startedOn, Ending ending, LocalDate endedOn, NotStarted notStarted, boolean dvMarker,
            Outcome outcome,
            LocalDate closedOn) implements CaseCommand {}

    /** How a ledger says that a mediation ended. */
    enum Ending {
        /** 达成协议 */
        AGREED,
        /** 调和 */
        RECONCILED,
        /** 调解不成 */
        FAILED,
        /** 逾期终止 */
        LAPSED,
        /** 当事人要求终止 */
        STOPPED
    }
}
