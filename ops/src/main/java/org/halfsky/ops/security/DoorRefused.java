package org.halfsky.ops.security;

/** The house will not open like this; says in both languages why and what to do. */
public final class DoorRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DoorRefused(String chinese, String english) {
        super(chinese + System.lineSeparator() + english);
    }
}
