package org.halfsky.ops;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** These settings do not fit that database; says in both languages why and what to do. */
public final class DatabaseRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseRefused(String chinese, String english) {
        super(chinese + System.lineSeparator() + english);
    }

    /** Says it without a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<DatabaseRefused> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, DatabaseRefused cause) {
            return new FailureAnalysis(cause.getMessage(), null, cause);
        }
    }
}
