package org.halfsky.query.desk;

import java.util.EnumMap;
import java.util.Map;

import org.halfsky.events.contact.SubCategory;

/**
 * What an operator may type to find a sub-category: the pinyin initials of its name, and of what people call it instead. A table,
 * because the list is short and a dictionary would guess.
 */
final class Initials {

    private static final Map<SubCategory, String> OF = new EnumMap<>(Map.ofEntries(of(SubCategory.F01, "lhzx lh"),
            of(SubCategory.F02, "lhcc ccfg"), of(SubCategory.F03, "fyqtw fyq tw"),
            of(SubCategory.F04, "fyffyfsyf fyf syf"),
            of(SubCategory.F05, "jtbl jb 家暴"), of(SubCategory.F06, "hwqchtj hwq ch tj cg 出轨"),
            of(SubCategory.F07, "gshy"),
            of(SubCategory.F08, "cl"), of(SubCategory.F09, "pxdj px"), of(SubCategory.F10, "jcjt jc"),
            of(SubCategory.F11, "fqzw zw"), of(SubCategory.F99, "qthyjt qt"), of(SubCategory.H01, "xq"),
            of(SubCategory.H02, "xsr sr"), of(SubCategory.H03, "gm"), of(SubCategory.H04, "rssh"),
            of(SubCategory.H05, "myys ys"),
            of(SubCategory.H06, "lalhhjc jc 骚扰"), of(SubCategory.H99, "qtrsrg qt"), of(SubCategory.L01, "jyqs"),
            of(SubCategory.L02, "ycbrjg ct 辞退 怀孕 hy"), of(SubCategory.L03, "gz qx 欠薪"), of(SubCategory.L04, "sybx"),
            of(SubCategory.L05, "sb shbx"), of(SubCategory.L06, "gs"), of(SubCategory.L99, "qtldsb qt"),
            of(SubCategory.A01, "tdcbzjdjtsywjn td zjd jtsy wjn"), of(SubCategory.A02, "zsbc cq 拆迁"),
            of(SubCategory.A03, "fc fz 房子"), of(SubCategory.A04, "jc yc 遗产"), of(SubCategory.A99, "qtcc qt"),
            of(SubCategory.E01, "rxsx"), of(SubCategory.E02, "cx"), of(SubCategory.E99, "qtwhjy qt"),
            of(SubCategory.P01, "xjbxj xj"), of(SubCategory.P99, "qtzzql qt"), of(SubCategory.C01, "ndhs nd"),
            of(SubCategory.C02, "xqh"), of(SubCategory.C03, "jhqs jh"), of(SubCategory.C04, "lskj ls kj"),
            of(SubCategory.C05, "cx"), of(SubCategory.C06, "ql 霸凌 bl"), of(SubCategory.C07, "hj hk 户口"),
            of(SubCategory.C99, "qtet qt"), of(SubCategory.Z01, "qzjz qz jz"), of(SubCategory.Z02, "jy"),
            of(SubCategory.Z03, "dgzryts ts"), of(SubCategory.Z04, "xl"), of(SubCategory.Z99, "qt")));

    private Initials() {}

    static String of(SubCategory category) {
        return OF.get(category);
    }

    private static Map.Entry<SubCategory, String> of(SubCategory category, String typed) {
        return Map.entry(category, typed);
    }
}
