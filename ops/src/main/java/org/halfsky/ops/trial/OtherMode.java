package org.halfsky.ops.trial;

import org.halfsky.ops.HalfskyProperties.Mode;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A house is started in another mode than it was made in. */
final class OtherMode extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OtherMode(Mode made, Mode asked) {
        super("""
                这里的数据是以 %1$s 模式建立的，不能以 %2$s 模式启动。
                The data here was begun in %1$s mode; it is not started in %2$s mode.""".formatted(word(made),
                word(asked)));
    }

    private static String word(Mode mode) {
        return switch (mode) {
            case TRIAL -> "trial";
            case PRODUCTION -> "production";
        };
    }

    /** Tells it without a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<OtherMode> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, OtherMode cause) {
            return new FailureAnalysis(cause.getMessage(),
                    """
                    请按原来的模式启动（--halfsky.mode=trial 或 --halfsky.mode=production），或把 HALFSKY_HOME 设为另一个文件夹。
                    Start it in the mode it was begun in (--halfsky.mode=trial or --halfsky.mode=production), or set HALFSKY_HOME to another folder.""",
                    cause);
        }
    }
}
