package org.halfsky.ops.trial;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.ops.ForCommands;
import org.halfsky.ops.ledger.LedgerImport;
import org.halfsky.ops.ledger.LedgerImports;
import org.halfsky.ops.ledger.Stage;
import org.halfsky.ops.ledger.YiyangLedger;
import org.halfsky.ops.network.Loading;
import org.halfsky.ops.network.NetworkImport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Loads what a trial has to look at, in the background: the network of Hunan and the ledger of Yiyang. Calls can be logged
 * meanwhile. What is there already is passed over, so a start after a broken-off one goes on.
 */
@ForCommands
@Component
public class TrialData {

    private static final Logger LOG = LoggerFactory.getLogger(TrialData.class);

    private final NetworkImport network;
    private final LedgerImports ledgers;
    private final Loading loading;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile Thread thread;
    private volatile boolean stopping;

    TrialData(NetworkImport network, LedgerImports ledgers, Loading loading) {
        this.network = network;
        this.ledgers = ledgers;
        this.loading = loading;
    }

    void load() {
        if (begun.compareAndSet(false, true)) {
            thread = Thread.ofPlatform().name("trial-data").daemon().start(this::loadAll);
        }
    }

    private void loadAll() {
        try {
            while (!loading.begin()) {
                awaitTheOther();
            }
            Console console = new Console();
            network.run((done, all) -> {
                if (stopping) {
                    throw new Stopped();
                }
                loading.at(Loading.Step.NETWORK, done, all);
                console.at("四级网络 Network", done, all);
            });
            if (!ledgers.has(YiyangLedger.FILE_NAME)) {
                loadLedger(console);
            }
            console.close();
            loading.at(Loading.Step.DONE, 0, 0);
            LOG.info("The trial's data is loaded");
        } catch (RuntimeException failed) {
            loading.at(Loading.Step.FAILED, 0, 0);
            if (stopping) {
                LOG.info("The trial's data is not loaded whole; the next start goes on");
            } else {
                LOG.error("The trial's data could not be loaded whole; the next start goes on", failed);
            }
        }
    }

    /** Another process loads it, or one did that was killed a moment ago. */
    private void awaitTheOther() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
        if (stopping) {
            throw new Stopped();
        }
    }

    private void loadLedger(Console console) {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        YiyangLedger.write(csv, true);
        Actor head = new Actor(FirstStart.RIGHTS_HEAD, Role.RIGHTS_HEAD, FirstStart.YIYANG);
        loading.at(Loading.Step.LEDGER, 0, 0);
        LedgerImport done = ledgers.run(head, YiyangLedger.FILE_NAME, csv.toByteArray(), state -> {
            loading.at(Loading.Step.LEDGER, state.done(), state.rows());
            if (state.stage() == Stage.WRITING) {
                console.at("益阳台账 Ledger", state.done(), state.rows());
            }
        });
        if (done.stage() != Stage.DONE || done.refused() > 0) {
            throw new IllegalStateException("The ledger of Yiyang was not taken in whole: " + done);
        }
    }

    /** Before anything else of the house stops: whoever writes needs the rest. */
    @EventListener
    void closing(ContextClosedEvent event) throws InterruptedException {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            ledgers.stop();
            running.join(10_000);
        }
    }

    /** The house is closing: between two batches nothing is half done. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
