package org.halfsky.query.access;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

/**
 * What a person may read (rulebook §7, first cut): which units, as a prefix for
 * the SQL, and which classes of data. A reader puts it into its SQL; nothing is
 * ever filtered afterwards.
 */
public record MayRead(Actor actor) {

    public static MayRead of(Actor actor) {
        return new MayRead(actor);
    }

    /** The digits that every unit in scope starts with. */
    public String prefix() {
        return actor.unit().prefix();
    }

    /** Cases at all: their metadata (D1). */
    public boolean cases() {
        return switch (actor.role()) {
            case OPERATOR, MEDIATOR, STATION_OFFICER, RIGHTS_HEAD, LEADER, AUDITOR, SYSTEM -> true;
            case ADMINISTRATOR -> false;
        };
    }

    /** Only cases in which the person herself is handler or mediator. */
    public boolean onlyOwnCases() {
        return actor.role() == Role.MEDIATOR;
    }

    /** The log of contacts: its metadata. */
    public boolean contacts() {
        return switch (actor.role()) {
            case OPERATOR, STATION_OFFICER, RIGHTS_HEAD, AUDITOR, SYSTEM -> true;
            case MEDIATOR, LEADER, ADMINISTRATOR -> false;
        };
    }

    /**
     * Narrative, notes and identity (D2, D3) of one case. Reading up gives metadata
     * only: a city or province reads content where the case is its own, was offered
     * to it, or is in the person's own hands.
     *
     * @param unit
     *            the responsible unit
     * @param offeredTo
     *            the unit it is offered to, or null
     * @param inOwnHands
     *            whether the person herself is handler or mediator
     */
    public boolean content(UnitCode unit, UnitCode offeredTo, boolean inOwnHands) {
        return switch (actor.role()) {
            case MEDIATOR -> inOwnHands;
            case STATION_OFFICER, RIGHTS_HEAD -> inOwnHands || near(unit) || offeredTo != null && near(offeredTo);
            case OPERATOR, LEADER, AUDITOR, ADMINISTRATOR, SYSTEM -> false;
        };
    }

    /** Narrative and identity of one contact. */
    public boolean contactContent(UnitCode unit, StaffId registeredBy) {
        return switch (actor.role()) {
            case OPERATOR -> registeredBy.equals(actor.staff());
            case STATION_OFFICER, RIGHTS_HEAD -> registeredBy.equals(actor.staff()) || near(unit);
            case MEDIATOR, LEADER, AUDITOR, ADMINISTRATOR, SYSTEM -> false;
        };
    }

    /**
     * How the scale counted; a mediator and whoever reads metadata only learn the level alone.
     *
     * @param content
     *            whether the person reads the content of the case
     */
    public boolean dangerScore(boolean content) {
        return content && leads();
    }

    /** Stepping through a case's events. */
    public boolean replay() {
        return switch (actor.role()) {
            case RIGHTS_HEAD, LEADER, AUDITOR -> true;
            case OPERATOR, MEDIATOR, STATION_OFFICER, ADMINISTRATOR, SYSTEM -> false;
        };
    }

    /** Events as they lie in the store, and who read what. */
    public boolean rawEvents() {
        return actor.role() == Role.AUDITOR;
    }

    /** Acts of handling: what the command side may be asked for, whatever it then decides. */
    public boolean handles() {
        return actor.role().handles();
    }

    /** Acts of whoever runs a unit: accepting, assigning, handing over, closing. */
    public boolean leads() {
        return actor.role() == Role.STATION_OFFICER || actor.role() == Role.RIGHTS_HEAD;
    }

    /** Grading danger, which a village does not. */
    public boolean gradesDanger() {
        return leads() && actor.unit().level() != Level.VILLAGE;
    }

    /** A city and a province read down only what is their own; a village only what is in one's own hands. */
    private boolean near(UnitCode unit) {
        return switch (actor.unit().level()) {
            case PROVINCE, CITY -> actor.unit().equals(unit);
            case COUNTY, TOWNSHIP -> actor.covers(unit);
            case VILLAGE -> false;
        };
    }
}
