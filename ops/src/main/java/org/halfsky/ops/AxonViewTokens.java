package org.halfsky.ops;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.halfsky.query.projection.ViewTokens;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The processors of the views, in this process and in any other: whoever holds the claim on a token writes the view's rows. What
 * another process had begun without it is rolled back, because rows and token are written together.
 */
@Component
class AxonViewTokens implements ViewTokens {

    private static final int ONLY_SEGMENT = 0;
    /** Well within the time after which a claim is anybody's. */
    private static final int KEPT_EVERY_SECONDS = 3;

    private final EventProcessingConfiguration processing;
    private final TokenStore tokens;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private ScheduledExecutorService keeper;

    AxonViewTokens(EventProcessingConfiguration processing, @Qualifier("view") TokenStore tokens,
            @Qualifier("view") JdbcClient jdbc, @Qualifier("view") TransactionTemplate transactions) {
        this.processing = processing;
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public synchronized void pause(Collection<String> processors) {
        paused.addAll(processors);
        here(processors).forEach(EventProcessor::shutDown);
        transactions.executeWithoutResult(_ -> processors.forEach(this::take));
        keeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("claims of a rebuild").daemon().factory());
        keeper.scheduleAtFixedRate(() -> keep(processors), KEPT_EVERY_SECONDS, KEPT_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void resume(Collection<String> processors) {
        if (keeper != null) {
            keeper.shutdownNow();
        }
        try {
            transactions.executeWithoutResult(_ -> processors.forEach(name -> tokens.releaseClaim(name, ONLY_SEGMENT)));
            here(processors).forEach(EventProcessor::start);
        } finally {
            processors.forEach(paused::remove);
        }
    }

    @Override
    public boolean paused(String processor) {
        return paused.contains(processor);
    }

    @Override
    public void goOnAfter(String processor, long position, SortedSet<Long> gaps) {
        GapAwareTrackingToken token = position < 0 ? null : GapAwareTrackingToken.newInstance(position, gaps);
        if (tokens.fetchSegments(processor).length == 0) {
            tokens.initializeTokenSegments(processor, 1, token);
        } else {
            tokens.fetchToken(processor, ONLY_SEGMENT);
            tokens.storeToken(token, processor, ONLY_SEGMENT);
        }
    }

    /** From whoever has it. */
    private void take(String processor) {
        if (jdbc.sql("update token_entry set owner = null where processor_name = ?").param(processor).update() > 0) {
            tokens.fetchToken(processor, ONLY_SEGMENT);
        }
    }

    /** One that was lost all the same stops the rebuild when it would store the token. */
    private void keep(Collection<String> processors) {
        for (String name : processors) {
            try {
                transactions.executeWithoutResult(_ -> tokens.extendClaim(name, ONLY_SEGMENT));
            } catch (UnableToClaimTokenException _) {
                // not there yet, or another process's by now
            }
        }
    }

    private List<EventProcessor> here(Collection<String> processors) {
        return processors.stream().flatMap(name -> processing.eventProcessor(name).stream()).toList();
    }
}
