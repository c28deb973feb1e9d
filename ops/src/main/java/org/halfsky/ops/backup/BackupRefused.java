package org.halfsky.ops.backup;

/** No backup was made, or nothing was restored; says in both languages what is wrong and what to do. */
public final class BackupRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackupRefused(String chinese, String english) {
        super(chinese + System.lineSeparator() + english);
    }

    BackupRefused(String chinese, String english, Throwable cause) {
        super(chinese + System.lineSeparator() + english, cause);
    }
}
