package org.halfsky.command.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.command.stream.Done;
import org.halfsky.command.stream.Streams;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Sends commands with the facts of the act: who, in which role, at which unit, when it happened, what the form was filled from. */
@Component
public class Commands {

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

    private final CommandGateway gateway;
    private final EventStore events;
    private final Vault vault;
    private final PlatformTransactionManager transactions;

    Commands(CommandGateway gateway, EventStore events, Vault vault, PlatformTransactionManager transactions) {
        this.gateway = gateway;
        this.events = events;
        this.vault = vault;
        this.transactions = transactions;
    }

    /** An act that no form's version stands behind. */
    public Done send(Actor by, Object command) {
        return send(by, command, null, null);
    }

    /** An act on what the actor saw. */
    public Done send(Actor by, Object command, IfMatch seen) {
        return send(by, command, seen, null);
    }

    /**
     * @param seen       the version the form was filled from, or null
     * @param happenedAt when it happened, or null for now
     * @throws org.halfsky.command.rules.RuleBroken when a rule forbids it
     */
    public Done send(Actor by, Object command, IfMatch seen, Instant happenedAt) {
        MetaData facts = facts(by, seen, happenedAt);
        return send(command, seen == null || seen.key() == null
                ? facts
                : facts.and(Streams.KEY, seen.key() + ' ' + command.getClass().getSimpleName()));
    }

    /**
     * Begins a stream. A repeated request gets the first answer and has no second effect; other content under the same id is
     * refused. Sealing is random, so repetition cannot be seen in the command: a sealed digest of the request stays beside the
     * stream's first event.
     *
     * @param stream  the id the caller made
     * @param person  whose key seals the digest: someone the request is about
     * @param request the request as it was read
     * @param command makes the command, and seals for it, if it is a first request
     */
    public Done begin(Actor by, String stream, PersonId person, Object request, Supplier<?> command,
            Instant happenedAt) {
        String digest = digest(request);
        boolean stands = events.lastSequenceNumberFor(stream).isPresent();
        if (stands && begunWith(digest, by, stream)) {
            return begun(stream);
        }
        Sealed sealed = vault.seal(person, DataClass.D3, digest);
        try {
            MetaData facts = facts(by, null, happenedAt).and(Streams.REQUEST,
                    sealed.person().value() + ' ' + sealed.ciphertext());
            return send(command.get(), stands ? facts.and(Streams.STANDS, true) : facts);
        } catch (RuleBroken refused) {
            // The same request twice at the same moment: the other one was first.
            if (refused.refusal().code().equals(HouseRule.ONCE.code()) && begunWith(digest, by, stream)) {
                return begun(stream);
            }
            throw refused;
        }
    }

    /**
     * Sends several commands as one: all have their effect, or none. Where commands are handled on other machines each stands
     * alone, and the automations finish what broke between them.
     */
    public <T> T together(Callable<T> acts) {
        try {
            return once(acts);
        } catch (ConcurrencyException | AggregateStreamCreationException | DuplicateKeyException lost) {
            // Somebody else wrote in the meantime; what was read before is decided on anew, a single time.
            return once(acts);
        }
    }

    private <T> T once(Callable<T> acts) {
        UnitOfWork<?> around = DefaultUnitOfWork.startAndGet(null);
        around.attachTransaction(this::transaction);
        ResultMessage<T> result = around.executeWithResult(acts);
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException known
                    ? known
                    : new CommandExecutionException("Acts together failed", result.exceptionResult());
        }
        return result.getPayload();
    }

    private Transaction transaction() {
        TransactionStatus status = transactions.getTransaction(TransactionDefinition.withDefaults());
        return new Transaction() {

            @Override
            public void commit() {
                transactions.commit(status);
            }

            @Override
            public void rollback() {
                if (!status.isCompleted()) {
                    transactions.rollback(status);
                }
            }
        };
    }

    private Done send(Object command, MetaData facts) {
        return gateway.sendAndWait(new GenericCommandMessage<>(command, facts));
    }

    private static MetaData facts(Actor by, IfMatch seen, Instant happenedAt) {
        MetaData facts = MetaData.from(Map.of(Meta.ACTOR, by.staff().value(), Meta.ROLE, by.role().name(), Meta.UNIT,
                by.unit().value()));
        MetaData dated = happenedAt == null ? facts : facts.and(Meta.HAPPENED_AT, happenedAt.toString());
        return seen == null ? dated : dated.and(Streams.IF_MATCH, Long.toString(seen.version()));
    }

    private Done begun(String stream) {
        return new Done(events.lastSequenceNumberFor(stream).orElseThrow(), false, true);
    }

    /** Whether the stream began with this request of the same person; not when nothing was kept of it or its key is gone. */
    private boolean begunWith(String digest, Actor by, String stream) {
        // From the first event on, whatever snapshot there is by now.
        Object kept = events.readEvents(stream, 0).asStream().findFirst().map(Message::getMetaData)
                .filter(facts -> by.staff().value().equals(facts.get(Meta.ACTOR)))
                .map(facts -> facts.get(Streams.REQUEST)).orElse(null);
        if (kept == null) {
            return false;
        }
        String[] parts = kept.toString().split(" ", 2);
        Sealed sealed = new Sealed(new PersonId(parts[0]), DataClass.D3, parts[1]);
        return digest.equals(
                vault.open(List.of(sealed), new Opening(by.staff(), "request.repeated", stream)).get(sealed));
    }

    private static String digest(Object request) {
        try {
            byte[] canonical = CANONICAL.writeValueAsString(Objects.requireNonNull(request))
                    .getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
