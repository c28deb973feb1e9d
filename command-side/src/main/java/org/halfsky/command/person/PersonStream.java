package org.halfsky.command.person;

import java.util.List;

import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.modelling.command.Repository;
import org.halfsky.command.stream.StreamWiring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stream of a person's register entry. */
@Configuration(proxyBeanMethods = false)
class PersonStream {

    @Bean
    AggregateFactory<Person> personFactory() {
        return new GenericAggregateFactory<>(Person.class);
    }

    @Bean
    Repository<Person> persons(StreamWiring wiring, AggregateFactory<Person> personFactory) {
        return wiring.open(personFactory, Person::new, (PersonCommand command) -> command.personId().value(),
                List.of(PersonCommand.class));
    }
}
