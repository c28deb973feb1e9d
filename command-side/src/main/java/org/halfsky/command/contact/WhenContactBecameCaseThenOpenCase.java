package org.halfsky.command.contact;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.halfsky.events.contact.ContactEvent.ContactBecameCase;
import org.halfsky.events.ids.Meta;
import org.springframework.stereotype.Component;

/** Finishes what a request began, should it have broken between the contact and its case. */
@Component
@ProcessingGroup("automation.contact")
@DisallowReplay
class WhenContactBecameCaseThenOpenCase {

    private final CaseOfContact cases;

    WhenContactBecameCaseThenOpenCase(CaseOfContact cases) {
        this.cases = cases;
    }

    @EventHandler
    void on(ContactBecameCase became, @MetaDataValue(Meta.HAPPENED_AT) String happenedAt) {
        cases.finish(became.contactId(), happenedAt);
    }
}
