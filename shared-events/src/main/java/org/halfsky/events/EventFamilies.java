package org.halfsky.events;

import java.util.List;
import java.util.stream.Stream;

import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.dvresponse.DvEvent;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.network.NetworkEvent;
import org.halfsky.events.person.PersonEvent;

/** The sealed families, and through them every event there is. */
public final class EventFamilies {

    public static final List<Class<?>> ALL = List.of(ContactEvent.class, PersonEvent.class, CaseEvent.class,
            MediationEvent.class, DvEvent.class, DeadlineEvent.class, NetworkEvent.class);

    private EventFamilies() {}

    /** Every event record of every family, in life order. */
    public static Stream<Class<?>> events() {
        return ALL.stream().flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    }
}
