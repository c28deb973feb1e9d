package org.halfsky.events.network;

/** Why a station's hours were set right: a code, so that no name is written here. */
public enum StationCorrectionReason {
    /** 录入有误 */
    MISTYPED,
    /** 时间有变 */
    CHANGED,
    /** 其他 */
    OTHER
}
