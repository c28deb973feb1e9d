package org.halfsky.command.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.halfsky.command.act.Act;
import org.halfsky.command.contact.ContactCommand.CorrectContact;
import org.halfsky.command.contact.ContactCommand.DeleteContact;
import org.halfsky.command.contact.ContactCommand.DirectContact;
import org.halfsky.command.contact.ContactCommand.DismissContact;
import org.halfsky.command.contact.ContactCommand.Goes;
import org.halfsky.command.contact.ContactCommand.Goes.Answered;
import org.halfsky.command.contact.ContactCommand.Goes.IntoCase;
import org.halfsky.command.contact.ContactCommand.Goes.ToCase;
import org.halfsky.command.contact.ContactCommand.ProposeVoid;
import org.halfsky.command.contact.ContactCommand.RegisterContact;
import org.halfsky.command.contact.ContactCommand.VoidContact;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.stream.Dated;
import org.halfsky.command.stream.Root;
import org.halfsky.events.contact.ArrivalSource;
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
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

import static org.halfsky.command.contact.ContactRule.CLASSIFIED;
import static org.halfsky.command.contact.ContactRule.HARM_TO_MINOR_IS_A_CASE;
import static org.halfsky.command.contact.ContactRule.HELPED_WITHOUT_PAPERS;
import static org.halfsky.command.contact.ContactRule.NARRATED;
import static org.halfsky.command.contact.ContactRule.NOT_DELETED;
import static org.halfsky.command.contact.ContactRule.NOT_IN_A_CASE;
import static org.halfsky.command.contact.ContactRule.STILL_OPEN;
import static org.halfsky.command.contact.ContactRule.VIOLENCE_IS_HANDLED;
import static org.halfsky.command.contact.ContactRule.VOIDED_BY_ANOTHER;
import static org.halfsky.command.contact.ContactRule.VOID_PROPOSED;
import static org.halfsky.command.rules.HouseRule.CORRECTION_FITS;
import static org.halfsky.command.rules.HouseRule.UNIT_IN_NETWORK;
import static org.halfsky.command.rules.Rule.require;

/** One call, visit, letter or message, from arrival to where it goes. */
class Contact implements Root<ContactCommand> {

    @AggregateIdentifier
    private ContactId id;
    private UnitCode unit;
    private Channel channel;
    private Stage stage;
    private NonData dismissedAs;
    private boolean violence;
    private boolean minorHarmed;
    private Urgency urgency;
    private StaffId voidProposedBy;
    private long lastChangedByPerson = -1;

    private enum Stage {
        RECEIVED, OPEN, ANSWERED, IN_A_CASE, NO_MATTER, VOIDED
    }

    @Override
    public List<?> decide(ContactCommand command, Act act) {
        return switch (command) {
            case RegisterContact asked -> register(asked, act);
            case DismissContact asked -> dismiss(asked, act);
            case DirectContact asked -> {
                known(act);
                // Violence, or an emergency, that shows after the answer is no matter that ended with it (ACC-07).
                boolean goesOn = violence || urgency == Urgency.U1 && !(asked.goes() instanceof Answered);
                require(STILL_OPEN, stage == Stage.OPEN || stage == Stage.ANSWERED && goesOn);
                yield List.of(goes(id, asked.goes(), violence, minorHarmed));
            }
            case CorrectContact asked -> {
                known(act);
                require(STILL_OPEN, stage != Stage.NO_MATTER && stage != Stage.VOIDED);
                require(CORRECTION_FITS, fits(asked), "value");
                yield List.of(new ContactCorrected(id, asked.field(), asked.code(), asked.text(), asked.reason()));
            }
            case ProposeVoid asked -> {
                known(act);
                mayBeVoided();
                yield List.of(new VoidProposed(id, asked.reason()));
            }
            case VoidContact _ -> {
                known(act);
                mayBeVoided();
                require(VOID_PROPOSED, voidProposedBy != null);
                require(VOIDED_BY_ANOTHER, !voidProposedBy.equals(act.by().staff()));
                yield List.of(new ContactVoided(id));
            }
            case DeleteContact _ -> {
                known(act);
                require(NOT_DELETED, false);
                yield List.of();
            }
        };
    }

    private List<?> register(RegisterContact asked, Act act) {
        require(HouseRule.ONCE, id == null);
        Instant arrivedAt = mayArrive(asked.unit(), asked.arrivedAt(), act);
        // Each contact has persons of its own; that two are the same is said afterwards, by a human who looked.
        require(HouseRule.ONCE, isNew(asked.caller().person(), asked, act), "personId");
        require(HouseRule.ONCE, asked.respondent() == null
                || !asked.respondent().person().equals(asked.caller().person())
                        && isNew(asked.respondent().person(), asked, act),
                "personId");
        require(NARRATED, asked.narrative() != null, "narrative");
        require(CLASSIFIED, asked.nature() != null, "nature");
        require(CLASSIFIED, asked.subCategory() != null, "subCategory");
        require(HELPED_WITHOUT_PAPERS, asked.urgency() != Urgency.U1 || asked.caller().idNumber() == null,
                "callerIdNumber");
        boolean violenceTold = asked.dvMarker() || !asked.dvForms().isEmpty()
                || asked.subCategory() == SubCategory.F05 || asked.also().contains(SubCategory.F05);
        require(HARM_TO_MINOR_IS_A_CASE, !asked.minorMarker() || asked.goes() != null, "disposition");
        List<Object> decided = new ArrayList<>();
        decided.add(new Dated(new ContactReceived(asked.contactId(), asked.channel(), asked.unit(), arrivedAt,
                asked.source() == null ? ArrivalSource.TYPED : asked.source()), arrivedAt));
        decided.add(new ContactRegistered(asked.contactId(), asked.nature(), asked.subCategory(), asked.also(),
                asked.caller(), asked.respondent(), asked.narrative()));
        decided.add(new ContactTriaged(asked.contactId(), asked.urgency(), violenceTold, asked.dvForms(),
                asked.minorMarker(), asked.selfHarmMarker()));
        if (asked.goes() != null) {
            decided.add(goes(asked.contactId(), asked.goes(), violenceTold, asked.minorMarker()));
        }
        return decided;
    }

    /** A person's id is nobody else's, and no contact's or case's. */
    private static boolean isNew(PersonId person, RegisterContact asked, Act act) {
        return !person.value().equals(asked.contactId().value()) && !act.registers().isSomebody(person);
    }

    private List<?> dismiss(DismissContact asked, Act act) {
        if (id != null) {
            require(HouseRule.ONCE, asked.kind() == dismissedAs && asked.unit().equals(unit)
                    && asked.channel() == channel);
            return List.of();
        }
        Instant arrivedAt = mayArrive(asked.unit(), null, act);
        return List.of(
                new ContactReceived(asked.contactId(), asked.channel(), asked.unit(), arrivedAt, ArrivalSource.TYPED),
                new ContactDismissed(asked.contactId(), asked.kind()));
    }

    private static ContactEvent goes(ContactId id, Goes goes, boolean violence, boolean minorHarmed) {
        return switch (goes) {
            case Answered answered -> {
                require(VIOLENCE_IS_HANDLED, !violence, "disposition");
                require(HARM_TO_MINOR_IS_A_CASE, !minorHarmed, "disposition");
                yield new ContactAnswered(id, answered.answer());
            }
            case IntoCase opens -> new ContactBecameCase(id, opens.caseId());
            case ToCase linked -> new ContactLinked(id, linked.caseId(), linked.newIncident());
        };
    }

    /** The instant of arrival at a unit of the network within the actor's scope. */
    private static Instant mayArrive(UnitCode unit, Instant arrivedAt, Act act) {
        require(HouseRule.UNIT_IN_SCOPE, act.by().covers(unit), "unit");
        require(UNIT_IN_NETWORK, act.registers().unitExists(unit), "unit");
        require(HouseRule.NOT_IN_FUTURE, arrivedAt == null || !arrivedAt.isAfter(act.at()), "arrivedAt");
        return arrivedAt == null ? act.happenedAt() : arrivedAt;
    }

    private void known(Act act) {
        require(HouseRule.KNOWN, id != null && act.by().covers(unit));
    }

    private void mayBeVoided() {
        require(NOT_IN_A_CASE, stage != Stage.IN_A_CASE);
        require(STILL_OPEN, stage == Stage.OPEN || stage == Stage.ANSWERED);
    }

    private static boolean fits(CorrectContact asked) {
        return switch (asked.field()) {
            case SUB_CATEGORY -> coded(asked, SubCategory.values());
            case NATURE -> coded(asked, Nature.values());
            case URGENCY -> coded(asked, Urgency.values());
            case NARRATIVE, CALLER_NAME, CALLER_PHONE -> asked.code() == null && asked.text() != null;
        };
    }

    private static boolean coded(CorrectContact asked, Enum<?>[] codes) {
        return asked.text() == null && Stream.of(codes).anyMatch(code -> code.name().equals(asked.code()));
    }

    @EventSourcingHandler
    void evolve(ContactEvent event, @SequenceNumber long sequence, @MetaDataValue(Meta.ROLE) String role,
            @MetaDataValue(Meta.ACTOR) String actor) {
        if (!Role.SYSTEM.name().equals(role)) {
            lastChangedByPerson = sequence;
        }
        switch (event) {
            case ContactReceived received -> {
                id = received.contactId();
                unit = received.unit();
                channel = received.channel();
                stage = Stage.RECEIVED;
            }
            case ContactRegistered _ -> stage = Stage.OPEN;
            case ContactTriaged triaged -> {
                violence = triaged.dvMarker();
                minorHarmed = triaged.minorMarker();
                urgency = triaged.urgency();
            }
            case ContactAnswered _ -> stage = Stage.ANSWERED;
            case ContactLinked _,ContactBecameCase _ -> stage = Stage.IN_A_CASE;
            case ContactDismissed dismissed -> {
                stage = Stage.NO_MATTER;
                dismissedAs = dismissed.kind();
            }
            case ContactCorrected corrected -> {
                violence |= SubCategory.F05.name().equals(corrected.code());
                if (corrected.field() == ContactField.URGENCY) {
                    urgency = Urgency.valueOf(corrected.code());
                }
            }
            case VoidProposed _ -> voidProposedBy = actor == null ? null : new StaffId(actor);
            case ContactVoided _ -> stage = Stage.VOIDED;
        }
    }

    @Override
    public long lastChangedByPerson() {
        return lastChangedByPerson;
    }
}
