package org.halfsky.query.contacts;

import java.util.List;
import java.util.Set;

import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.person.PersonEvent;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.View;
import org.springframework.stereotype.Component;

/** The log of contacts, and who among the callers was recognised. */
@Component
public class ContactsView implements View {

    static final String PROCESSOR = "view.contacts";

    private final List<FoldedTable<?>> tables = List.of(new ContactLogTable(), new PersonLinkTable());

    @Override
    public String processor() {
        return PROCESSOR;
    }

    @Override
    public Set<Class<?>> families() {
        return Set.of(ContactEvent.class, PersonEvent.class);
    }

    @Override
    public List<FoldedTable<?>> tables() {
        return tables;
    }
}
