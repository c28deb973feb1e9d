package org.halfsky.ops.ledger;

import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.halfsky.events.ids.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes ledgers in, one after the other, while whoever handed them in goes on working. */
@Component
public class LedgerImports {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerImports.class);

    /** How many files wait in memory at most. */
    private static final int WAITING = 4;

    private final LedgerJobs jobs;
    private final LedgerWork work;
    private final ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("ledger-import").daemon().factory());

    LedgerImports(LedgerJobs jobs, LedgerWork work) {
        this.jobs = jobs;
        this.work = work;
    }

    /**
     * Begins an import. It gets a name of its own: that of a file may well be a woman's.
     *
     * @param ending of the file's name, such as {@code .csv}
     * @return by which to ask how far it is
     * @throws UnreadableLedger           if the file is none; then nothing was begun
     * @throws RejectedExecutionException if too many wait already; then nothing was begun
     */
    public UUID begin(Actor by, String ending, byte[] bytes) {
        if (one.getQueue().remainingCapacity() == 0) {
            throw new RejectedExecutionException("too many ledgers wait");
        }
        LedgerFile file = new LedgerFile(bytes);
        UUID id = UUID.randomUUID();
        begun(id, by, "ledger-" + id.toString().substring(0, 8) + ending, file);
        one.execute(() -> work(id, file, by));
        return id;
    }

    /**
     * Imports here and now, and tells now and then how far it is.
     *
     * @param fileName one of our own, which holds nobody's name
     */
    public LedgerImport run(Actor by, String fileName, byte[] bytes, Consumer<LedgerImport> progress) {
        LedgerFile file = new LedgerFile(bytes);
        UUID id = UUID.randomUUID();
        begun(id, by, fileName, file);
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
            work(id, file, by);
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

    /** Reads the whole file once, so that one that is broken is refused before anything begins. */
    private void begun(UUID id, Actor by, String fileName, LedgerFile file) {
        int[] rows = {0};
        file.read(_ -> rows[0]++);
        jobs.begin(id, fileName, by, rows[0]);
    }

    private void work(UUID id, LedgerFile file, Actor by) {
        try {
            work.run(id, file, by);
        } catch (LedgerWork.Stopped stopped) {
            jobs.ended(id, Stage.STOPPED);
        } catch (RuntimeException failed) {
            LOG.error("Import {} failed; the file can be imported again", id, failed);
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
