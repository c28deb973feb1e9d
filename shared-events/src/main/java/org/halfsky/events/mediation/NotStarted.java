package org.halfsky.events.mediation;

/** Why a received dispute never came to a mediation. */
public enum NotStarted {
    /** 一方拒绝 */
    REFUSED,
    /** 撤回 */
    WITHDRAWN,
    /** 咨询解答 */
    ADVISED,
    /** 起诉 */
    COURT,
    /** 失联 */
    LOST_CONTACT
}
