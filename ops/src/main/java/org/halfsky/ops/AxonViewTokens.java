package org.halfsky.ops;

import java.util.Collection;
import java.util.SortedSet;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.halfsky.query.projection.ViewTokens;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The processors of the views as Axon runs them here. */
@Component
class AxonViewTokens implements ViewTokens {

    private static final int ONLY_SEGMENT = 0;

    private final EventProcessingConfiguration processing;
    private final TokenStore tokens;

    AxonViewTokens(EventProcessingConfiguration processing, @Qualifier("view") TokenStore tokens) {
        this.processing = processing;
        this.tokens = tokens;
    }

    @Override
    public void pause(Collection<String> processors) {
        processors.forEach(name -> processor(name).shutDown());
    }

    @Override
    public void resume(Collection<String> processors) {
        processors.forEach(name -> processor(name).start());
    }

    @Override
    public void goOnAfter(String processor, long position, SortedSet<Long> gaps) {
        GapAwareTrackingToken token = position < 0 ? null : GapAwareTrackingToken.newInstance(position, gaps);
        if (tokens.fetchSegments(processor).length == 0) {
            tokens.initializeTokenSegments(processor, 1, token);
        } else {
            tokens.fetchToken(processor, ONLY_SEGMENT);
            tokens.storeToken(token, processor, ONLY_SEGMENT);
            tokens.releaseClaim(processor, ONLY_SEGMENT);
        }
    }

    private EventProcessor processor(String name) {
        return processing.eventProcessor(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no processor '" + name + "'"));
    }
}
