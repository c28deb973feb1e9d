package org.halfsky.command.contact;

import java.time.Instant;
import java.util.Optional;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.halfsky.command.cases.CaseCommand.CorrectCase;
import org.halfsky.command.http.Commands;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;
import org.springframework.stereotype.Component;

import static java.util.Objects.requireNonNull;

/**
 * Carries what a contact's stream decided to the case's stream: opens the case it became, tells the case it belongs to. It can be
 * done again without a second effect.
 */
@Component
class CaseOfContact {

    private final EventStore events;
    private final Commands commands;

    CaseOfContact(EventStore events, Commands commands) {
        this.events = events;
        this.commands = commands;
    }

    /** Finishes what a request began, for nobody in particular, at the instant that stands beside its event. */
    void finish(ContactId contactId, String happenedAt) {
        finish(contactId, happenedAt, null);
    }

    /** @param corrected the message of the correction that is being told; null where something else is */
    void finish(ContactId contactId, String happenedAt, String corrected) {
        UnitCode unit = facts(contactId).unit();
        Rule.require(HouseRule.KNOWN, unit != null);
        carry(new Actor(StaffId.SYSTEM, Role.SYSTEM, unit), contactId,
                Instant.parse(requireNonNull(happenedAt, Meta.HAPPENED_AT)), corrected);
    }

    /** @param happenedAt null for now */
    void carry(Actor by, ContactId contactId, Instant happenedAt) {
        carry(by, contactId, happenedAt, null);
    }

    private void carry(Actor by, ContactId contactId, Instant happenedAt, String corrected) {
        ContactFacts facts = facts(contactId);
        if (facts.became() != null && !opened(facts.became().caseId(), contactId)) {
            commands.send(by, facts.opening(), null, happenedAt);
        } else if (facts.linked() != null || facts.became() != null && (facts.violence() || facts.raised(corrected))) {
            commands.send(by, facts.linking(corrected), null, happenedAt);
        }
    }

    /** What was corrected about who called holds in the case that the call became: whoever works there dials it. */
    void tell(ContactId contactId, CaseField field, Sealed text, Sealed reason) {
        ContactFacts facts = facts(contactId);
        if (facts.became() != null) {
            commands.send(new Actor(StaffId.SYSTEM, Role.SYSTEM, facts.unit()), new CorrectCase(facts.became().caseId(),
                    field, facts.person(), null, null, text, reason), null, null);
        }
    }

    ContactFacts facts(ContactId contactId) {
        // Its whole story, not a snapshot of it.
        return ContactFacts.of(events.readEvents(contactId.value(), 0));
    }

    private boolean opened(CaseId caseId, ContactId contactId) {
        Optional<Long> last = events.lastSequenceNumberFor(caseId.value());
        if (last.isPresent()) {
            Rule.require(HouseRule.ONCE, events.readEvents(caseId.value(), 0).next()
                    .getPayload() instanceof CaseOpened opened && contactId.equals(opened.fromContact()), "caseId");
        }
        return last.isPresent();
    }
}
