package org.halfsky.ops.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import org.halfsky.events.ids.Role;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long somebody waits for a page, with several asking at once. */
final class PageSpeed {

    private static final int TIMES = 1_000;
    /** Enough for the compiler to have been through. */
    private static final int WARM = 600;

    private final House house;

    PageSpeed(House house) {
        this.house = house;
    }

    Map<String, Object> measure(int clients) throws Exception {
        List<String> cases = new JdbcTemplate(house.source("view")).queryForList("""
                select aggregate_identifier from events.domain_event where payload_type = 'case.opened'
                order by md5(aggregate_identifier) limit 500""", String.class);
        String head = house.somebody(Role.RIGHTS_HEAD);
        String leader = house.somebody(Role.LEADER);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("casePage", waits(clients, head, i -> "/cases/" + cases.get(i % cases.size())));
        told.put("workList", waits(clients, head, _ -> "/worklist"));
        told.put("caseList", waits(clients, head, _ -> "/cases"));
        told.put("rates", waits(clients, leader, _ -> "/rates?unit=430900000000&from=2016-01-01&to=2019-12-31"));
        return told;
    }

    private Map<String, Object> waits(int clients, String who, IntFunction<String> page) throws Exception {
        Program program = new Program(house.port(), who);
        asked(clients, program, page, WARM);
        return Clients.waits(asked(clients, program, page, TIMES));
    }

    private static long[] asked(int clients, Program program, IntFunction<String> page, int times) throws Exception {
        long[] nanos = new long[times];
        int[] statuses = new int[times];
        AtomicInteger next = new AtomicInteger();
        Clients.together(clients, () -> {
            for (int i = next.getAndIncrement(); i < times; i = next.getAndIncrement()) {
                long begun = System.nanoTime();
                statuses[i] = program.status(page.apply(i));
                nanos[i] = System.nanoTime() - begun;
            }
            return null;
        });
        long failed = Arrays.stream(statuses).filter(status -> status != 200).count();
        if (failed > 0) {
            throw new IllegalStateException(failed + " of " + times + " not answered, first with "
                    + Arrays.stream(statuses).filter(status -> status != 200).findFirst().orElseThrow());
        }
        return nanos;
    }
}
