package org.halfsky.command.network;

import java.util.List;

import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.modelling.command.Repository;
import org.halfsky.command.stream.StreamWiring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stream of a unit; its id is the division code. */
@Configuration(proxyBeanMethods = false)
class UnitStream {

    @Bean
    AggregateFactory<Unit> unitFactory() {
        return new GenericAggregateFactory<>(Unit.class);
    }

    @Bean
    Repository<Unit> units(StreamWiring wiring, AggregateFactory<Unit> unitFactory) {
        return wiring.open(unitFactory, Unit::new, (NetworkCommand command) -> command.unit().value(),
                List.of(NetworkCommand.class));
    }
}
