package org.halfsky.query.access;

import java.time.Instant;
import java.util.List;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;

/** Who opened sealed text, and why: for auditors, and for her who asks who has read about her (个人信息保护法 45). */
public interface ReadLog {

    /**
     * One act of opening, of any number of texts.
     *
     * @param who     the person at the screen
     * @param purpose a short code of the act
     * @param about   the id of the case or contact that was opened
     * @param at      when
     */
    record Opened(StaffId who, String purpose, String about, Instant at) {}

    /** Openings of one case or contact, latest first. */
    List<Opened> about(String about, int limit);

    /** Openings of anything sealed for this person, latest first. */
    List<Opened> of(PersonId person, int limit);

    /** All openings before an instant, latest first. */
    List<Opened> before(Instant before, int limit);
}
