package org.halfsky.command.authority;

import java.time.Clock;
import java.time.ZoneOffset;

import org.axonframework.commandhandling.CommandMessage;
import org.halfsky.command.rules.Refusal;
import org.halfsky.events.ids.Meta;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Refused commands: who wanted what, on which stream, and which rule stood against it. Never what the command said. */
@Component
class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;

    Attempts(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    void record(CommandMessage<?> refused, Refusal refusal) {
        try {
            own.executeWithoutResult(_ -> jdbc.sql("""
                    insert into attempt (at, staff, role, unit, command, stream, rule, rule_id)
                    values (:at, :staff, :role, :unit, :command, :stream, :rule, :ruleId)
                    """).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("staff", refused.getMetaData().get(Meta.ACTOR))
                    .param("role", refused.getMetaData().get(Meta.ROLE))
                    .param("unit", refused.getMetaData().get(Meta.UNIT))
                    .param("command", refused.getPayloadType().getSimpleName()).param("stream", streamOf(refused))
                    .param("rule", refusal.code()).param("ruleId", refusal.ruleId()).update());
        } catch (RuntimeException e) {
            // The refusal itself must reach the caller.
            LOG.error("The attempt of a refused {} could not be recorded", refused.getCommandName(), e);
        }
    }

    /** The first component of every command is the id of its stream. */
    private static String streamOf(CommandMessage<?> command) {
        try {
            var id = command.getPayloadType().getRecordComponents()[0].getAccessor();
            id.setAccessible(true);
            return id.invoke(command.getPayload()).toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a command record: " + command.getCommandName(), e);
        }
    }
}
