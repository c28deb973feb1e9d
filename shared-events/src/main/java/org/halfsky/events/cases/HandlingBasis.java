package org.halfsky.events.cases;

/**
 * On what footing a matter is handled; only OWN_POWER_31_6 opens the 60-day
 * clock (rulebook §3.2).
 */
public enum HandlingBasis {
    /** 咨询 */
    CONSULT,
    /** 求助 */
    HELP,
    /** 本单位有权处理 */
    OWN_POWER_31_6,
    /** 导入程序 */
    GUIDE_LEGAL,
    /** 转介 */
    REFER,
    /** 调解 */
    MEDIATE,
    /** 督促 */
    SUPERVISE
}
