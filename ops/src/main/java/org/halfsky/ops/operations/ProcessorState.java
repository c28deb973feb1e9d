package org.halfsky.ops.operations;

import java.time.Duration;
import java.util.Locale;

/**
 * How one event processor stands.
 *
 * @param name     as it is configured
 * @param kind     what a failure of it means
 * @param running  whether it works, here or in another process, or waits to
 * @param here     whether this process reads for it; another one may
 * @param trouble  what it stumbles over again and again, or null
 * @param position how far it has read; null before its first event
 * @param behind   how many events it has not seen yet
 * @param lag      the age of the oldest event it has not seen yet
 * @param replay   whether it is reading everything again
 */
public record ProcessorState(String name, Kind kind, boolean running, boolean here, String trouble, Long position,
        long behind, Duration lag, boolean replay) {

    /** By the first part of the name. */
    public enum Kind {
        /** Shows; a stopped one shows old things. */
        VIEW,
        /** Acts; what it cannot do it parks. */
        AUTOMATION,
        /** Knows what commands ask; works inside their transactions, so it is never behind. */
        REGISTER;

        static Kind of(String name) {
            return valueOf(name.substring(0, name.indexOf('.')).toUpperCase(Locale.ROOT));
        }
    }

    /** Whether it does what it is there for, however far behind. */
    public boolean well() {
        return running && trouble == null;
    }

    public boolean caughtUp() {
        return behind == 0;
    }
}
