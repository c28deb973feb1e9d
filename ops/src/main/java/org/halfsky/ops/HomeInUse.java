package org.halfsky.ops;

import java.nio.file.Path;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Another process works on the same folder. */
public final class HomeInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HomeInUse(Path folder, String pid) {
        super("""
                文件夹 %1$s 正由另一个半边天进程（进程号 %2$s）使用。
                The folder %1$s is in use by another Halfsky process (process id %2$s).""".formatted(folder,
                pid.isBlank() ? "?" : pid));
    }

    /** Tells it without a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<HomeInUse> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, HomeInUse cause) {
            return new FailureAnalysis(cause.getMessage(), """
                    请使用已启动的系统，或先停止它，或把 HALFSKY_HOME 设为另一个文件夹。
                    Use the one that runs, stop it first, or set HALFSKY_HOME to another folder.""", cause);
        }
    }
}
