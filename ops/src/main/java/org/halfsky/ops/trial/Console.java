package org.halfsky.ops.trial;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress where the house was started: a bar on a terminal, else a line at each tenth. */
final class Console implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrialData.class);

    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private String task = "";
    private ProgressBar bar;
    private int tenth;

    void at(String name, int done, int all) {
        if (!name.equals(task)) {
            close();
            task = name;
            tenth = -1;
            if (terminal) {
                bar = new ProgressBarBuilder().setTaskName(name).setInitialMax(all).setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500).setMaxRenderedLength(100).startsFrom(done, Duration.ZERO).build();
            }
        }
        if (bar != null) {
            bar.stepTo(done);
        } else if (all > 0 && 10L * done / all > tenth) {
            tenth = (int) (10L * done / all);
            LOG.info("{}　{} / {}", name, done, all);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
