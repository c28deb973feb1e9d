package org.halfsky.events.contact;

/**
 * Sub-code of the rights category (rulebook §4.1, proposed codes: ours until
 * the official code book is found).
 */
public enum SubCategory {
    /** 离婚咨询 */
    F01,
    /** 离婚财产 */
    F02,
    /** 抚养权、探望 */
    F03,
    /** 抚养费、扶养费、赡养费 */
    F04,
    /** 家庭暴力 */
    F05,
    /** 婚外情、重婚、同居 */
    F06,
    /** 干涉婚姻 */
    F07,
    /** 彩礼 */
    F08,
    /** 婆媳、代际 */
    F09,
    /** 继承（家庭） */
    F10,
    /** 夫妻债务 */
    F11,
    /** 其他 */
    F99,
    /** 性侵 */
    H01,
    /** 性骚扰 */
    H02,
    /** 拐卖 */
    H03,
    /** 人身伤害 */
    H04,
    /** 名誉、隐私 */
    H05,
    /** 恋爱、离婚后纠缠 */
    H06,
    /** 其他 */
    H99,
    /** 就业歧视 */
    L01,
    /** 孕产哺乳解雇 */
    L02,
    /** 工资 */
    L03,
    /** 生育保险 */
    L04,
    /** 社保 */
    L05,
    /** 工伤 */
    L06,
    /** 其他 */
    L99,
    /** 土地承包、宅基地、集体收益（外嫁女） */
    A01,
    /** 征收补偿 */
    A02,
    /** 房产 */
    A03,
    /** 继承 */
    A04,
    /** 其他 */
    A99,
    /** 入学升学 */
    E01,
    /** 辍学 */
    E02,
    /** 其他 */
    E99,
    /** 选举被选举 */
    P01,
    /** 其他 */
    P99,
    /** 虐待、忽视 */
    C01,
    /** 性侵害 */
    C02,
    /** 监护缺失 */
    C03,
    /** 留守、困境 */
    C04,
    /** 辍学 */
    C05,
    /** 欺凌 */
    C06,
    /** 户籍 */
    C07,
    /** 其他 */
    C99,
    /** 求助、救助 */
    Z01,
    /** 建议 */
    Z02,
    /** 对工作人员投诉 */
    Z03,
    /** 心理 */
    Z04,
    /** 其他 */
    Z99;

    /** The category whose letter the code starts with. */
    public RightsCategory category() {
        return RightsCategory.valueOf(name().substring(0, 1));
    }
}
