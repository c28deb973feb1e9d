package org.halfsky.query.rates;

/**
 * What a rate counts, each thing once, at the unit that was responsible on the day it is counted by.
 */
public enum Cohort {
    /** Arrivals: contacts, and disputes that a ledger says were received; by the day of arrival. */
    ARRIVED,
    /** Matters whose acceptance was decided; by the day of the decision. */
    DECIDED,
    /** Disputes that the mediation network received; by the day of receipt. */
    RECEIVED,
    /** Mediations that ended; by the day they ended. */
    ENDED
}
