package org.halfsky.query.http;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for a view to have seen what the reader just wrote. */
public final class AtLeast {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BREATH = Duration.ofMillis(15);

    private AtLeast() {}

    /**
     * Looks again until the version is there, two seconds at most.
     *
     * @param version
     *            what the page asks for, or null when any will do
     * @param seen
     *            the version the view holds now, negative for none
     * @return whether it is there
     */
    public static boolean await(Long version, Supplier<Long> seen) {
        if (version == null) {
            return true;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (seen.get() < version) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(BREATH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
