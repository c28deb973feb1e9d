package org.halfsky.events.cases;

/** What was done in handling. */
public enum ActionKind {
    /** 电话联系 */
    CALL,
    /** 面谈 */
    INTERVIEW,
    /** 上门走访 */
    HOME_VISIT,
    /** 解答、建议 */
    ADVICE,
    /** 协调 */
    COORDINATION,
    /** 法律帮助 */
    LEGAL_HELP,
    /** 心理疏导 */
    COUNSELLING,
    /** 报告 */
    REPORT,
    /** 其他 */
    OTHER
}
