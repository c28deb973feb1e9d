package org.halfsky.command.dvresponse;

import org.halfsky.command.rules.Rule;

/** What the response to domestic violence must keep to. */
public enum DvRule implements Rule {
    /** The level is computed by the scale, never typed. */
    LEVEL_IS_COMPUTED("DV-CALC", "DV-03", "《妇联组织受理家庭暴力投诉工作规程》附件", Kind.INCOMPLETE),
    /** All 11 items of the scale are answered. */
    SCALE_IS_COMPLETE("DV-SCALE", "DV-03", "《妇联组织受理家庭暴力投诉工作规程》附件", Kind.INCOMPLETE),
    /** What was graded HIGH is graded lower by the supervisor, for it lets mediation in again (rulebook 8.3, no. 1). */
    HIGH_IS_LOWERED_BY_THE_HEAD("HOUSE-DVLOWER", "HOUSE-DVLOWER", HOUSE, Kind.FORBIDDEN);

    private final Entry entry;

    DvRule(String code, String ruleId, String basis, Kind kind) {
        entry = new Entry(code, ruleId, basis, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
