package org.halfsky.command.act;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.halfsky.events.ids.Actor;

/**
 * The act that a command is decided in: everything a decision may know beyond the stream's own state.
 *
 * @param at         now, the instant of recording
 * @param happenedAt when it happened, never after {@code at}
 * @param by         who acts
 * @param zone       the zone that dates are counted in
 * @param registers  facts of other streams, read strongly
 */
public record Act(Instant at, Instant happenedAt, Actor by, ZoneId zone, Registers registers) {

    /** The date on which it is recorded. */
    public LocalDate today() {
        return at.atZone(zone).toLocalDate();
    }

    /** The date on which it happened. */
    public LocalDate happenedOn() {
        return happenedAt.atZone(zone).toLocalDate();
    }
}
