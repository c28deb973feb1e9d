package org.halfsky.ops;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.LoggingCallback;
import org.axonframework.common.Registration;
import org.axonframework.lifecycle.Lifecycle;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.RuleBroken;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends a command to whichever process its stream is routed to; what a caller's transaction holds together is decided here. A
 * refusal from elsewhere is the same refusal.
 */
final class RoutedCommandBus implements CommandBus, Lifecycle {

    private final CommandBus routed;
    private final CommandBus here;

    RoutedCommandBus(CommandBus routed, CommandBus here) {
        this.routed = routed;
        this.here = here;
    }

    CommandBus routed() {
        return routed;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, LoggingCallback.INSTANCE);
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            here.dispatch(command, callback);
        } else {
            routed.<C, R>dispatch(command, (sent, result) -> callback.onResult(sent, asDecided(result)));
        }
    }

    private static <R> CommandResultMessage<? extends R> asDecided(CommandResultMessage<? extends R> result) {
        if (result.isExceptional() && result.exceptionResult() instanceof CommandExecutionException failed
                && !(failed instanceof RuleBroken)
                && failed.getDetails().orElse(null) instanceof Refusal refusal) {
            return new GenericCommandResultMessage<>(new RuleBroken(refusal), result.getMetaData());
        }
        return result;
    }

    @Override
    public Registration subscribe(String command, MessageHandler<? super CommandMessage<?>> handler) {
        return routed.subscribe(command, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return routed.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return here.registerHandlerInterceptor(interceptor);
    }

    @Override
    public void registerLifecycleHandlers(LifecycleRegistry lifecycle) {
        if (routed instanceof Lifecycle withPhases) {
            withPhases.registerLifecycleHandlers(lifecycle);
        }
    }
}
