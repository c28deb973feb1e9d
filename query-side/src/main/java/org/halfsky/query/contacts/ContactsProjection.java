package org.halfsky.query.contacts;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.person.PersonEvent;
import org.halfsky.query.projection.LiveViews;
import org.halfsky.query.projection.Recorded;
import org.springframework.stereotype.Component;

/** Keeps {@code contact_log} and {@code contact_person}, and nothing else, in step with contacts and persons. */
@Component
@ProcessingGroup(ContactsView.PROCESSOR)
class ContactsProjection {

    private final LiveViews live;
    private final ContactsView view;

    ContactsProjection(LiveViews live, ContactsView view) {
        this.live = live;
        this.view = view;
    }

    @EventHandler
    void on(ContactEvent event, Recorded recorded) {
        live.fold(view, event, recorded);
    }

    @EventHandler
    void on(PersonEvent event, Recorded recorded) {
        live.fold(view, event, recorded);
    }

    @ResetHandler
    void reset() {
        live.reset(view);
    }
}
