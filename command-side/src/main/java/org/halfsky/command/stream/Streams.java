package org.halfsky.command.stream;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.halfsky.command.act.Act;
import org.halfsky.command.act.Registers;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/**
 * Brings whole families of commands to the root of their stream. Axon routes a command by its concrete class, so every record
 * of a sealed family is subscribed to the same handler.
 */
public final class Streams {

    /** Metadata key of the version that a form was filled from; absent when the act needs none. */
    public static final String IF_MATCH = "ifMatch";

    /**
     * Metadata key of what a request to begin a stream asked for, as a sealed digest; it stays beside the stream's first event,
     * so that the same request is known again.
     */
    public static final String REQUEST = "request";

    /**
     * Metadata key of what whoever acts calls the act, and which act it is; it stays beside each of its events, so that the same
     * act, sent again because its answer was lost, is known again.
     */
    public static final String KEY = "key";

    /**
     * Metadata key of a command that whoever brings it would bring again, without this key, if the event store objects: such a
     * one may take for granted that the stream it begins is not there yet.
     */
    public static final String FIRST_TRY = "firstTry";

    /** Metadata key of a command whose stream was seen to be there, so that nobody takes it for a new one. */
    public static final String STANDS = "stands";

    private final Clock clock;
    private final Registers registers;

    /** @param clock tells the time, and in its zone the dates */
    public Streams(Clock clock, Registers registers) {
        this.clock = clock;
        this.registers = registers;
    }

    /**
     * The handler of one stream's commands. It answers with {@link Done}.
     *
     * @param repository where the root lives
     * @param create     makes a root of a stream that does not exist yet
     * @param streamOf   the stream's id in a command
     * @param store      where the streams are
     * @throws ConcurrencyException if the command took its stream for a new one, and it is not
     */
    public <C, R extends Root<C>> MessageHandler<CommandMessage<?>> handler(Repository<R> repository,
            Callable<R> create, Function<C, String> streamOf, EventStore store) {
        return message -> {
            @SuppressWarnings("unchecked")
            C command = (C) message.getPayload();
            String stream = streamOf.apply(command);
            Act act = act(message.getMetaData());
            try {
                return repository.loadOrCreate(stream, create)
                        .invoke(root -> handle(root, command, act, message.getMetaData()));
            } catch (RuleBroken refused) {
                if (begins(message) && store.lastSequenceNumberFor(stream).isPresent()) {
                    throw new ConcurrencyException("the stream " + stream + " exists already", refused);
                }
                return done(stream, message.getMetaData(), store).orElseThrow(() -> refused);
            }
        };
    }

    /** Whether the command is to be decided as the first of its stream, without a look at what is stored. */
    static boolean begins(Message<?> message) {
        return message.getMetaData().containsKey(FIRST_TRY) && !message.getMetaData().containsKey(STANDS)
                && message.getPayloadType().isAnnotationPresent(BeginsStream.class);
    }

    /** Subscribes the handler to every record of the families. */
    public static void subscribe(CommandBus bus, MessageHandler<CommandMessage<?>> handler, List<Class<?>> families) {
        commands(families).forEach(command -> bus.subscribe(command.getName(), handler));
    }

    /** Every command record of the sealed families. */
    public static Stream<Class<?>> commands(List<Class<?>> families) {
        return families.stream().flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    }

    /** The answer to an act that has had its effect since its form was filled. */
    private static Optional<Done> done(String stream, MetaData meta, EventStore store) {
        if (!meta.containsKey(KEY) || !meta.containsKey(IF_MATCH)) {
            return Optional.empty();
        }
        long seen = Long.parseLong(meta.get(IF_MATCH).toString());
        return store.readEvents(stream, seen + 1).asStream().map(Message::getMetaData)
                .anyMatch(facts -> meta.get(KEY).equals(facts.get(KEY))
                        && meta.get(Meta.ACTOR).equals(facts.get(Meta.ACTOR)))
                                ? store.lastSequenceNumberFor(stream).map(version -> new Done(version, false, true))
                                : Optional.empty();
    }

    private <C, R extends Root<C>> Done handle(R root, C command, Act act, MetaData meta) {
        Rule.require(HouseRule.NOT_IN_FUTURE, !act.happenedAt().isAfter(act.at()), "happenedAt");
        List<?> events = decided(root, command, act, meta.get(IF_MATCH));
        boolean first = AggregateLifecycle.getVersion() == null;
        MetaData facts = facts(act, meta);
        MetaData beside = first && meta.containsKey(REQUEST) ? facts.and(REQUEST, meta.get(REQUEST)) : facts;
        for (Object decided : events) {
            if (decided instanceof Dated dated) {
                AggregateLifecycle.apply(dated.event(), beside.and(Meta.HAPPENED_AT, dated.happenedAt().toString()));
            } else {
                AggregateLifecycle.apply(decided, beside);
            }
            beside = facts;
        }
        Rule.require(HouseRule.KNOWN, AggregateLifecycle.getVersion() != null);
        return new Done(AggregateLifecycle.getVersion(), first);
    }

    /** A stale form is told so before any rule of content, but nobody learns of a stream that is not hers. */
    private static <C, R extends Root<C>> List<?> decided(R root, C command, Act act, Object formVersion) {
        boolean stale = formVersion != null && !fits(Long.parseLong(formVersion.toString()), root);
        try {
            List<?> events = root.decide(command, act);
            Rule.require(HouseRule.UNCHANGED, !stale);
            return events;
        } catch (RuleBroken broken) {
            Rule.Kind kind = broken.refusal().kind();
            Rule.require(HouseRule.UNCHANGED, !stale || kind == Rule.Kind.UNKNOWN || kind == Rule.Kind.FORBIDDEN);
            throw broken;
        }
    }

    /** Whether the form shows the last change by a person; one that claims to be from later was never filled from this stream. */
    private static boolean fits(long formVersion, Root<?> root) {
        Long now = AggregateLifecycle.getVersion();
        return root.lastChangedByPerson() <= formVersion && formVersion <= (now == null ? 0 : now);
    }

    /** The facts of the act that stand beside each of its events. */
    private static MetaData facts(Act act, MetaData meta) {
        MetaData facts = MetaData.with(Meta.ACTOR, act.by().staff().value()).and(Meta.ROLE, act.by().role().name())
                .and(Meta.UNIT, act.by().unit().value()).and(Meta.HAPPENED_AT, act.happenedAt().toString())
                .and(Meta.ORIGIN, meta.getOrDefault(Meta.ORIGIN, Meta.LIVE));
        MetaData sourced = meta.containsKey(Meta.SOURCE) ? facts.and(Meta.SOURCE, meta.get(Meta.SOURCE)) : facts;
        return meta.containsKey(KEY) ? sourced.and(KEY, meta.get(KEY)) : sourced;
    }

    private Act act(MetaData meta) {
        Instant at = clock.instant();
        Object happened = meta.get(Meta.HAPPENED_AT);
        Actor by = new Actor(new StaffId(meta.get(Meta.ACTOR).toString()), Role.valueOf(meta.get(Meta.ROLE).toString()),
                new UnitCode(meta.get(Meta.UNIT).toString()));
        return new Act(at, happened == null ? at : Instant.parse(happened.toString()), by, clock.getZone(),
                registers);
    }
}
