package org.halfsky.ops.ledger;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.ops.ForCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes ledgers in step by step, one after the other, while whoever handed them in goes on working. */
@ForCommands
@Component
public class LedgerImports {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerImports.class);

    private static final int WAITING = 16;

    private final LedgerJobs jobs;
    private final LedgerWork work;
    private final HeldFiles held;
    private final ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("ledger-import").daemon().factory());

    LedgerImports(LedgerJobs jobs, LedgerWork work, HeldFiles held) {
        this.jobs = jobs;
        this.work = work;
        this.held = held;
    }

    /**
     * Begins an import. It gets a name of its own: that of a file may well be a woman's. The whole file is read once, so that one
     * that is broken is refused before anything begins.
     *
     * @param ending of the file's name, such as {@code .csv}
     * @param said   what is said of its columns
     * @return by which to ask how far it is
     * @throws UnreadableLedger           if the file is none; then nothing was begun
     * @throws RejectedExecutionException if too many wait already; then nothing was begun
     */
    UUID begin(Actor by, String ending, byte[] bytes, UnaryOperator<Mapping> said, Until until) {
        if (one.getQueue().remainingCapacity() == 0) {
            throw new RejectedExecutionException("too many ledgers wait");
        }
        Mapping mapping = said.apply(Mapping.suggested(new LedgerFile(bytes).survey()));
        if (until != Until.MAPPED) {
            mapping.whole();
        }
        UUID id = UUID.randomUUID();
        jobs.begin(id, "ledger-" + id.toString().substring(0, 8) + ending, by, mapping, Stage.MAPPING);
        try {
            held.keep(id, mapping);
            held.hold(id, bytes);
            if (until != Until.MAPPED) {
                goOn(id, by, until);
            }
        } catch (RuntimeException failed) {
            jobs.ended(id, Stage.DROPPED);
            held.forget(id);
            throw failed;
        }
        return id;
    }

    /** Says anew what the columns mean; a trial that was made is void. */
    void map(UUID id, Mapping mapping) {
        LedgerImport job = find(id);
        Rule.require(LedgerRule.NOT_RUNNING, job.finished());
        Rule.require(LedgerRule.STEP_IN_TURN, !job.began());
        Rule.require(LedgerRule.FILE_IS_HELD, job.mappable());
        held.keep(id, mapping);
        jobs.mapped(id, mapping);
    }

    /** Takes it up where it is. */
    void goOn(UUID id, Actor by, Until until) {
        LedgerImport job = find(id);
        Rule.require(LedgerRule.NOT_RUNNING, job.finished());
        Rule.require(LedgerRule.FILE_IS_HELD, job.heldUntil() != null);
        Rule.require(LedgerRule.STEP_IN_TURN, until == Until.WRITTEN || !job.began());
        if (one.getQueue().remainingCapacity() == 0) {
            throw new RejectedExecutionException("too many ledgers wait");
        }
        Rule.require(LedgerRule.NOT_RUNNING, jobs.takeUp(id));
        boolean tryFirst = job.trial() == null || until == Until.TRIED;
        one.execute(() -> working(id, () -> {
            LedgerFile file = held.open(id, by);
            Mapping mapping = held.mapping(id, by).orElseThrow();
            if (tryFirst) {
                work.tryOut(id, file, mapping, by);
            }
            if (until == Until.WRITTEN) {
                work.write(id, file, mapping, by);
                held.drop(id);
            }
        }));
    }

    /** Ends after the rows that are being written; it can go on from there. */
    void pause(UUID id) {
        Rule.require(LedgerRule.STEP_IN_TURN, !find(id).finished());
        jobs.pause(id);
    }

    /** Gives it up: what is written stays, and nothing else. */
    void drop(UUID id) {
        LedgerImport job = find(id);
        Rule.require(LedgerRule.NOT_RUNNING, job.finished());
        Rule.require(LedgerRule.FILE_IS_HELD, job.droppable());
        if (job.began()) {
            held.drop(id);
        } else {
            jobs.ended(id, Stage.DROPPED);
            held.forget(id);
        }
    }

    void expect(UUID id, Totals totals) {
        jobs.expect(id, totals);
    }

    Optional<Mapping> mapping(UUID id, Actor by) {
        return held.mapping(id, by);
    }

    /**
     * Imports here and now, and tells now and then how far it is.
     *
     * @param fileName one of our own, which holds nobody's name
     */
    public LedgerImport run(Actor by, String fileName, byte[] bytes, Consumer<LedgerImport> progress) {
        LedgerFile file = new LedgerFile(bytes);
        Mapping mapping = Mapping.suggested(file.survey()).whole();
        UUID id = UUID.randomUUID();
        jobs.begin(id, fileName, by, mapping, Stage.WAITING);
        held.keep(id, mapping);
        Thread watch = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    progress.accept(find(id));
                    Thread.sleep(500);
                } catch (InterruptedException done) {
                    return;
                }
            }
        });
        try {
            working(id, () -> {
                work.tryOut(id, file, mapping, by);
                work.write(id, file, mapping, by);
            });
        } finally {
            watch.interrupt();
        }
        return find(id);
    }

    /** Whether a file of this name was taken in whole. */
    public boolean has(String fileName) {
        return jobs.done(fileName);
    }

    /** Whatever runs ends after the rows it is writing; the same file can be imported again. */
    public void stop() {
        work.stop();
    }

    /** How far it is. */
    public LedgerImport find(UUID id) {
        return jobs.find(id).orElseThrow();
    }

    Optional<LedgerImport> sought(UUID id) {
        return jobs.find(id);
    }

    private void working(UUID id, Runnable steps) {
        try {
            steps.run();
        } catch (LedgerWork.Stopped stopped) {
            jobs.ended(id, Stage.STOPPED);
        } catch (RuntimeException failed) {
            LOG.error("Import {} failed; it can go on", id, failed);
            jobs.ended(id, Stage.FAILED);
        }
    }

    /** What is being written is finished; what waits is left, and says so. */
    @EventListener
    void closing(ContextClosedEvent event) throws InterruptedException {
        work.stop();
        one.shutdown();
        one.awaitTermination(30, TimeUnit.SECONDS);
    }
}
