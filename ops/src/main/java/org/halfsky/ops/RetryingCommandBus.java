package org.halfsky.ops;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.halfsky.command.stream.Streams;

import io.grpc.StatusRuntimeException;

/**
 * Decides again when another process appended to the stream in the meantime: in a new unit of work, because the failed insert
 * has spoilt the transaction, and from the stored events, because the rollback dropped the stale root from the cache.
 */
final class RetryingCommandBus extends SimpleCommandBus {

    private static final int ATTEMPTS = 5;
    private static final Map<String, ?> FIRST_TRY = Map.of(Streams.FIRST_TRY, true);
    /** Serialization failure, deadlock, a register's row that another act wrote at the same moment. */
    private static final Set<String> RACES = Set.of("40001", "40P01", "23505");
    /** How Axon Server says that the stream has gone on; not always told as a {@link ConcurrencyException}. */
    private static final String SEQUENCE_TAKEN = "AXONIQ-2000";

    RetryingCommandBus(SimpleCommandBus.Builder builder) {
        super(builder);
    }

    @Override
    protected <C, R> void handle(CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        attempt(1, command, handler, callback);
    }

    private <C, R> void attempt(int attempt, CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        CommandCallback<C, R> decideAgain = (_, result) -> {
            if (attempt < ATTEMPTS && result.isExceptional() && lostRace(result.exceptionResult())) {
                attempt(attempt + 1, command, handler, callback);
            } else {
                callback.onResult(command, result);
            }
        };
        super.handle(attempt == 1 ? command.andMetaData(FIRST_TRY) : command, handler, decideAgain);
    }

    private static boolean lostRace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException
                    || cause instanceof SQLException sql && RACES.contains(sql.getSQLState())
                    || cause instanceof StatusRuntimeException status
                            && String.valueOf(status.getMessage()).contains(SEQUENCE_TAKEN)) {
                return true;
            }
        }
        return false;
    }
}
