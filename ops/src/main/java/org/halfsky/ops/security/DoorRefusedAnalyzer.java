package org.halfsky.ops.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it without a stack trace. */
final class DoorRefusedAnalyzer extends AbstractFailureAnalyzer<DoorRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DoorRefused cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
