package org.halfsky.query.projection;

import java.util.List;

/**
 * A table of counts over the rows of a {@link FoldedTable}: what a row adds is
 * taken from the row alone, so a change is the difference between what it adds
 * after and what it added before. A line whose counts are all zero does not
 * exist.
 *
 * @param <R>
 *            the rows that are counted
 */
public abstract class CountedTable<R> {

    private final String name;
    private final List<Column> keys;
    private final List<String> counts;

    /**
     * @param name
     *            the table, without schema
     * @param keys
     *            what is counted by: the table's primary key, never null
     * @param counts
     *            the columns of type bigint that hold the counts
     */
    protected CountedTable(String name, List<Column> keys, List<String> counts) {
        this.name = name;
        this.keys = List.copyOf(keys);
        this.counts = List.copyOf(counts);
    }

    /** Adds what the row contributes. */
    public abstract void contribute(R row, Tally tally);

    public final String name() {
        return name;
    }

    public final List<Column> keys() {
        return keys;
    }

    public final List<String> counts() {
        return counts;
    }
}
