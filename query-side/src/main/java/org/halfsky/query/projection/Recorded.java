package org.halfsky.query.projection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/**
 * What the store knows about an event beside its content. Instants are cut to
 * microseconds, which is what a view's column keeps: so a row folded in memory
 * and a row read back never differ.
 *
 * @param position
 *            its place among all events
 * @param stream
 *            the stream it belongs to
 * @param version
 *            its place in the stream, from 0
 * @param at
 *            when it was recorded
 * @param happenedAt
 *            when it happened
 * @param actor
 *            who did it
 * @param role
 *            in which role
 * @param unit
 *            for which unit
 * @param imported
 *            whether a ledger told it
 * @param byPerson
 *            whether a person did it, not an automation
 * @param source
 *            where a ledger's row comes from when it is no real matter; else null
 */
public record Recorded(long position, String stream, long version, Instant at, Instant happenedAt, StaffId actor,
        Role role, UnitCode unit, boolean imported, boolean byPerson,
        String source) {

    /** Reads the facts of the act from an event's metadata. */
    public static Recorded of(long position, String stream, long version, Instant at, Map<String, ?> meta) {
        Object happened = meta.get(Meta.HAPPENED_AT);
        Role role = Role.valueOf(fact(meta, Meta.ROLE, stream, version));
        Instant recordedAt = at.truncatedTo(ChronoUnit.MICROS);
        return new Recorded(position, stream, version, recordedAt,
                happened == null
                        ? recordedAt
                        : Instant.parse(happened.toString()).truncatedTo(ChronoUnit.MICROS),
                new StaffId(fact(meta, Meta.ACTOR, stream, version)), role,
                new UnitCode(fact(meta, Meta.UNIT, stream, version)), Meta.IMPORTED.equals(meta.get(Meta.ORIGIN)),
                role != Role.SYSTEM, meta.get(Meta.SOURCE) == null ? null : meta.get(Meta.SOURCE).toString());
    }

    /** Whether it was made up, to show or to measure something. */
    public boolean synthetic() {
        return source != null && source.startsWith(Meta.SYNTHETIC);
    }

    private static String fact(Map<String, ?> meta, String key, String stream, long version) {
        Object value = meta.get(key);
        if (value == null) {
            throw new IllegalStateException("event " + version + " of stream " + stream + " has no " + key);
        }
        return value.toString();
    }
}
