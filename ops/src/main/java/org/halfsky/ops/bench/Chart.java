package org.halfsky.ops.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as a picture: pairs of bars, ours above what it is measured against, and the waits. */
final class Chart {

    private static final int WIDTH = 640;
    private static final int BAR = 360;

    private Chart() {}

    static String of(int cases, Map<String, Object> result) {
        List<String> lines = new ArrayList<>();
        int y = 56;
        y = pair(lines, y, "commands/s", part(result, "commands"), "commandsPerSecond", "plainInsertsPerSecond",
                "plain JDBC insert + commit");
        y = pair(lines, y, "rebuild events/s", part(result, "rebuild"), "eventsPerSecond", "plainReadEventsPerSecond",
                "plain JDBC read");
        y = single(lines, y, "lifecycles/s", part(result, "lifecycle").get("perSecond"), 150,
                "budget on 2 cores");
        double most = 1;
        Map<String, Object> pages = new LinkedHashMap<>();
        part(result, "pages").forEach((page, waits) -> pages.put(page.toString(), waits));
        pages.put("view lag", result.get("viewLag"));
        for (Object page : pages.values()) {
            most = Math.max(most, number(((Map<?, ?>) page).get("p99Millis")));
        }
        for (Map.Entry<?, ?> page : pages.entrySet()) {
            Map<?, ?> waits = (Map<?, ?>) page.getValue();
            lines.add(text(16, y + 11, page.getKey() + " ms"));
            lines.add(bar(150, y, BAR * number(waits.get("p99Millis")) / most, "#c9d6e2"));
            lines.add(bar(150, y, BAR * number(waits.get("p95Millis")) / most, "#7ba0c2"));
            lines.add(bar(150, y, BAR * number(waits.get("p50Millis")) / most, "#0b4f8a"));
            lines.add(text(520, y + 11,
                    "%s / %s / %s".formatted(waits.get("p50Millis"), waits.get("p95Millis"), waits.get("p99Millis"))));
            y += 22;
        }
        lines.add(text(150, y + 11, "p50 / p95 / p99"));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="16" y="26" font-size="15" font-weight="600">Halfsky bench, %s cases, %s cores</text>
                %s
                </svg>
                """.formatted(WIDTH, y + 28, String.format(Locale.ROOT, "%,d", cases), result.get("cores"),
                String.join("\n", lines));
    }

    private static int pair(List<String> lines, int y, String name, Map<?, ?> part, String ours, String against,
            String what) {
        double most = Math.max(number(part.get(ours)), number(part.get(against)));
        lines.add(text(16, y + 11, name));
        lines.add(bar(150, y, BAR * number(part.get(ours)) / most, "#0b4f8a"));
        lines.add(text(520, y + 11,
                String.format(Locale.ROOT, "%,d  ratio %s", (long) number(part.get(ours)), part.get("ratio"))));
        lines.add(text(16, y + 31, what));
        lines.add(bar(150, y + 20, BAR * number(part.get(against)) / most, "#c9d6e2"));
        lines.add(text(520, y + 31, String.format(Locale.ROOT, "%,d", (long) number(part.get(against)))));
        return y + 52;
    }

    /** One of ours above a fixed mark. */
    private static int single(List<String> lines, int y, String name, Object ours, double mark, String what) {
        double most = Math.max(number(ours), mark);
        lines.add(text(16, y + 11, name));
        lines.add(bar(150, y, BAR * number(ours) / most, "#0b4f8a"));
        lines.add(text(520, y + 11, String.format(Locale.ROOT, "%,.0f", number(ours))));
        lines.add(text(16, y + 31, what));
        lines.add(bar(150, y + 20, BAR * mark / most, "#c9d6e2"));
        lines.add(text(520, y + 31, String.format(Locale.ROOT, "%,.0f", mark)));
        return y + 52;
    }

    private static Map<?, ?> part(Map<String, Object> result, String name) {
        return (Map<?, ?>) result.get(name);
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static String bar(int x, int y, double width, String colour) {
        return String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>", x, y,
                width, colour);
    }

    private static String text(int x, int y, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\">" + text + "</text>";
    }
}
