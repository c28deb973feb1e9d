package org.halfsky.command.stream;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.halfsky.command.act.Registers;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Meta;

/** Axon's fixture for one stream, its whole command families subscribed as in production. */
public final class StreamFixture {

    private StreamFixture() {}

    public static <C, R extends Root<C>> AggregateTestFixture<R> of(Class<R> root, Callable<R> create,
            Function<C, String> streamOf, Clock clock, Registers registers, Class<?>... families) {
        AggregateTestFixture<R> fixture = new AggregateTestFixture<>(root);
        var handler = new Streams(clock, registers).handler(fixture.getRepository(), create, streamOf,
                fixture.getEventStore());
        Streams.commands(List.of(families)).forEach(command -> fixture.registerCommandHandler(command, handler));
        return fixture;
    }

    /** Metadata of an act by this actor. */
    public static Map<String, Object> by(Actor actor) {
        return Map.of(Meta.ACTOR, actor.staff().value(), Meta.ROLE, actor.role().name(), Meta.UNIT,
                actor.unit().value());
    }
}
