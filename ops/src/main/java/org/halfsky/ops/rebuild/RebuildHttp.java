package org.halfsky.ops.rebuild;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Makes all views anew from the events while the server runs: pages show the old rows until the new ones are whole, and then
 * those, never half of each.
 */
@RestController
class RebuildHttp {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildHttp.class);

    private final BulkRebuild rebuild;
    private final List<View> views;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile State state = new State("NONE", 0, 0, 0, 0, 0);

    RebuildHttp(BulkRebuild rebuild, List<View> views) {
        this.rebuild = rebuild;
        this.views = views;
    }

    /** A second request while one runs follows that one. */
    @PostMapping("/operations/rebuild")
    ResponseEntity<State> begin(Actor by) {
        Rule.require(HouseRule.ROLE_ALLOWS, by.role() == Role.ADMINISTRATOR);
        if (running.compareAndSet(false, true)) {
            state = new State("FOLD", 0, 0, 0, 0, 0);
            Thread.ofPlatform().name("rebuild").daemon().start(this::run);
        }
        return ResponseEntity.accepted().location(URI.create("/operations/rebuild")).body(state);
    }

    @GetMapping("/operations/rebuild")
    State how(Actor by) {
        Rule.require(HouseRule.ROLE_ALLOWS, by.role() == Role.ADMINISTRATOR);
        return state;
    }

    private void run() {
        long begun = System.nanoTime();
        try {
            BulkRebuild.Rebuilt done = rebuild.run(views,
                    (step, at, all) -> state = new State(step.name(), at, all, 0, 0, millisSince(begun)));
            state = new State("DONE", done.rows(), done.rows(), done.events(), done.position(), millisSince(begun));
        } catch (RuntimeException failed) {
            LOG.error("The views could not be rebuilt; they stand as before", failed);
            state = new State("FAILED", 0, 0, 0, 0, millisSince(begun));
        } finally {
            running.set(false);
        }
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    /**
     * How far it is.
     *
     * @param step     the step it is in; DONE and FAILED end it
     * @param events   how many events were read, when it is done
     * @param position what the views are true for, when it is done
     */
    record State(String step, long done, long all, long events, long position, long millis) {}
}
