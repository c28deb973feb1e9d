package org.halfsky.events.contact;

/** How fast (rulebook §4.2, our own scale). */
public enum Urgency {
    /** EMERGENCY 危险正在发生 */
    U1,
    /** URGENT 当日处理 */
    U2,
    /** NORMAL 一般 */
    U3
}
