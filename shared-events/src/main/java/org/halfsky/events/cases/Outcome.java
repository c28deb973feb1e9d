package org.halfsky.events.cases;

/** How a case was closed (rulebook §3.2). */
public enum Outcome {
    /** 化解 */
    RESOLVED,
    /** 答复 */
    ANSWERED,
    /** 达成协议 */
    AGREEMENT,
    /** 调和 */
    RECONCILED,
    /** 转介办结 */
    REFERRED_DONE,
    /** 导入法定途径 */
    ROUTED,
    /** 不予支持 */
    NOT_SUPPORTED,
    /** 撤回 */
    WITHDRAWN,
    /** 失联 */
    LOST_CONTACT,
    /** 死亡 */
    DIED
}
