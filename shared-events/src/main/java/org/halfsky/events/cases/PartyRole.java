package org.halfsky.events.cases;

/** What a person is in the matter. */
public enum PartyRole {
    /** 当事人（求助人） */
    COMPLAINANT,
    /** 对方 */
    RESPONDENT,
    /** 子女 */
    CHILD,
    /** 代理人 */
    PROXY,
    /** 其他 */
    OTHER
}
