package org.halfsky.ops;

import java.sql.SQLException;

import org.axonframework.common.jdbc.PersistenceExceptionResolver;

/** Knows a broken unique key of PostgreSQL; the driver has no exception class of its own for it. */
final class PostgresErrors implements PersistenceExceptionResolver {

    private static final String UNIQUE_VIOLATION = "23505";

    @Override
    public boolean isDuplicateKeyViolation(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
