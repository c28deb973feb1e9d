package org.halfsky.ops.accounts;

/** Why an account was closed: a code, so that no name is written here. */
public enum ClosingReason {
    /** 离职 */
    LEFT,
    /** 调离 */
    MOVED,
    /** 违规使用 */
    MISUSE,
    /** 其他 */
    OTHER
}
