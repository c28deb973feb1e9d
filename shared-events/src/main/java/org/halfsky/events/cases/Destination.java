package org.halfsky.events.cases;

/** The organ that is competent where we are not (ACC-02). */
public enum Destination {
    /** 公安机关 */
    POLICE,
    /** 人民法院 */
    COURT,
    /** 人民检察院 */
    PROCURATORATE,
    /** 民政部门 */
    CIVIL_AFFAIRS,
    /** 人社部门 */
    LABOUR,
    /** 司法行政部门 */
    JUSTICE,
    /** 教育部门 */
    EDUCATION,
    /** 卫生健康部门 */
    HEALTH,
    /** 信访部门 */
    PETITION_OFFICE,
    /** 纪检监察机关 */
    DISCIPLINE,
    /** 其他妇联组织 */
    OTHER_FEDERATION,
    /** 其他 */
    OTHER
}
