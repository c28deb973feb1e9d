package org.halfsky.events.cases;

/** Why a closed case is opened again (rulebook §3.2). */
public enum ReopenGround {
    /** 新的事实 */
    NEW_FACT,
    /** 再次施暴（FUP-04） */
    NEW_VIOLENCE,
    /** 误结 */
    CLOSED_IN_ERROR
}
