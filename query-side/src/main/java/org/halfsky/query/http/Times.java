package org.halfsky.query.http;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instants as the pages write them, where the house counts its days. */
public record Times(Clock clock) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter NEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private static final Pattern WRITTEN = Pattern
            .compile("\\d{4}-\\d{2}-\\d{2}(?: \\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{3})?)?)?");

    /** 2026-11-19 17:30 */
    public String stamp(Instant instant) {
        return instant == null ? "" : STAMP.format(at(instant));
    }

    /** 2026-11-19 17:30:04.318 */
    public String exact(Instant instant) {
        return instant == null ? "" : EXACT.format(at(instant));
    }

    /** 11-19 17:30 in the current year, with the year in any other. */
    public String near(Instant instant) {
        return instant == null
                ? ""
                : (at(instant).getYear() == today().getYear() ? NEAR : STAMP).format(at(instant));
    }

    /** The end of a time limit: a limit in days ends with its last day, 2026-11-19 24:00 (民法典 203). */
    public String until(Instant end) {
        return end == null ? "" : until(end, STAMP);
    }

    /** The same without the year in the current one: 11-19 24:00. */
    public String untilNear(Instant end) {
        return end == null
                ? ""
                : until(end, at(end.minusNanos(1)).getYear() == today().getYear() ? NEAR : STAMP);
    }

    private String until(Instant end, DateTimeFormatter format) {
        return at(end).toLocalTime().equals(LocalTime.MIDNIGHT)
                ? format.format(at(end).minusDays(1)).replace("00:00", "24:00")
                : format.format(at(end));
    }

    /** 17:30 */
    public String time(Instant instant) {
        return instant == null ? "" : TIME.format(at(instant));
    }

    /** 2026-11-19 */
    public LocalDate day(Instant instant) {
        return instant == null ? null : at(instant).toLocalDate();
    }

    /** Now, as an input of type datetime-local takes it. */
    public String field() {
        return FIELD.format(at(clock.instant()));
    }

    public LocalDate today() {
        return day(clock.instant());
    }

    /** Which day, counted from 1, it is since then. */
    public long dayOf(Instant start) {
        return ChronoUnit.DAYS.between(day(start), today()) + 1;
    }

    /** A text of ours in its pieces, so that a page breaks no line inside a time. */
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher time = WRITTEN.matcher(text);
        int told = 0;
        while (time.find()) {
            pieces.add(new Piece(text.substring(told, time.start()), false));
            pieces.add(new Piece(time.group(), true));
            told = time.end();
        }
        pieces.add(new Piece(text.substring(told), false));
        return pieces.stream().filter(piece -> !piece.text().isEmpty()).toList();
    }

    /** A piece of a text, which is a time or is not. */
    public record Piece(String text, boolean time) {}

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(clock.getZone());
    }
}
