package org.halfsky.ops.vault;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that the vault refuses ends with its two sentences, not with a stack trace. */
final class VaultRefusedAnalyzer extends AbstractFailureAnalyzer<VaultRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, VaultRefused cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
