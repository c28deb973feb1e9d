package org.halfsky.ops.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bucket4j.Bucket;

/**
 * Slows down who tries passwords from one address, at the form or as a program: a whole office may stand behind it, so the pace
 * is generous; the lock per name does the rest.
 */
final class SignInPace {

    private static final int BURST = 60;
    private static final int PER_MINUTE = 30;
    private static final int ADDRESSES = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    /** Whether one more password from this address is looked at now. */
    boolean allows(String address) {
        Bucket bucket;
        synchronized (buckets) {
            bucket = buckets.computeIfAbsent(address, _ -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(BURST).refillGreedy(PER_MINUTE, Duration.ofMinutes(1))).build());
        }
        return bucket.tryConsume(1);
    }
}
