package org.halfsky.query.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** Remembers where the processors were told to go on. */
public final class NoProcessors implements ViewTokens {

    public final List<String> told = new ArrayList<>();

    @Override
    public void pause(Collection<String> processors) {
        told.add("pause " + processors);
    }

    @Override
    public boolean paused(String processor) {
        return false;
    }

    @Override
    public void resume(Collection<String> processors) {
        told.add("resume " + processors);
    }

    @Override
    public void goOnAfter(String processor, long position, SortedSet<Long> gaps) {
        told.add(processor + " after " + position + " but " + gaps);
    }
}
