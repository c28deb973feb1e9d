package org.halfsky.ops;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event store's streams, which tell their readers at once when something new can be read. Left to itself the embedded store
 * tells nobody, and Axon's pooled processors then look every half second: a view would be a quarter of a second behind on
 * average, and an act that waits for its view with it. A reader that has read everything rests for a moment, so that under load it
 * takes many events at once.
 */
final class PromptStreams implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PromptStreams.class);
    /** A reader that changes from its own query to the common cache may miss a call; the next one comes this soon. */
    private static final int AT_THE_LATEST_MILLIS = 100;
    /** How long a reader rests when it has read everything. */
    private static final int REST_MILLIS = 20;
    /** What one act decided comes event by event, in no time: a view should take it whole, or a form would show half of it. */
    private static final int TOGETHER_MILLIS = 5;

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    /** Whether somebody at rest has something to read, and is to be told again soon. */
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    private Thread watch;

    PromptStreams(StreamableMessageSource<TrackedEventMessage<?>> source) {
        this.source = source;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken after) {
        return new Told(source.openStream(after), after);
    }

    @Override
    public TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.interrupt();
        }
    }

    private synchronized void tell(Runnable reader, TrackingToken after) {
        readers.add(reader);
        if (watch == null || !watch.isAlive()) {
            watch = Thread.ofPlatform().name("new events").daemon().start(() -> watch(after));
        }
    }

    /**
     * @param after where the first reader is: it knows of gaps below, and the common cache begins where its first consumer is. One
     *              that reads everything anew is not followed.
     */
    private void watch(TrackingToken after) {
        TrackingToken from = after;
        while (!Thread.currentThread().isInterrupted()) {
            try (BlockingStream<TrackedEventMessage<?>> news = source
                    .openStream(from == null ? source.createHeadToken() : from)) {
                from = null;
                while (true) {
                    if (news.hasNextAvailable(waiting.getAndSet(false) ? REST_MILLIS : AT_THE_LATEST_MILLIS,
                            TimeUnit.MILLISECONDS)) {
                        Thread.sleep(TOGETHER_MILLIS);
                    }
                    while (news.hasNextAvailable()) {
                        news.nextAvailable();
                    }
                    readers.forEach(PromptStreams::told);
                    Thread.sleep(REST_MILLIS);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("new events cannot be watched for; trying again", e);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AT_THE_LATEST_MILLIS));
            }
        }
    }

    private static void told(Runnable reader) {
        try {
            reader.run();
        } catch (RuntimeException e) {
            LOG.warn("a reader of new events could not be told", e);
        }
    }

    /** A stream whose reader is told. Axon reads it by one thread, the processor's coordinator. */
    private final class Told implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private final TrackingToken after;
        private Runnable reader;
        private long restsUntil = System.nanoTime();

        Told(BlockingStream<TrackedEventMessage<?>> stream, TrackingToken after) {
            this.stream = stream;
            this.after = after;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            reader = callback;
            tell(callback, after);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (timeout > 0) {
                return stream.hasNextAvailable(timeout, unit);
            }
            boolean more = stream.hasNextAvailable(0, unit);
            if (rests()) {
                waiting.compareAndSet(false, more);
                return false;
            }
            if (more) {
                return true;
            }
            restsUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REST_MILLIS);
            return false;
        }

        private boolean rests() {
            return System.nanoTime() - restsUntil < 0;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void close() {
            if (reader != null) {
                readers.remove(reader);
            }
            stream.close();
        }
    }
}
