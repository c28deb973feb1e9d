package org.halfsky.ops.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several clients doing the same at the same time, and how long that took. */
final class Clients {

    private Clients() {}

    /** Something that is done over and over. */
    interface Work {

        /** @return how often it was done until then */
        long until(long endNanos) throws Exception;
    }

    /** How often all clients together get through their work in a second. */
    static double perSecond(int clients, int seconds, Work work) throws Exception {
        long begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        long done = together(clients, () -> work.until(end)).stream().mapToLong(Long::longValue).sum();
        return done / ((System.nanoTime() - begun) / 1e9);
    }

    static <T> List<T> together(int clients, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<T> answers = new ArrayList<>();
            for (var answer : threads.invokeAll(Collections.nCopies(clients, work))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /** Waits, told as the middle, and the worst of twenty and of a hundred. */
    static Map<String, Object> waits(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        Map<String, Object> told = new LinkedHashMap<>();
        for (int percent : new int[]{50, 95, 99}) {
            long nano = sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
            told.put("p" + percent + "Millis", Math.round(nano / 1e5) / 10.0);
        }
        return told;
    }
}
