package org.halfsky.command.act;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/** Facts of other streams that a rule needs, read from the command side's own tables in the command's transaction. */
public interface Registers {

    /** Whether the unit is in the network. */
    boolean unitExists(UnitCode unit);

    /** Whether this member of staff is in office and handles cases at the unit, below it or above it. */
    boolean mayHandle(StaffId handler, UnitCode unit);

    /**
     * What lets the person mediate on the day, an appointment or a seat on a committee (人民调解法 13), at the unit or one of its
     * superiors; the nearest one.
     */
    Optional<Appointment> mediator(StaffId mediator, UnitCode unit, LocalDate on);

    /**
     * Whether she is in office to mediate on the day, at the unit or one of its superiors, and her own unit lies above or below
     * the one that the office is of: who was moved elsewhere keeps nothing in hand.
     */
    boolean mediates(Actor who, UnitCode unit, LocalDate on);

    /** Whether a danger is in force, in another case, for any of these persons or for whom they are known to be (MED-06). */
    boolean dangerElsewhere(Collection<PersonId> persons, CaseId except);

    /** From here to the end of the transaction nobody else says of these two whether they are one. */
    default void holdPair(PersonId one, PersonId other) {}

    /** Whether a human says of these two entries, in either direction, that they are one person, and nobody has taken it back. */
    default boolean areOne(PersonId one, PersonId other) {
        return false;
    }

    /** Where cases lie whose high danger is in force for the two, who are held to be one person (MED-06); nowhere otherwise. */
    default Set<UnitCode> endangeredAsOne(PersonId one, PersonId other) {
        return Set.of();
    }

    /**
     * From here to the end of the transaction no high danger is graded: what a mediation's step read of it stays true until the
     * step is recorded (MED-06).
     */
    default void holdDanger() {}

    /** Waits for every step that reads of danger, and lets none read until what is being graded is recorded (MED-06). */
    default void awaitDangerReaders() {}

    /** The next case number of the unit and year, for example 「赫妇维〔2026〕0417」; given out once. */
    String nextCaseNumber(UnitCode unit, int year);

    /** Whether a contact or a case is about this person already, or is itself known under that id. */
    default boolean isSomebody(PersonId person) {
        return false;
    }

    /** Whether a contact or a case of the unit's subtree is about this person. */
    default boolean isKnownIn(UnitCode unit, PersonId person) {
        return false;
    }

    /** Whether a look-up of this member of staff, not before this instant, found the person. */
    default boolean foundBy(StaffId staff, PersonId person, Instant since) {
        return false;
    }

    /** A mediator's appointment as it stands. */
    record Appointment(UnitCode unit, LocalDate termEndsOn) {}
}
