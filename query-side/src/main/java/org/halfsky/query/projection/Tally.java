package org.halfsky.query.projection;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by key while rows are folded. */
public final class Tally {

    private final int width;
    private final Map<List<String>, long[]> counts = new HashMap<>();
    private int sign = 1;

    Tally(int width) {
        this.width = width;
    }

    /**
     * Adds to the counts under a key.
     *
     * @param key
     *            values of the key columns in their order
     * @param amounts
     *            amounts for the count columns in their order
     */
    public void add(List<?> key, long... amounts) {
        if (amounts.length != width) {
            throw new IllegalArgumentException(width + " amounts are counted, not " + amounts.length);
        }
        long[] sums = counts.computeIfAbsent(key.stream().map(Text::of).toList(), _ -> new long[width]);
        for (int i = 0; i < width; i++) {
            sums[i] += sign * amounts[i];
        }
    }

    <R> void with(CountedTable<R> table, R row) {
        contribute(table, row, 1);
    }

    <R> void without(CountedTable<R> table, R row) {
        contribute(table, row, -1);
    }

    /** What changed, in the order of the keys, so that concurrent writers meet in one order. */
    Map<List<String>, long[]> changes() {
        Map<List<String>, long[]> sorted = new TreeMap<>(Tally::compare);
        counts.forEach((key, sums) -> {
            if (Arrays.stream(sums).anyMatch(sum -> sum != 0)) {
                sorted.put(key, sums);
            }
        });
        return Collections.unmodifiableMap(sorted);
    }

    private <R> void contribute(CountedTable<R> table, R row, int direction) {
        if (row != null) {
            sign = direction;
            table.contribute(row, this);
        }
    }

    private static int compare(List<String> left, List<String> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
