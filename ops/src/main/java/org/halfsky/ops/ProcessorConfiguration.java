package org.halfsky.ops;

import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every event processor by the prefix of its name:
 * <ul>
 * <li>{@code view.*} fold all events in batches, in the transactions of the views; a failure stops the view and is tried again,
 * because a view with a hole would be believed;</li>
 * <li>{@code automation.*} act on events from now on and never again on a replay, in the command side's transactions; what one
 * cannot do is parked as a dead letter for a person to see;</li>
 * <li>{@code register.*} keep what commands must read strongly, in the command's own transaction.</li>
 * </ul>
 */
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {

    private static final String VIEW = "view.";
    private static final String AUTOMATION = "automation.";
    private static final String REGISTER = "register.";
    /** One reader per processor: rows that belong to several streams are then written by one hand. */
    private static final int SEGMENTS = 1;

    static final DeadLetterSchema DEAD_LETTERS = DeadLetterSchema.builder().deadLetterTable("command.dead_letter_entry")
            .deadLetterIdentifierColumn("dead_letter_identifier").processingGroupColumn("processing_group")
            .sequenceIdentifierColumn("sequence_identifier").sequenceIndexColumn("sequence_index")
            .messageTypeColumn("message_type").eventIdentifierColumn("event_identifier").timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type").payloadRevisionColumn("payload_revision").payloadColumn("payload")
            .metaDataColumn("meta_data").aggregateTypeColumn("type").aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number").tokenTypeColumn("token_type").tokenColumn("token")
            .enqueuedAtColumn("enqueued_at").lastTouchedColumn("last_touched")
            .processingStartedColumn("processing_started")
            .causeTypeColumn("cause_type").causeMessageColumn("cause_message").diagnosticsColumn("diagnostics").build();

    @Bean
    @Qualifier("command")
    TokenStore commandTokens(@Qualifier("command") ConnectionProvider connections, Serializer serializer) {
        return tokens(connections, serializer, "command.token_entry");
    }

    @Bean
    @Qualifier("view")
    TokenStore viewTokens(@Qualifier("view") ConnectionProvider connections, Serializer serializer) {
        return tokens(connections, serializer, "view.token_entry");
    }

    @Bean
    PromptStreams promptStreams(@Qualifier("recorded") EmbeddedEventStore recorded) {
        return new PromptStreams(recorded);
    }

    @Bean
    ConfigurerModule processors(@Qualifier("view") TransactionManager viewTransactions,
            @Qualifier("view") TokenStore viewTokens,
            @Qualifier("command") TransactionManager commandTransactions,
            @Qualifier("command") TokenStore commandTokens,
            @Qualifier("command") ConnectionProvider commandConnections, Serializer general,
            @Qualifier("eventSerializer") Serializer events,
            PromptStreams recorded, Stumbles stumbles, HalfskyProperties properties) {
        Streaming views = new Streaming(recorded, viewTransactions, viewTokens, properties.viewBatch());
        Streaming automations = new Streaming(recorded, commandTransactions, commandTokens,
                properties.automationBatch());
        return configurer -> configurer.eventProcessing(processing -> processing
                .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(_ -> PropagatingErrorHandler.instance())
                .registerDefaultHandlerInterceptor((_, name) -> name.startsWith(VIEW)
                        ? stumbles.watching(name)
                        : (_, chain) -> chain.proceed())
                .registerDefaultTransactionManager(_ -> commandTransactions)
                .registerDeadLetterQueueProvider(group -> group.startsWith(AUTOMATION)
                        ? _ -> deadLetters(group, commandConnections, commandTransactions, general, events)
                        : null)
                .registerEventProcessorFactory((name, axon, invoker) -> {
                    if (name.startsWith(VIEW)) {
                        return views.processor(name, axon, invoker);
                    }
                    if (name.startsWith(AUTOMATION)) {
                        automations.beginNow(name);
                        return automations.processor(name, axon, invoker);
                    }
                    if (name.startsWith(REGISTER)) {
                        return register(name, axon, invoker);
                    }
                    throw new AxonConfigurationException(
                            "The processor '" + name + "' is neither a view, nor an automation, nor a register");
                }));
    }

    private static TokenStore tokens(ConnectionProvider connections, Serializer serializer, String table) {
        return JdbcTokenStore.builder().connectionProvider(connections).serializer(serializer)
                .nodeId(UUID.randomUUID().toString())
                .schema(TokenSchema.builder().setTokenTable(table).setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment").setTokenColumn("token").setTokenTypeColumn("token_type")
                        .setTimestampColumn("timestamp").setOwnerColumn("owner").build())
                .build();
    }

    private static SequencedDeadLetterQueue<EventMessage<?>> deadLetters(String group, ConnectionProvider connections,
            TransactionManager transactions, Serializer general, Serializer events) {
        return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder().processingGroup(group).schema(DEAD_LETTERS)
                .connectionProvider(connections).transactionManager(transactions).genericSerializer(general)
                .eventSerializer(events).build();
    }

    private static EventProcessor register(String name, org.axonframework.config.Configuration axon,
            EventHandlerInvoker invoker) {
        EventProcessingConfiguration processing = axon.eventProcessingConfiguration();
        return SubscribingEventProcessor.builder().name(name).eventHandlerInvoker(invoker)
                .messageSource(axon.eventBus())
                .rollbackConfiguration(processing.rollbackConfiguration(name))
                .errorHandler(processing.errorHandler(name))
                .messageMonitor(processing.messageMonitor(SubscribingEventProcessor.class, name))
                .transactionManager(processing.transactionManager(name))
                .spanFactory(axon.getComponent(EventProcessorSpanFactory.class)).build();
    }

    /** How one kind of streaming processor is made. */
    private record Streaming(StreamableMessageSource<TrackedEventMessage<?>> recorded, TransactionManager transactions,
            TokenStore tokens, int batch) {

        EventProcessor processor(String name, org.axonframework.config.Configuration axon,
                EventHandlerInvoker invoker) {
            EventProcessingConfiguration processing = axon.eventProcessingConfiguration();
            return PooledStreamingEventProcessor.builder().name(name).eventHandlerInvoker(invoker)
                    .messageSource(recorded)
                    .tokenStore(tokens).transactionManager(transactions).batchSize(batch).initialSegmentCount(SEGMENTS)
                    .initialToken(StreamableMessageSource::createTailToken)
                    .rollbackConfiguration(processing.rollbackConfiguration(name))
                    .errorHandler(processing.errorHandler(name))
                    .messageMonitor(processing.messageMonitor(PooledStreamingEventProcessor.class, name))
                    .spanFactory(axon.getComponent(EventProcessorSpanFactory.class))
                    .coordinatorExecutor(thread("coordinator " + name, axon)).workerExecutor(thread(name, axon))
                    .enableCoordinatorClaimExtension()
                    // waits and claims go by the machine's time, also where a test moves the house's clock
                    .clock(TimeConfiguration.machineTime()).build();
        }

        /** Before the first command is taken: an automation that is new acts on nothing that happened before it. */
        void beginNow(String name) {
            transactions.executeInTransaction(() -> {
                if (tokens.fetchSegments(name).length == 0) {
                    try {
                        tokens.initializeTokenSegments(name, SEGMENTS, recorded.createHeadToken());
                    } catch (UnableToInitializeTokenException _) {
                        // another process was first, and did the same
                    }
                }
            });
        }

        private static ScheduledExecutorService thread(String name, org.axonframework.config.Configuration axon) {
            ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name(name).daemon().factory());
            axon.onShutdown(executor::shutdown);
            return executor;
        }
    }
}
