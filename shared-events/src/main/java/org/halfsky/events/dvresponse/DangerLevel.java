package org.halfsky.events.dvresponse;

/** Danger as the scale computes it, never typed (DV-03). */
public enum DangerLevel {
    /** 低危 */
    LOW,
    /** 中危 */
    MEDIUM,
    /** 高危致命 */
    HIGH
}
