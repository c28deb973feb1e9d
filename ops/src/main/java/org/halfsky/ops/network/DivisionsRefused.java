package org.halfsky.ops.network;

import java.util.List;

/** A list of divisions that cannot be taken in, with every fault found; nothing of it was written. */
public class DivisionsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** What is wrong in a line; the key of a sentence in {@code messages/divisions}. */
    public record Fault(int line, String key) {}

    DivisionsRefused(List<Fault> faults) {
        super(faults.size() + " faults in the list of divisions, the first in line " + faults.getFirst().line());
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
