package org.halfsky.events.mediation;

/** Why a mediation may not be held (MED-06). */
public enum BarGround {
    /** 本案高危 */
    DANGER_HIGH,
    /** 同一当事人另案高危 */
    DANGER_HIGH_OTHER_CASE,
    /** 存在人身威胁 */
    THREAT
}
