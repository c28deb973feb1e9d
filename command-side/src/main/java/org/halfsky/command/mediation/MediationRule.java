package org.halfsky.command.mediation;

import org.halfsky.command.rules.Rule;

/** What forbids a step of a mediation. */
public enum MediationRule implements Rule {
    /** High danger, here or in another case of the same couple: no mediating, no talking round. */
    NO_HIGH_DANGER("MED-DVHIGH", "MED-06", "《妇联组织受理家庭暴力投诉工作规程》第11条", Kind.CONFLICT),
    /** A sign of domestic violence: first the danger is assessed. */
    DANGER_IS_ASSESSED("MED-DVASSESS", "MED-07", "《妇联组织受理家庭暴力投诉工作规程》第6条、第8条", Kind.CONFLICT),
    /** One side clearly refused. */
    NOBODY_REFUSED("MED-REFUSED", "MED-01", "《人民调解法》第17条", Kind.CONFLICT),
    /** Both sides agreed. */
    BOTH_CONSENT("HAN-MCONS", "HAN-04", "《信访工作条例》第33条", Kind.CONFLICT),
    /** Both were told nature, principles, effect, rights and duties. */
    RIGHTS_WERE_TOLD("MED-NORIGHTS", "MED-04", "《人民调解工作若干规定》（司法部令第75号）第30条", Kind.CONFLICT),
    /** A party asked to stop. */
    NOBODY_STOPPED("MED-STOP", "MED-05", "《人民调解法》第19条、第23条", Kind.CONFLICT),
    /** A mediator whose appointment is in force. */
    MEDIATOR_IN_OFFICE("MED-OFFICE", "MED-08", "《人民调解法》第8条、第9条、第13条、第14条", Kind.CONFLICT),
    /** Mediation is free. */
    FREE_OF_CHARGE("MED-NOFEE", "MED-02", "《人民调解法》第4条", Kind.INCOMPLETE),
    /** An agreement bars no other remedy. */
    BARS_NO_REMEDY("MED-NOBAR", "MED-03", "《人民调解法》第3条第3项", Kind.INCOMPLETE),
    /** Whoever ends a mediation tells the other routes. */
    OTHER_ROUTES_TOLD("MED-TELL", "MED-17", "《人民调解法》第26条", Kind.INCOMPLETE),
    /** A mediation under way comes to its end first. */
    NONE_UNDER_WAY("HOUSE-MEDLIVE", "HOUSE-MEDLIVE", HOUSE, Kind.CONFLICT),
    /** The mediation has ended. */
    NOT_ENDED("HOUSE-MEDENDED", "HOUSE-MEDENDED", HOUSE, Kind.CONFLICT),
    /** The mediation is not at the stage for this. */
    AT_ITS_STAGE("HOUSE-MEDSTAGE", "HOUSE-MEDSTAGE", HOUSE, Kind.CONFLICT);

    private final Entry entry;

    MediationRule(String code, String ruleId, String basis, Kind kind) {
        entry = new Entry(code, ruleId, basis, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
