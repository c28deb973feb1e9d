package org.halfsky.command.authority;

import java.util.Arrays;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.springframework.stereotype.Component;

/**
 * Stands before every command handler: refuses a role that {@link AllowedTo} does not name, and records each refusal, whoever
 * refused, as an attempt.
 */
@Component
class Authority {

    private final Attempts attempts;

    Authority(CommandBus bus, Attempts attempts) {
        this.attempts = attempts;
        // Not left to whoever collects interceptor beans: without it every command would be allowed.
        bus.registerHandlerInterceptor(this::handle);
    }

    private Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        CommandMessage<?> message = unitOfWork.getMessage();
        try {
            Rule.require(HouseRule.ROLE_ALLOWS, allows(message));
            return chain.proceed();
        } catch (CommandExecutionException refused) {
            if (refused.getDetails().orElse(null) instanceof Refusal refusal) {
                // After the transaction of the refused command has ended: it leaves nothing else behind.
                unitOfWork.onCleanup(_ -> attempts.record(message, refusal));
            }
            throw refused;
        }
    }

    private static boolean allows(CommandMessage<?> message) {
        AllowedTo allowed = message.getPayloadType().getAnnotation(AllowedTo.class);
        Object role = message.getMetaData().get(Meta.ROLE);
        return allowed != null && role != null
                && Arrays.asList(allowed.value()).contains(Role.valueOf(role.toString()));
    }
}
