package org.halfsky.command.http;

import java.util.List;

/** A request that could not be read, before anyone decided on it. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public Unreadable(Fault... faults) {
        this(List.of(faults));
    }

    Unreadable(List<Fault> faults) {
        super("unreadable request", null, false, false);
        this.faults = faults;
    }

    public List<Fault> faults() {
        return faults;
    }

    /**
     * One thing that is wrong.
     *
     * @param field     whose value it is, or null for the whole request
     * @param key       of the sentence in the bundle {@code problems}
     * @param arguments of the sentence, never what was typed
     */
    public record Fault(String field, String key, Object... arguments) {}
}
