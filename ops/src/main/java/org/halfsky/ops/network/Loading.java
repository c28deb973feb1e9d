package org.halfsky.ops.network;

import org.springframework.stereotype.Component;

/** How far the network, and the ledger of a trial, is loaded. */
@Component
public class Loading {

    private volatile State state = new State(Step.NONE, 0, 0);

    public State state() {
        return state;
    }

    public void at(Step step, int done, int all) {
        state = new State(step, done, all);
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
}
