package org.halfsky.ops;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Readers of the event store hear of new events by being told, not by asking now and then. */
class PromptStreamsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine()).build();
    private final PromptStreams streams = new PromptStreams(store);

    @AfterEach
    void stop() {
        streams.close();
        store.shutDown();
    }

    @Test
    void aReaderReadsEveryEventAsItIsToldOfIt() throws Exception {
        Semaphore told = new Semaphore(0);
        int read = 0;
        try (BlockingStream<TrackedEventMessage<?>> stream = streams.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(told::release)).isTrue();
            for (int i = 0; i < 50; i++) {
                store.publish(new GenericDomainEventMessage<>("Case", "one", i, "event " + i));
                while (read <= i) {
                    told(told);
                    while (stream.hasNextAvailable()) {
                        assertThat(stream.nextAvailable().getPayload()).isEqualTo("event " + read++);
                    }
                }
            }
        }
        assertThat(read).isEqualTo(50);
    }

    @Test
    void aReaderThatClosedItsStreamIsNotToldAgain() throws Exception {
        Semaphore gone = new Semaphore(0);
        Semaphore here = new Semaphore(0);
        BlockingStream<TrackedEventMessage<?>> stream = streams.openStream(null);
        stream.setOnAvailableCallback(gone::release);
        told(gone);
        stream.close();
        try (BlockingStream<TrackedEventMessage<?>> other = streams.openStream(null)) {
            other.setOnAvailableCallback(here::release);
            told(here);
            gone.drainPermits();
            told(here);
            told(here);
        }
        assertThat(gone.availablePermits()).isZero();
    }

    @Test
    void oneWhoAskedWhileAtRestIsToldAgain() throws Exception {
        Semaphore told = new Semaphore(0);
        try (BlockingStream<TrackedEventMessage<?>> stream = streams.openStream(null)) {
            stream.setOnAvailableCallback(told::release);
            assertThat(stream.hasNextAvailable()).isFalse();
            store.publish(new GenericDomainEventMessage<>("Case", "one", 0, "event"));
            while (!stream.hasNextAvailable()) {
                told(told);
            }
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("event");
        }
    }

    private static void told(Semaphore told) throws InterruptedException {
        assertThat(told.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("told").isTrue();
    }
}
