package org.halfsky.ops;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * What each view stumbled over at its last try, until a try succeeds. Axon itself forgets a failure as soon as it
 * lets go of the work, which is most of the time while it waits to try again.
 */
@Component
public class Stumbles {

    private static final String WATCHED = "org.halfsky.stumbles";

    private final Map<String, Throwable> last = new ConcurrentHashMap<>();

    /** The failure of the last try; empty when it succeeded. */
    public Optional<Throwable> of(String processor) {
        return Optional.ofNullable(last.get(processor));
    }

    /** Watches the work of one view; a batch is watched once. Automations park what they cannot do, registers fail with the command. */
    MessageHandlerInterceptor<EventMessage<?>> watching(String processor) {
        return (UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain) -> {
            if (work.resources().putIfAbsent(WATCHED, true) == null) {
                work.onRollback(failed -> {
                    Throwable why = failed.getExecutionResult() == null
                            ? null
                            : failed.getExecutionResult().getExceptionResult();
                    last.put(processor, why == null ? new IllegalStateException("rolled back") : why);
                });
                work.afterCommit(_ -> last.remove(processor));
            }
            return chain.proceed();
        };
    }
}
