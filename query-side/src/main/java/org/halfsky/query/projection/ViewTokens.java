package org.halfsky.query.projection;

import java.util.Collection;
import java.util.SortedSet;

/** The processors of the views, as a rebuild needs them. */
public interface ViewTokens {

    /** Stops the processors and waits until they let go of their tokens. */
    void pause(Collection<String> processors);

    /** Whether the processor rests here because a rebuild has its place. */
    boolean paused(String processor);

    /** Lets the processors go on from their tokens. */
    void resume(Collection<String> processors);

    /**
     * Makes the processor go on after a position, within the current transaction of
     * the views.
     *
     * @param gaps
     *            positions below that were not seen and may still appear
     */
    void goOnAfter(String processor, long position, SortedSet<Long> gaps);
}
