package org.halfsky.events.contact;

/** How a contact reached us (rulebook §4.2). */
public enum Channel {
    /** 来电 */
    CALL,
    /** 来访 */
    VISIT,
    /** 来信 */
    LETTER,
    /** 网络 */
    ONLINE,
    /** 走访发现 */
    OUTREACH,
    /** 转办 */
    TRANSFER,
    /** 转介 */
    REFERRAL_IN
}
