package org.halfsky.ops.vault;

/** The vault will not work like this; says in both languages what is wrong and what to do. */
public final class VaultRefused extends RuntimeException {

    VaultRefused(String chinese, String english) {
        super(chinese + System.lineSeparator() + english);
    }

    VaultRefused(String chinese, String english, Throwable cause) {
        super(chinese + System.lineSeparator() + english, cause);
    }
}
