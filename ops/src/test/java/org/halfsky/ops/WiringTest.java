package org.halfsky.ops;

import java.util.Map;
import javax.sql.DataSource;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerSubscriptionException;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.events.wire.EventSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What runs is what was chosen: Axon would fall back on memory and no transactions without a word. */
@HouseTest
class WiringTest {

    @Autowired
    ApplicationContext context;

    @Autowired
    Configuration axon;

    @Autowired
    EventProcessingConfiguration processing;

    @Test
    void events_lie_in_our_own_tables() {
        assertThat(context.getBean(EventStorageEngine.class)).isInstanceOf(EventTable.class);
        assertThat(context.getBean(EventStore.class)).isInstanceOf(EmbeddedEventStore.class)
                .isSameAs(axon.eventStore());
        assertThat(axon.eventBus()).isSameAs(axon.eventStore());
        assertThat(axon.eventSerializer()).isInstanceOf(EventSerializer.class);
        assertThat(((EventTable) context.getBean(EventStorageEngine.class)).getEventSerializer())
                .isInstanceOf(EventSerializer.class);
        assertThat(context.getBean(Serializer.class)).isExactlyInstanceOf(Jackson3Serializer.class);
    }

    @Test
    void nothing_runs_without_transactions() {
        assertThat(context.getBeansOfType(TransactionManager.class).values()).hasSize(2)
                .allMatch(SpringTransactionManager.class::isInstance).noneMatch(NoTransactionManager.class::isInstance);
        assertThat(axon.getComponent(TransactionManager.class)).isSameAs(context.getBean(TransactionManager.class));
        assertThat(context.getBeansOfType(PlatformTransactionManager.class).values()).hasSize(3)
                .allMatch(JdbcTransactionManager.class::isInstance);
        assertThat(context.getBeansOfType(ConnectionProvider.class).values()).hasSize(2)
                .allMatch(SpringDataSourceConnectionProvider.class::isInstance);
    }

    @Test
    void each_part_has_its_own_way_into_the_database() {
        Map<String, DataSource> sources = context.getBeansOfType(DataSource.class);

        assertThat(sources.keySet()).containsExactlyInAnyOrder("commandDataSource", "viewDataSource",
                "vaultDataSource");
        sources.forEach((name, source) -> {
            String part = name.replace("DataSource", "");
            assertThat(new JdbcTemplate(source).queryForObject("select current_user || ' ' || current_schema",
                    String.class))
                    .isEqualTo("halfsky_" + part + " " + part);
        });
    }

    @Test
    void commands_are_tried_again_and_decided_once() {
        assertThat(context.getBean(CommandBus.class)).isInstanceOf(RetryingCommandBus.class)
                .isSameAs(axon.commandBus());
        assertThat(context.getBean(Cache.class)).isInstanceOf(AggregateCache.class);
        assertThat(context.getBean(Snapshotter.class)).isInstanceOf(Snapshots.class);
        assertThat(context.getBean(SnapshotTriggerDefinition.class))
                .isInstanceOf(EventCountSnapshotTriggerDefinition.class);
    }

    @Test
    void a_command_has_one_decider() {
        CommandBus bus = context.getBean(CommandBus.class);

        assertThatThrownBy(() -> bus.subscribe(RegisterUnit.class.getName(), _ -> "another decider"))
                .isInstanceOf(DuplicateCommandHandlerSubscriptionException.class);
    }

    @Test
    void tokens_lie_beside_what_they_stand_for() {
        assertThat(context.getBeansOfType(TokenStore.class).values()).hasSize(2)
                .allMatch(JdbcTokenStore.class::isInstance);
    }

    @Test
    void every_processor_runs_as_its_name_says() {
        Map<String, EventProcessor> processors = processing.eventProcessors();

        assertThat(processors).isNotEmpty();
        processors.forEach((name, processor) -> {
            Class<?> kind = name.startsWith("register.")
                    ? SubscribingEventProcessor.class
                    : PooledStreamingEventProcessor.class;
            assertThat(processor).as(name).isExactlyInstanceOf(kind);
            assertThat(processor.isRunning()).as(name).isTrue();
            assertThat(processing.errorHandler(name)).isInstanceOf(PropagatingErrorHandler.class);
            assertThat(processing.listenerInvocationErrorHandler(name)).isInstanceOf(PropagatingErrorHandler.class);
            if (name.startsWith("automation.")) {
                assertThat(processing.deadLetterQueue(name).orElseThrow())
                        .isInstanceOf(JdbcSequencedDeadLetterQueue.class);
            } else {
                assertThat(processing.deadLetterQueue(name)).isEmpty();
            }
        });
    }

    @Test
    void links_of_pages_are_not_searched_for_in_every_jar() {
        assertThat(context.getBeansOfType(ResourceUrlEncodingFilter.class)).isEmpty();
        assertThat(context.getBean("resourceUrlEncodingFilter", FilterRegistrationBean.class).isEnabled()).isFalse();
    }
}
