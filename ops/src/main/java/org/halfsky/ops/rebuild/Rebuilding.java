package org.halfsky.ops.rebuild;

import org.halfsky.ops.TaskProgress;
import org.halfsky.query.projection.BulkRebuild.Rebuilt;
import org.halfsky.query.projection.Progress.Step;

/**
 * How far a rebuild is.
 *
 * @param step     the step it is in; NONE before the first, DONE and FAILED end it
 * @param events   how many events were read, when it is done
 * @param position what the views are true for, when it is done
 */
record Rebuilding(String step, long done, long all, long events, long position, long millis) {

    static final String TASK = "rebuild";

    static Rebuilding at(Step step, long done, long all, long millis) {
        return new Rebuilding(step.name(), done, all, 0, 0, millis);
    }

    static Rebuilding done(Rebuilt done, long millis) {
        return new Rebuilding("DONE", done.rows(), done.rows(), done.events(), done.position(), millis);
    }

    static Rebuilding failed(long millis) {
        return new Rebuilding("FAILED", 0, 0, 0, 0, millis);
    }

    /** One that runs now, or the last; its process may have been killed. */
    static Rebuilding last(TaskProgress progress) {
        return progress.of(TASK, Rebuilding.class)
                .map(told -> told.silent() ? failed(told.state().millis()) : told.state())
                .orElse(new Rebuilding("NONE", 0, 0, 0, 0, 0));
    }
}
