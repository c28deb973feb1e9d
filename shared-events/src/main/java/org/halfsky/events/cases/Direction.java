package org.halfsky.events.cases;

/** Where a case is handed in the four levels. */
public enum Direction {
    /** 上报、提级 */
    UP,
    /** 下派、交办 */
    DOWN,
    /** 转交 */
    ACROSS
}
