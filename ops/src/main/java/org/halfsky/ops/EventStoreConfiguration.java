package org.halfsky.ops;

import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.MultiCorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.wire.EventSerializer;
import org.halfsky.events.wire.upcasters.Upcasters;
import org.halfsky.query.projection.ViewPositions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.transaction.PlatformTransactionManager;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon's parts, each by hand: left to itself it would see no data source and run, without a word, with no transactions at all.
 * What the profile {@code axon-server} changes stands in {@link AxonServerMode}.
 */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {

    /** Streams up to this length are read event by event. */
    private static final int SNAPSHOT_AFTER = 100;
    /** How long a reader waits for an event whose position was given out. */
    private static final int GAP_TIMEOUT_MILLIS = (int) ViewPositions.GIVEN_UP_AFTER.toMillis();
    private static final int READ_AT_ONCE = 500;
    /** Events of other processes are noticed within this time. */
    private static final int FETCH_DELAY_MILLIS = 100;

    /** For tokens and snapshots; Jackson is allowed to make Axon's own types and no others. */
    @Bean
    @Primary
    Serializer generalSerializer() {
        return Jackson3Serializer.builder().jsonMapperBuilderCustomizer(EventStoreConfiguration::onlyAxonTypes).build();
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer() {
        return new EventSerializer();
    }

    @Bean
    EventUpcaster upcasters() {
        return Upcasters.chain();
    }

    /** The command side's transactions: those of the event store, the automations and their tokens. */
    @Bean
    @Primary
    @Qualifier("command")
    TransactionManager commandAxonTransactions(@Qualifier("command") PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    @Qualifier("view")
    TransactionManager viewAxonTransactions(@Qualifier("view") PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    /** Connections of the running transaction. */
    @Bean
    @Primary
    @Qualifier("command")
    ConnectionProvider commandConnections(@Qualifier("command") DataSource source) {
        return new SpringDataSourceConnectionProvider(source);
    }

    @Bean
    @Qualifier("view")
    ConnectionProvider viewConnections(@Qualifier("view") DataSource source) {
        return new SpringDataSourceConnectionProvider(source);
    }

    @Bean
    EventStorageEngine eventStorageEngine(@Qualifier("command") ConnectionProvider connections,
            @Qualifier("command") TransactionManager transactions, @Qualifier("eventSerializer") Serializer events,
            EventUpcaster upcasters) {
        return new EventTable(
                JdbcEventStorageEngine.builder().connectionProvider(connections).transactionManager(transactions)
                        .eventSerializer(events).snapshotSerializer(Snapshots.serializer())
                        .snapshotFilter(Snapshots.ofThisCode())
                        .upcasterChain(upcasters).persistenceExceptionResolver(new PostgresErrors())
                        .gapTimeout(GAP_TIMEOUT_MILLIS)
                        .batchSize(READ_AT_ONCE));
    }

    /** Events are stamped by the house's clock, so that bean comes first. */
    @Bean
    @Qualifier("recorded")
    @Profile("!axon-server")
    EmbeddedEventStore eventStore(EventStorageEngine engine, TimeConfiguration.EventClock clock) {
        return storeOn(engine);
    }

    static EmbeddedEventStore storeOn(EventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).fetchDelay(FETCH_DELAY_MILLIS).build();
    }

    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(@Qualifier("command") PlatformTransactionManager transactions,
            org.axonframework.config.Configuration axon, DuplicateCommandHandlerResolver duplicates) {
        RetryingCommandBus bus = new RetryingCommandBus(
                SimpleCommandBus.builder().transactionManager(new JoiningTransactions(transactions))
                        .duplicateCommandHandlerResolver(duplicates)
                        .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                        .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus")));
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    /** Two deciders for one command stop the start. */
    @Bean
    DuplicateCommandHandlerResolver duplicateCommandHandlers() {
        return DuplicateCommandHandlerResolution.rejectDuplicates();
    }

    /** Who acted, and why one thing led to another, goes along from message to message. */
    @Bean
    CorrelationDataProvider factsOfTheAct() {
        List<CorrelationDataProvider> facts = List.of(
                new SimpleCorrelationDataProvider(Meta.ACTOR, Meta.ROLE, Meta.UNIT, Meta.HAPPENED_AT, Meta.ORIGIN),
                new MessageOriginProvider());
        return new MultiCorrelationDataProvider<>(facts);
    }

    @Bean
    Cache aggregateCache(HalfskyProperties properties) {
        return new AggregateCache(properties.cachedStreams());
    }

    @Bean
    Snapshotter snapshotter(EventStore store, @Qualifier("command") TransactionManager transactions,
            ObjectProvider<AggregateFactory<?>> factories, ParameterResolverFactory parameters,
            HandlerDefinition handlers) {
        return new Snapshots(
                AggregateSnapshotter.builder().eventStore(store).transactionManager(transactions)
                        .parameterResolverFactory(parameters).handlerDefinition(handlers)
                        .executor(Executors.newVirtualThreadPerTaskExecutor()),
                () -> factories.stream().<AggregateFactory<?>>map(factory -> factory).iterator(),
                Snapshots.serializer());
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_AFTER);
    }

    private static void onlyAxonTypes(JsonMapper.Builder mapper) {
        mapper.polymorphicTypeValidator(
                BasicPolymorphicTypeValidator.builder().allowIfSubType("org.axonframework.").build());
    }
}
