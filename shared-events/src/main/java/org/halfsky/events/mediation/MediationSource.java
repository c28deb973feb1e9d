package org.halfsky.events.mediation;

/** Where a mediation comes from (rulebook §3.3). */
public enum MediationSource {
    /** 当事人申请 */
    APPLICATION,
    /** 主动调解 */
    OWN_INITIATIVE,
    /** 法院 */
    COURT,
    /** 公安 */
    POLICE,
    /** 信访 */
    PETITION
}
