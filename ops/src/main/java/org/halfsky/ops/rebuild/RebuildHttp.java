package org.halfsky.ops.rebuild;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.halfsky.ops.ForCommands;
import org.halfsky.ops.TaskProgress;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.Progress;
import org.halfsky.query.projection.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Makes all views anew from the events while the server runs: pages show the old rows until the new ones are whole, and then
 * those, never half of each.
 */
@ForCommands
@RestController
class RebuildHttp {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildHttp.class);
    private static final long BETWEEN_WORDS = Duration.ofMillis(200).toNanos();

    private final BulkRebuild rebuild;
    private final List<View> views;
    private final TaskProgress progress;

    RebuildHttp(BulkRebuild rebuild, List<View> views, TaskProgress progress) {
        this.rebuild = rebuild;
        this.views = views;
        this.progress = progress;
    }

    /** A second request while one runs follows that one. */
    @PostMapping("/operations/rebuild")
    ResponseEntity<Rebuilding> begin() {
        Rebuilding state = Rebuilding.at(Progress.Step.FOLD, 0, 0, 0);
        if (progress.begin(Rebuilding.TASK, state)) {
            Thread.ofPlatform().name("rebuild").daemon().start(this::run);
        } else {
            state = Rebuilding.last(progress);
        }
        return ResponseEntity.accepted().location(URI.create("/operations/rebuild")).body(state);
    }

    private void run() {
        long begun = System.nanoTime();
        try {
            long[] told = {begun - BETWEEN_WORDS};
            BulkRebuild.Rebuilt done = rebuild.run(views, (step, at, all) -> {
                if (System.nanoTime() - told[0] >= BETWEEN_WORDS) {
                    told[0] = System.nanoTime();
                    progress.tell(Rebuilding.TASK, Rebuilding.at(step, at, all, millisSince(begun)), true);
                }
            });
            progress.tell(Rebuilding.TASK, Rebuilding.done(done, millisSince(begun)), false);
        } catch (RuntimeException failed) {
            LOG.error("The views could not be rebuilt; they stand as before", failed);
            progress.tell(Rebuilding.TASK, Rebuilding.failed(millisSince(begun)), false);
        }
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
