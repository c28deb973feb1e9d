package org.halfsky.query.casefile;

/** How far a mediation came (rulebook §3.3). */
public enum MediationStage {
    /** 提出 */
    PROPOSED,
    /** 双方同意 */
    CONSENTED,
    /** 受理 */
    ACCEPTED,
    /** 调解中 */
    IN_SESSION,
    /** 达成协议 */
    AGREED,
    /** 调和 */
    RECONCILED,
    /** 调解不成 */
    FAILED,
    /** 当事人要求终止 */
    STOPPED,
    /** 逾期终止 */
    LAPSED,
    /** 不得调解 */
    BARRED,
    /** 未启动 */
    NOT_STARTED;

    /** Whether it can still come to an end. */
    public boolean live() {
        return ordinal() <= IN_SESSION.ordinal();
    }

    /** Whether the rights notice is done. */
    public boolean started() {
        return this == ACCEPTED || this == IN_SESSION;
    }
}
