package org.halfsky.ops.privacy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Finds any of many byte strings in one pass (Aho and Corasick), however large the haystack. */
final class Automaton {

    private final List<int[]> next = new ArrayList<>();
    private final List<List<Integer>> found = new ArrayList<>();
    private int[][] table;
    private int[][] hits;

    Automaton() {
        state();
    }

    /** @param id what is reported when the pattern turns up */
    void add(byte[] pattern, int id) {
        int at = 0;
        for (byte b : pattern) {
            int[] row = next.get(at);
            if (row[b & 0xff] < 0) {
                row[b & 0xff] = state();
            }
            at = row[b & 0xff];
        }
        found.get(at).add(id);
    }

    /** After the last pattern, before the first search. */
    Automaton ready() {
        int[] fail = new int[next.size()];
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int b = 0; b < 256; b++) {
            int to = next.getFirst()[b];
            if (to < 0) {
                next.getFirst()[b] = 0;
            } else {
                open.add(to);
            }
        }
        while (!open.isEmpty()) {
            int at = open.remove();
            found.get(at).addAll(found.get(fail[at]));
            for (int b = 0; b < 256; b++) {
                int to = next.get(at)[b];
                int other = next.get(fail[at])[b];
                if (to < 0) {
                    next.get(at)[b] = other;
                } else {
                    fail[to] = other;
                    open.add(to);
                }
            }
        }
        table = next.toArray(int[][]::new);
        hits = found.stream().map(ids -> ids.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
        return this;
    }

    /**
     * @param state where the last piece of the same content ended, 0 for the first
     * @return the state to go on with
     */
    int search(int state, byte[] content, int length, IntConsumer hit) {
        int at = state;
        for (int i = 0; i < length; i++) {
            at = table[at][content[i] & 0xff];
            for (int id : hits[at]) {
                hit.accept(id);
            }
        }
        return at;
    }

    private int state() {
        int[] row = new int[256];
        Arrays.fill(row, -1);
        next.add(row);
        found.add(new ArrayList<>());
        return next.size() - 1;
    }
}
