package org.halfsky.events.privacy;

/**
 * How secret a fact is (rulebook §7.1). D0 and D1 are not personal and are
 * never sealed.
 */
public enum DataClass {
    /** Narrative, actions, opinions, mediation notes. */
    D2,
    /** Identity: name, phone, ID number, address. */
    D3,
    /** Sensitive: danger answers, injuries, health, anyone under 14. */
    D4,
    /** Sealed: reporter and accuser identity. */
    D5
}
