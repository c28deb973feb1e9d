package org.halfsky.command.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Makes the repository of a stream and brings its commands to it. Each stream's configuration declares two beans with it: the
 * {@link AggregateFactory}, which the snapshotter looks for, and the {@link Repository}.
 */
@Component
public class StreamWiring {

    private final CommandBus bus;
    private final EventStore store;
    private final Streams streams;
    private final Cache cache;
    private final SnapshotTriggerDefinition snapshots;
    private final boolean othersDecide;

    /** The assembler gives the cache of roots and the rule for snapshots; without them there are none. */
    StreamWiring(CommandBus bus, EventStore store, Streams streams, ObjectProvider<Cache> cache,
            ObjectProvider<SnapshotTriggerDefinition> snapshots, ObjectProvider<OtherDeciders> others) {
        this.bus = bus;
        this.store = store;
        this.streams = streams;
        this.cache = cache.getIfAvailable(() -> NoCache.INSTANCE);
        this.snapshots = snapshots.getIfAvailable(() -> NoSnapshotTriggerDefinition.INSTANCE);
        this.othersDecide = others.stream().findAny().isPresent();
    }

    /**
     * @param factory  of the root
     * @param create   makes a root of a stream that does not exist yet
     * @param streamOf the stream's id in a command
     * @param families the sealed families of commands that the root decides on
     */
    public <C, R extends Root<C>> Repository<R> open(AggregateFactory<R> factory, Callable<R> create,
            Function<C, String> streamOf, List<Class<?>> families) {
        Class<R> root = factory.getAggregateType();
        Cache roots = new RootCache(cache, root.getSimpleName());
        EventSourcingRepository.Builder<R> stored = EventSourcingRepository.builder(root).eventStore(store)
                .aggregateFactory(factory).cache(roots).snapshotTriggerDefinition(snapshots);
        Repository<R> repository = othersDecide
                ? new OwnStreamsAsStored<>(stored, roots, store)
                : new OwnStreamsOnly<>(stored);
        Streams.subscribe(bus,
                streams.handler(repository, create, streamOf, store),
                families);
        return repository;
    }

    /**
     * Ids are made by callers, so one could be sent that belongs to a stream of another kind; its events would be taken for this
     * kind's history.
     */
    private static class OwnStreamsOnly<T> extends CachingEventSourcingRepository<T> {

        OwnStreamsOnly(Builder<T> builder) {
            super(builder);
        }

        @Override
        protected DomainEventStream readEvents(String id) {
            if (CurrentUnitOfWork.map(UnitOfWork::getMessage).filter(Streams::begins).isPresent()) {
                return DomainEventStream.empty();
            }
            DomainEventStream events = super.readEvents(id);
            Rule.require(HouseRule.ONCE, !events.hasNext() || aggregateModel().type().equals(events.peek().getType()));
            return events;
        }
    }

    /**
     * The unique key on stream and version refuses an event that was decided too late, but a refusal, or that nothing is left to
     * do, writes no event: so a root from the cache counts only if it has seen all that is stored.
     */
    private static final class OwnStreamsAsStored<T> extends OwnStreamsOnly<T> {

        private final Cache roots;
        private final EventStore store;

        OwnStreamsAsStored(Builder<T> builder, Cache roots, EventStore store) {
            super(builder);
            this.roots = roots;
            this.store = store;
        }

        @Override
        protected EventSourcedAggregate<T> doLoadWithLock(String id, Long expectedVersion) {
            AggregateCacheEntry<T> kept = roots.get(id);
            if (kept != null) {
                EventSourcedAggregate<T> root = super.doLoadWithLock(id, expectedVersion);
                if (store.lastSequenceNumberFor(id).equals(Optional.ofNullable(root.version()))) {
                    return root;
                }
                roots.remove(id);
            }
            return super.doLoadWithLock(id, expectedVersion);
        }
    }
}
