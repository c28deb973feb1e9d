package org.halfsky.command.contact;

import org.halfsky.command.rules.Rule;

/** What forbids an act on a contact. */
enum ContactRule implements Rule {
    /** Never deleted: voided, with a reason. */
    NOT_DELETED("REG-NODEL", "REG-01", "《信访工作条例》第21条第2款、第22条第1款、第23条第1款、第44条第1项", Kind.CONFLICT),
    /** Written down in her words. */
    NARRATED("REG-NARR", "REG-02", "《信访工作条例》第19条第1款", Kind.INCOMPLETE),
    /** An emergency is not asked for papers. */
    HELPED_WITHOUT_PAPERS("REG-NOID", "REG-04", "《信访工作条例》第23条第2款、本系统规则", Kind.INCOMPLETE),
    /** Classified with registration. */
    CLASSIFIED("REG-CLASS", "REG-14", "《信访工作条例》第29条至第31条", Kind.INCOMPLETE),
    /** Domestic violence is not answered and closed. */
    VIOLENCE_IS_HANDLED("ACC-DVNO", "ACC-07", "《反家庭暴力法》第13条第1款、《妇联组织受理家庭暴力投诉工作规程》第6条",
            Kind.CONFLICT),
    /** Harm to a minor becomes a case at once. */
    HARM_TO_MINOR_IS_A_CASE("MIN-REPORT", "MIN-01", "《未成年人保护法》第11条第2款、第117条、《关于建立侵害未成年人案件强制报告制度的意见（试行）》第2条",
            Kind.CONFLICT),
    /** A contact goes to one place. */
    STILL_OPEN("REG-DONE", "HOUSE-REG", HOUSE, Kind.CONFLICT),
    /** What became a case or belongs to one is not voided beneath it. */
    NOT_IN_A_CASE("REG-INCASE", "HOUSE-REG", HOUSE, Kind.CONFLICT),
    /** Somebody proposes before somebody else agrees. */
    VOID_PROPOSED("REG-NOVOID", "HOUSE-REG", HOUSE, Kind.CONFLICT),
    /** Two different people void what was registered as data. */
    VOIDED_BY_ANOTHER("REG-VOID2", "HOUSE-REG", HOUSE, Kind.FORBIDDEN);

    private final Entry entry;

    ContactRule(String code, String ruleId, String basis, Kind kind) {
        entry = new Entry(code, ruleId, basis, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
