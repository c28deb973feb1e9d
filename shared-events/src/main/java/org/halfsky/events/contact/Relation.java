package org.halfsky.events.contact;

/** Who speaks: the person herself or someone for her. */
public enum Relation {
    /** 本人 */
    SELF,
    /** 亲属 */
    RELATIVE,
    /** 邻居 */
    NEIGHBOUR,
    /** 同事 */
    COLLEAGUE,
    /** 单位、组织 */
    ORGANISATION,
    /** 其他 */
    OTHER
}
