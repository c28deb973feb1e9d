package org.halfsky.events.network;

/** What a station did, so that it counts as active (rulebook §5, coverage). */
public enum ActivityKind {
    /** 调解 */
    MEDIATION,
    /** 接待 */
    RECEPTION,
    /** 走访宣传 */
    OUTREACH,
    /** 培训 */
    TRAINING
}
