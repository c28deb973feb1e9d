package org.halfsky.events.mediation;

/** The two sides of a dispute. */
public enum Side {
    /** 申请人一方 */
    A,
    /** 对方 */
    B
}
