package org.halfsky.command.contact;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.halfsky.events.contact.ContactEvent.ContactLinked;
import org.halfsky.events.ids.Meta;
import org.springframework.stereotype.Component;

/** Finishes what a request began, should it have broken between the contact and the case it belongs to. */
@Component
@ProcessingGroup("automation.contact")
@DisallowReplay
class WhenContactLinkedThenTellCase {

    private final CaseOfContact cases;

    WhenContactLinkedThenTellCase(CaseOfContact cases) {
        this.cases = cases;
    }

    @EventHandler
    void on(ContactLinked linked, @MetaDataValue(Meta.HAPPENED_AT) String happenedAt) {
        cases.finish(linked.contactId(), happenedAt);
    }
}
