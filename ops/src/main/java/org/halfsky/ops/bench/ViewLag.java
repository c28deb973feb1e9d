package org.halfsky.ops.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.wire.TimeOrderedIds;
import org.halfsky.query.projection.StoredEvents;
import org.halfsky.query.projection.View;
import org.halfsky.query.projection.ViewPositions;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far the slowest view that shows cases is behind while commands come at a steady pace. A view that has no use for an event
 * writes down that it passed it by only now and then, and is not waited for.
 */
final class ViewLag {

    private static final int COMMANDS_PER_SECOND = 100;
    private static final long GLANCE_MILLIS = 5;

    private final House house;

    ViewLag(House house) {
        this.house = house;
    }

    Map<String, Object> measure(int seconds) throws Exception {
        ViewPositions positions = house.bean(ViewPositions.class);
        List<String> views = house.views().stream()
                .filter(view -> view.families().stream().anyMatch(family -> family.isAssignableFrom(CaseOpened.class)))
                .map(View::processor).toList();
        caughtUp(positions, views);
        JdbcTemplate jdbc = new JdbcTemplate(house.source("view"));
        int all = COMMANDS_PER_SECOND * seconds;
        long[] committedAt = new long[all];
        long[] position = new long[all];
        Thread sender = Thread.ofPlatform().start(() -> {
            TimeOrderedIds ids = new TimeOrderedIds();
            long begun = System.nanoTime();
            for (int i = 0; i < all; i++) {
                pause((begun + i * 1_000_000_000L / COMMANDS_PER_SECOND - System.nanoTime()) / 1_000_000);
                String id = ids.generateIdentifier();
                house.open(id, i);
                long done = System.nanoTime();
                position[i] = jdbc.queryForObject(
                        "select max(global_index) from events.domain_event where aggregate_identifier = ?", Long.class,
                        id);
                synchronized (committedAt) {
                    committedAt[i] = done;
                }
            }
        });
        long[] lag = new long[all];
        Deque<Integer> open = new ArrayDeque<>();
        int next = 0;
        while (next < all || !open.isEmpty()) {
            long seen = views.stream().mapToLong(positions::of).min().orElseThrow();
            long now = System.nanoTime();
            synchronized (committedAt) {
                while (next < all && committedAt[next] != 0) {
                    open.add(next++);
                }
            }
            while (!open.isEmpty() && position[open.peek()] <= seen) {
                int first = open.poll();
                lag[first] = Math.max(0, now - committedAt[first]);
            }
            pause(GLANCE_MILLIS);
        }
        sender.join();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("commandsPerSecond", COMMANDS_PER_SECOND);
        told.putAll(Clients.waits(lag));
        return told;
    }

    /** Until everything that came before is shown. */
    private void caughtUp(ViewPositions positions, List<String> views) {
        house.open(new TimeOrderedIds().generateIdentifier(), 0);
        long last = house.bean(StoredEvents.class).lastPosition().orElseThrow();
        while (views.stream().mapToLong(positions::of).min().orElseThrow() < last) {
            pause(GLANCE_MILLIS);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
