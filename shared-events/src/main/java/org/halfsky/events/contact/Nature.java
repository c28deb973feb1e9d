package org.halfsky.events.contact;

/** What the person asks for (rulebook §4.2; REG-14). */
public enum Nature {
    /** 咨询 */
    CONSULT,
    /** 求助 */
    HELP,
    /** 投诉 */
    COMPLAINT,
    /** 检举控告 */
    ACCUSE,
    /** 申诉求决 */
    APPEAL,
    /** 意见建议 */
    SUGGEST,
    /** 申请调解 */
    MEDIATE
}
