package org.halfsky.command.cases;

import org.halfsky.command.rules.Rule;

/** What forbids an act on a case. */
enum CaseRule implements Rule {
    /** A closed case is not worked on before it is reopened. */
    STILL_OPEN("HOUSE-OPEN", Kind.CONFLICT),
    /** A case that was not accepted is not worked on. */
    NOT_TURNED_AWAY("HOUSE-TURNEDAWAY", Kind.CONFLICT),
    /** Acceptance is decided once. */
    ACCEPTANCE_OPEN("HOUSE-DECIDED", Kind.CONFLICT),
    /** Acceptance names the footing it stands on. */
    BASIS_NAMED("HOUSE-BASIS", Kind.INCOMPLETE),
    /** First accepted, then worked on by name; first decided, then closed. */
    ACCEPTANCE_DECIDED("HOUSE-ACCEPT", Kind.CONFLICT),
    /** Not ours: the organ that is competent is named. */
    DESTINATION_NAMED("ACC-NODEST", "ACC-02", "《信访工作条例》第23条第1款", Kind.INCOMPLETE),
    /** Domestic violence is never turned away. */
    VIOLENCE_NOT_TURNED_AWAY("ACC-DVNO", "ACC-07", "《反家庭暴力法》第13条第1款、《妇联组织受理家庭暴力投诉工作规程》第6条",
            Kind.CONFLICT),
    /** The handler belongs to the responsible unit or one below it. */
    HANDLER_OF_THE_UNIT("HOUSE-HANDLER", Kind.INCOMPLETE),
    /** Up or down the path of the four levels, across only at the same level. */
    LEVEL_FITS("HOUSE-LEVEL", Kind.INCOMPLETE),
    /** One offer at a time. */
    NO_OFFER_PENDING("HOUSE-OFFERED", Kind.CONFLICT),
    /** There is an offer to receive or return. */
    OFFER_PENDING("HOUSE-NOOFFER", Kind.CONFLICT),
    /** Nothing is closed unclassified. */
    CLASSIFIED("REG-CLASS", "REG-14", "《信访工作条例》第29条至第31条", Kind.CONFLICT),
    /** No statutory duty is left open: high danger without a safety outcome, a mediation under way. */
    NO_DUTY_OPEN("HAN-CLOSEOPEN", "HAN-08", "本系统规则，所依《妇联组织受理家庭暴力投诉工作规程》第11条", Kind.CONFLICT),
    /** An agreement or a reconciliation is an outcome only where there was one. */
    OUTCOME_FITS("HOUSE-OUTCOME", Kind.INCOMPLETE),
    /** Only a closed case is reopened. */
    CLOSED("HOUSE-NOTCLOSED", Kind.CONFLICT),
    /** A ledger row's dates follow each other. */
    DATES_IN_ORDER("HOUSE-DATES", Kind.INCOMPLETE),
    /** A ledger row does not contradict itself. */
    ROW_AGREES("HOUSE-ROW", Kind.INCOMPLETE);

    private final Entry entry;

    /** A rule of the house. */
    CaseRule(String code, Kind kind) {
        entry = Entry.ofTheHouse(code, kind);
    }

    CaseRule(String code, String ruleId, String basis, Kind kind) {
        entry = new Entry(code, ruleId, basis, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
