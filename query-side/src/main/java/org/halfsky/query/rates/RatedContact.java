package org.halfsky.query.rates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

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
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.query.projection.Recorded;

/**
 * What the rates know of one contact.
 *
 * @param caseId      the case it led to, or null
 * @param subCategory null until it is registered
 * @param synthetic   whether its source says that it is no real matter
 */
record RatedContact(ContactId contactId, CaseId caseId, Channel channel, SubCategory subCategory, boolean synthetic,
        Stand arrived) {

    static RatedContact after(RatedContact before, ContactEvent event, Recorded recorded, ZoneId zone) {
        if (!(event instanceof ContactReceived) && before == null) {
            throw new IllegalStateException("no arrival known for contact " + event.contactId());
        }
        return switch (event) {
            case ContactReceived received -> new RatedContact(received.contactId(), null, received.channel(), null,
                    recorded.synthetic(), new Stand(Mark.ARRIVED_WAITING, received.unit(),
                            arrivedOn(received.arrivedAt(), recorded, zone), recorded.position()));
            case ContactRegistered registered -> before.marked(Mark.ARRIVED_REGISTERED, recorded)
                    .about(registered.subCategory());
            case ContactDismissed dismissed -> before.marked(switch (dismissed.kind()) {
                case SILENT -> Mark.ARRIVED_SILENT;
                case WRONG_NUMBER -> Mark.ARRIVED_WRONG_NUMBER;
                case PRANK -> Mark.ARRIVED_PRANK;
            }, recorded);
            case ContactVoided _ -> before.marked(Mark.ARRIVED_VOIDED, recorded);
            case ContactLinked linked -> before.ledTo(linked.caseId());
            case ContactBecameCase became -> before.ledTo(became.caseId());
            case ContactCorrected corrected -> corrected.field() == ContactField.SUB_CATEGORY
                    ? before.about(SubCategory.valueOf(corrected.code()))
                    : before;
            case ContactTriaged _,ContactAnswered _,VoidProposed _ -> before;
        };
    }

    /** Whether the event can change what the rates know. */
    static boolean matters(ContactEvent event) {
        return switch (event) {
            case ContactReceived _,ContactRegistered _,ContactDismissed _,ContactVoided _,ContactLinked _,ContactBecameCase _,ContactCorrected _ ->
                true;
            case ContactTriaged _,ContactAnswered _,VoidProposed _ -> false;
        };
    }

    private static LocalDate arrivedOn(Instant arrivedAt, Recorded recorded, ZoneId zone) {
        return LocalDate.ofInstant(arrivedAt == null ? recorded.happenedAt() : arrivedAt, zone);
    }

    private RatedContact marked(Mark mark, Recorded recorded) {
        return new RatedContact(contactId, caseId, channel, subCategory, synthetic,
                arrived.now(mark, recorded.position()));
    }

    private RatedContact about(SubCategory matter) {
        return new RatedContact(contactId, caseId, channel, matter, synthetic, arrived);
    }

    private RatedContact ledTo(CaseId opened) {
        return new RatedContact(contactId, opened, channel, subCategory, synthetic, arrived);
    }
}
