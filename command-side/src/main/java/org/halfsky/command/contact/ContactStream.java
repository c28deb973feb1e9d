package org.halfsky.command.contact;

import java.util.List;

import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.modelling.command.Repository;
import org.halfsky.command.stream.StreamWiring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stream of a contact. */
@Configuration(proxyBeanMethods = false)
class ContactStream {

    @Bean
    AggregateFactory<Contact> contactFactory() {
        return new GenericAggregateFactory<>(Contact.class);
    }

    @Bean
    Repository<Contact> contacts(StreamWiring wiring, AggregateFactory<Contact> contactFactory) {
        return wiring.open(contactFactory, Contact::new, (ContactCommand command) -> command.contactId().value(),
                List.of(ContactCommand.class));
    }
}
