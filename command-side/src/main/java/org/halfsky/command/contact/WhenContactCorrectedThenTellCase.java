package org.halfsky.command.contact;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.halfsky.events.contact.ContactEvent.ContactCorrected;
import org.halfsky.events.ids.Meta;
import org.springframework.stereotype.Component;

/**
 * Violence or an emergency that a correction brought to light is told to the case, so that its danger is assessed before anything
 * else (MED-07).
 */
@Component
@ProcessingGroup("automation.contact")
@DisallowReplay
class WhenContactCorrectedThenTellCase {

    private final CaseOfContact cases;

    WhenContactCorrectedThenTellCase(CaseOfContact cases) {
        this.cases = cases;
    }

    @EventHandler
    void on(ContactCorrected corrected, @MetaDataValue(Meta.HAPPENED_AT) String happenedAt,
            @MessageIdentifier String message) {
        cases.finish(corrected.contactId(), happenedAt, message);
    }
}
