package org.halfsky.query.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of days as spans that neither touch nor overlap, in order: what PostgreSQL calls a multirange of dates.
 */
record Days(List<Span> spans) {

    static final Days NONE = new Days(List.of());

    /**
     * @param from  first day
     * @param until first day after; null when it goes on
     */
    record Span(LocalDate from, LocalDate until) {

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    static Days from(LocalDate day) {
        return new Days(List.of(new Span(day, null)));
    }

    /** No day at all unless the end comes after the beginning. */
    static Days between(LocalDate from, LocalDate until) {
        return until.isAfter(from) ? new Days(List.of(new Span(from, until))) : NONE;
    }

    Days or(Days other) {
        List<Span> merged = new ArrayList<>();
        List<Span> all = Stream.concat(spans.stream(), other.spans.stream()).sorted(Comparator.comparing(Span::from))
                .toList();
        for (Span span : all) {
            Span last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || last.until != null && span.from.isAfter(last.until)) {
                merged.add(span);
            } else {
                merged.set(merged.size() - 1, new Span(last.from, later(last.until, span.until)));
            }
        }
        return new Days(List.copyOf(merged));
    }

    Days and(Days other) {
        List<Span> common = new ArrayList<>();
        for (Span mine : spans) {
            for (Span theirs : other.spans) {
                LocalDate from = mine.from.isAfter(theirs.from) ? mine.from : theirs.from;
                LocalDate until = earlier(mine.until, theirs.until);
                if (until == null || until.isAfter(from)) {
                    common.add(new Span(from, until));
                }
            }
        }
        return new Days(common.stream().sorted(Comparator.comparing(Span::from)).toList());
    }

    /** Those before a day. */
    Days before(LocalDate day) {
        return and(new Days(List.of(new Span(LocalDate.MIN, day))));
    }

    boolean holds(LocalDate day) {
        return spans.stream().anyMatch(span -> span.holds(day));
    }

    /** As PostgreSQL reads and writes it. */
    static Days parse(String text) {
        String inner = text.substring(1, text.length() - 1);
        if (inner.isEmpty()) {
            return NONE;
        }
        List<Span> spans = new ArrayList<>();
        for (String span : inner.split("\\),")) {
            String[] ends = span.replaceAll("[\\[)]", "").split(",", -1);
            spans.add(new Span(LocalDate.parse(ends[0]), ends[1].isEmpty() ? null : LocalDate.parse(ends[1])));
        }
        return new Days(List.copyOf(spans));
    }

    @Override
    public String toString() {
        return spans.stream().map(span -> "[" + span.from + "," + (span.until == null ? "" : span.until) + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
