package org.halfsky.query.projection;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;

/** Lets a handler of a streaming processor take {@link Recorded} beside the event. */
public final class RecordedParameter implements ParameterResolverFactory {

    @Override
    public ParameterResolver<Recorded> createInstance(Executable executable, Parameter[] parameters, int index) {
        return parameters[index].getType() == Recorded.class ? new Resolver() : null;
    }

    private static final class Resolver implements ParameterResolver<Recorded> {

        @Override
        public Recorded resolveParameterValue(Message<?> message) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) message;
            long position = ((TrackedEventMessage<?>) message).trackingToken().position().orElseThrow();
            return Recorded.of(position, event.getAggregateIdentifier(), event.getSequenceNumber(),
                    event.getTimestamp(), event.getMetaData());
        }

        /** Always: a message without a position must fail loudly, not pass unhandled. */
        @Override
        public boolean matches(Message<?> message) {
            return true;
        }
    }
}
