package org.halfsky.ops.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import org.halfsky.events.ids.Role;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long somebody waits for a page, with several asking at once. */
final class PageSpeed {

    private static final int TIMES = 400;
    private static final int WARM = 60;

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
        HttpClient http = HttpClient.newHttpClient();
        String basic = "Basic " + Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8));
        long[] nanos = new long[TIMES];
        int[] statuses = new int[TIMES];
        for (int i = 0; i < WARM; i++) {
            ask(http, basic, page.apply(i));
        }
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService all = Executors.newFixedThreadPool(clients)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                work.add(() -> {
                    for (int i = next.getAndIncrement(); i < TIMES; i = next.getAndIncrement()) {
                        long begun = System.nanoTime();
                        statuses[i] = ask(http, basic, page.apply(i));
                        nanos[i] = System.nanoTime() - begun;
                    }
                    return null;
                });
            }
            for (var done : all.invokeAll(work)) {
                done.get();
            }
        }
        Map<String, Object> told = new LinkedHashMap<>();
        long failed = Arrays.stream(statuses).filter(status -> status != 200).count();
        if (failed > 0) {
            told.put("notAnswered", failed);
            told.put("status", Arrays.stream(statuses).filter(status -> status != 200).findFirst().orElse(0));
            return told;
        }
        Arrays.sort(nanos);
        told.put("p50Millis", at(nanos, 50));
        told.put("p95Millis", at(nanos, 95));
        told.put("p99Millis", at(nanos, 99));
        return told;
    }

    private int ask(HttpClient http, String basic, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + house.port() + path))
                .header("Authorization", basic).header("Accept", "text/html").build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    }

    private static double at(long[] sorted, int percent) {
        return Math.round(sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e5) / 10.0;
    }
}
