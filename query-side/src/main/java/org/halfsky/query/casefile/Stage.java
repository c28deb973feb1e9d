package org.halfsky.query.casefile;

/** Where a case stands (rulebook §3.2, as far as this house goes yet). */
public enum Stage {
    /** 待受理 */
    ACCEPTANCE_PENDING,
    /** 已受理 */
    ACCEPTED,
    /** 不予受理 */
    NOT_ACCEPTED,
    /** 办理中 */
    IN_HANDLING,
    /** 办结 */
    CLOSED,
    /** 重开 */
    REOPENED;

    /** Whether anybody still has to do something. */
    public boolean open() {
        return this != CLOSED;
    }
}
