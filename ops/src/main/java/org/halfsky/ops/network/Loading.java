package org.halfsky.ops.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.halfsky.ops.TaskProgress;
import org.springframework.stereotype.Component;

/** How far the network, and the ledger of a trial, is loaded. */
@Component
public class Loading {

    private static final String TASK = "loading";
    /** Every page asks. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final TaskProgress progress;
    private final Clock clock;
    private volatile Seen seen = new Seen(new State(Step.NONE, 0, 0), Instant.EPOCH);

    Loading(TaskProgress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
    }

    public State state() {
        Instant now = clock.instant();
        if (now.isBefore(seen.at()) || !now.isBefore(seen.until())) {
            seen = new Seen(progress.of(TASK, State.class)
                    .map(told -> told.silent() ? new State(Step.FAILED, 0, 0) : told.state())
                    .orElse(new State(Step.NONE, 0, 0)), now);
        }
        return seen.state();
    }

    /** @return whether it is the caller's to go on with {@link #at}; false while something is being loaded */
    public boolean begin() {
        State state = new State(Step.NETWORK, 0, 0);
        boolean begun = progress.begin(TASK, state);
        seen = begun ? new Seen(state, clock.instant()) : seen;
        return begun;
    }

    public void at(Step step, int done, int all) {
        State state = new State(step, done, all);
        progress.tell(TASK, state, state.running());
        seen = new Seen(state, clock.instant());
    }

    /** What is being loaded. */
    public enum Step {
        /** Nothing is, or not yet. */
        NONE,
        /** The units of the province. */
        NETWORK,
        /** The disputes of Yiyang. */
        LEDGER,
        /** Everything is there. */
        DONE,
        /** Something broke; the next start goes on. */
        FAILED
    }

    /** A step and how far it is. */
    public record State(Step step, int done, int all) {

        public boolean running() {
            return step == Step.NETWORK || step == Step.LEDGER;
        }

        public int percent() {
            return all == 0 ? 0 : (int) (100L * done / all);
        }
    }

    private record Seen(State state, Instant at) {

        Instant until() {
            return at.plus(FRESH);
        }
    }
}
