package org.halfsky.ops;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.halfsky.query.projection.StoredEvents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

import com.google.protobuf.ByteString;

import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The profile {@code axon-server} without a server: which parts are wired, and that an event which comes from there is copied and
 * shown. What only a real server could show is not shown here.
 */
@HouseTest
@ActiveProfiles("axon-server")
class AxonServerModeTest {

    private static final String UNIT = "430900000000";
    private static final String PAYLOAD = "{\"unit\":\"430900000000\",  \"name\":\"益阳市\",\"level\":\"CITY\",\"parent\":\"430000000000\"}";

    @Autowired
    Configuration axon;

    @Autowired
    EventProcessingConfiguration processing;

    @Autowired
    EventCopy copy;

    @Autowired
    StoredEvents stored;

    @Autowired
    @Qualifier("view")
    JdbcTemplate views;

    @Test
    void decisions_are_routed_by_axon_server_and_kept_there() {
        assertThat(axon.eventStore()).isInstanceOf(AxonServerEventStore.class);
        assertThat(axon.eventBus()).isSameAs(axon.eventStore());
        assertThat(axon.commandBus()).isInstanceOf(RoutedCommandBus.class);
        assertThat(((RoutedCommandBus) axon.commandBus()).routed()).isInstanceOfSatisfying(AxonServerCommandBus.class,
                routed -> assertThat(routed.localSegment()).isInstanceOf(RetryingCommandBus.class));
        assertThat(processing.eventProcessors()).isNotEmpty()
                .allSatisfy((name, processor) -> assertThat(processor instanceof PooledStreamingEventProcessor)
                        .as(name).isEqualTo(!name.startsWith("register.")));
    }

    @Test
    void an_event_is_copied_byte_for_byte_once_and_shown() {
        EventWithToken event = registered(41);

        copy.write(List.of(event));
        copy.write(List.of(event));

        assertThat(copy.last()).isEqualTo(41);
        assertThat(stored.ofStream(UNIT)).singleElement().satisfies(told -> {
            assertThat(told.payload()).isEqualTo(PAYLOAD);
            assertThat(told.recorded().at()).isEqualTo(Instant.parse("2026-11-23T01:00:00Z"));
            assertThat(told.meta()).contains("\"actor\":\"system\"");
        });
        await(() -> views.queryForList("select name from network_unit where unit = ?", String.class, UNIT)
                .contains("益阳市"));
    }

    private static EventWithToken registered(long token) {
        Event event = Event.newBuilder().setMessageIdentifier("0198a000-0000-7000-8000-000000000001")
                .setAggregateIdentifier(UNIT).setAggregateSequenceNumber(0).setAggregateType("Unit")
                .setTimestamp(Instant.parse("2026-11-23T01:00:00Z").toEpochMilli())
                .setPayload(SerializedObject.newBuilder().setType("unit.registered").setRevision("1")
                        .setData(ByteString.copyFrom(PAYLOAD, StandardCharsets.UTF_8)))
                .putMetaData("actor", text("system")).putMetaData("role", text("SYSTEM"))
                .putMetaData("unit", text(UNIT))
                .putMetaData("happenedAt", text("2026-11-23T01:00:00Z")).putMetaData("origin", text("LIVE")).build();
        return EventWithToken.newBuilder().setToken(token).setEvent(event).build();
    }

    private static MetaDataValue text(String value) {
        return MetaDataValue.newBuilder().setTextValue(value).build();
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
