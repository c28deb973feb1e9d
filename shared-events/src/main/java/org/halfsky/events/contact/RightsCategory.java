package org.halfsky.events.contact;

/**
 * Rights category: the chapters of 妇女权益保障法 and two of our own (rulebook §4.1).
 */
public enum RightsCategory {
    /** 政治权利 */
    P,
    /** 人身和人格权益 */
    H,
    /** 文化教育权益 */
    E,
    /** 劳动和社会保障权益 */
    L,
    /** 财产权益 */
    A,
    /** 婚姻家庭权益 */
    F,
    /** 儿童权益 */
    C,
    /** 综合、其他 */
    Z
}
