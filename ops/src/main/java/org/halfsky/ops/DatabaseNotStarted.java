package org.halfsky.ops;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The embedded PostgreSQL did not start. */
public final class DatabaseNotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseNotStarted(String message, Throwable cause) {
        super(message, cause);
    }

    /** Tells what to do about it. */
    static final class Analyzer extends AbstractFailureAnalyzer<DatabaseNotStarted> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, DatabaseNotStarted cause) {
            return new FailureAnalysis(cause.getMessage(),
                    """
                    以 root 身份运行时，内置数据库需要 unshare -U（部分容器禁止）。可改用普通用户运行，或用 halfsky.database.url 指向一台 PostgreSQL 服务器。
                    As root the embedded database needs "unshare -U", which some containers forbid: run as another user, or point halfsky.database.url to a PostgreSQL server.""",
                    cause);
        }
    }
}
