package org.halfsky.events.mediation;

/** Spoken or written. */
public enum Form {
    /** 口头 */
    ORAL,
    /** 书面 */
    WRITTEN
}
