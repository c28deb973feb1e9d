package org.halfsky.events.dvresponse;

/**
 * Form of domestic violence (rulebook §4.2; the last two are local or other,
 * not in a national text).
 */
public enum DvForm {
    /** 殴打等 */
    PHYS,
    /** 限制人身自由 */
    CONF,
    /** 谩骂恐吓 */
    PSYCH,
    /** 侮辱诽谤 */
    INSULT,
    /** 跟踪骚扰 */
    STALK,
    /** 冻饿 */
    STARVE,
    /** 性暴力（地方、其他） */
    SEX,
    /** 经济控制（地方、其他） */
    ECON
}
