package org.halfsky.query.contacts;

/** Where a contact stands (rulebook §3.1, as far as this house goes yet). */
public enum ContactState {
    /** 已接收 */
    RECEIVED,
    /** 已登记 */
    REGISTERED,
    /** 已分级 */
    TRIAGED,
    /** 当场答复 */
    ANSWERED,
    /** 并入个案 */
    LINKED,
    /** 立案 */
    OPENED_CASE,
    /** 非受理 */
    DISMISSED,
    /** 作废 */
    VOIDED
}
