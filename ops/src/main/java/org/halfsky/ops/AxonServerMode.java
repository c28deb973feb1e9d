package org.halfsky.ops;

import javax.sql.DataSource;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.command.CommandLoadFactorProvider;
import org.axonframework.axonserver.connector.command.CommandPriorityCalculator;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.halfsky.command.stream.OtherDeciders;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What the profile {@code axon-server} changes: decisions are taken from Axon Server's streams and appended to them, commands go
 * to the process that it routes their stream to, and PostgreSQL gets a copy of every event, from which all else reads as ever
 * (decision 0010).
 */
@Configuration(proxyBeanMethods = false)
@Profile("axon-server")
class AxonServerMode {

    /** Connects when it is first needed. Events are stamped by the house's clock, so that bean comes first. */
    @Bean
    @Primary
    AxonServerEventStore eventStore(AxonServerConfiguration settings, AxonServerConnectionManager connections,
            @Qualifier("eventSerializer") Serializer events, EventUpcaster upcasters,
            TimeConfiguration.EventClock clock) {
        return AxonServerEventStore.builder().configuration(settings).platformConnectionManager(connections)
                .eventSerializer(events).snapshotSerializer(Snapshots.serializer())
                .snapshotFilter(Snapshots.ofThisCode()).upcasterChain(upcasters).build();
    }

    /** What the processors read. */
    @Bean
    @Qualifier("recorded")
    EmbeddedEventStore copiedEvents(EventStorageEngine engine) {
        return EventStoreConfiguration.storeOn(engine);
    }

    @Bean
    EventCopy eventCopy(AxonServerConnectionManager connections, @Qualifier("command") DataSource source,
            @Qualifier("command") PlatformTransactionManager transactions,
            @Qualifier("eventSerializer") Serializer events) {
        return new EventCopy(connections, source, transactions, events);
    }

    @Bean
    @Primary
    CommandBus routedCommandBus(AxonServerConfiguration settings, AxonServerConnectionManager connections,
            @Qualifier("localSegment") CommandBus here, Serializer serializer, CommandPriorityCalculator priorities,
            CommandLoadFactorProvider load, CommandBusSpanFactory spans) {
        return new RoutedCommandBus(AxonServerCommandBus.builder().configuration(settings)
                .axonServerConnectionManager(connections).localSegment(here).serializer(serializer)
                .routingStrategy(AxonServerMode::stream).priorityCalculator(priorities).loadFactorProvider(load)
                .spanFactory(spans).build(), here);
    }

    @Bean
    OtherDeciders routedProcesses() {
        return new OtherDeciders();
    }

    /** {@link RoutingStrategy}: every command names its stream first; one process at a time decides on a stream. */
    static String stream(CommandMessage<?> command) {
        try {
            return command.getPayloadType().getRecordComponents()[0].getAccessor().invoke(command.getPayload())
                    .toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("A command that does not name its stream: " + command.getCommandName(),
                    e);
        }
    }
}
