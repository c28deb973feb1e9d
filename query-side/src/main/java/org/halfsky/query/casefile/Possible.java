package org.halfsky.query.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.halfsky.query.access.MayRead;
import org.halfsky.query.casefile.CaseFile.Mediation;

/**
 * What can be done with a case now, and what cannot and why, as far as its file
 * shows; the command side alone decides.
 *
 * @param acts
 *            forms that the page offers, in the order of a case's life
 * @param refusals
 *            what the law or the house forbids now
 */
public record Possible(List<Act> acts, List<Refusal> refusals) {

    private static final String HOUSE = "本系统规则";
    private static final String DV_PROTOCOL = "《妇联组织受理家庭暴力投诉工作规程》";
    private static final String RIGHTS_NOTICE_BASIS = "《人民调解工作若干规定》（司法部令第75号）第30条";

    /** One form; its name is the fragment that draws it and the end of its message keys. */
    public enum Act {
        ACCEPTANCE("A"), RECEIVING("V"), RETURNING(null), WITHDRAWAL(null), HANDLER("H"), ACTIONS("R"), PARTIES(
                "Y"), HANDOVER(
                        "U"), DV_FLAG(
                                null), DANGER("D"), SAFETY("S"), MEDIATION("M"), CONSENT("M"), RIGHTS_NOTICE(
                                        "M"), MEDIATOR(
                                                null), SESSION("M"), AGREEMENT(
                                                        "G"), RECONCILIATION("T"), FAILURE(null), STOP(
                                                                null), NOT_STARTED(null), CORRECTION(
                                                                        "C"), CLOSING("B"), REOPENING("O");

        private final String letter;

        Act(String letter) {
            this.letter = letter;
        }

        /** The letter that opens the form, or null. */
        public String letter() {
            return letter;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One thing that cannot be done now.
     *
     * @param act
     *            what was wanted
     * @param code
     *            the rule's code: the message tells the sentence and what opens it
     * @param ruleId
     *            the rule
     * @param basis
     *            the article
     * @param owed
     *            what has to be done first, as message keys, where the code alone does not tell it
     */
    public record Refusal(Act act, String code, String ruleId, String basis, List<String> owed) {}

    /** What the person may do, as the file stands. */
    public static Possible of(CaseFile file, MayRead may) {
        Possible possible = new Possible(new ArrayList<>(), new ArrayList<>());
        if (may.handles()) {
            possible.asFarAs(file, may);
        }
        return possible;
    }

    private void asFarAs(CaseFile file, MayRead may) {
        boolean leads = may.leads();
        boolean open = file.stage().open();
        boolean turnedAway = file.stage() == Stage.NOT_ACCEPTED;
        boolean worked = open && !turnedAway;
        boolean mine = file.inReadersHands() || may.actor().covers(file.unit());

        if (leads && file.offer() != null && may.actor().covers(file.offer().to())) {
            acts.add(Act.RECEIVING);
            acts.add(Act.RETURNING);
        }
        if (!mine) {
            return;
        }
        if (leads && file.stage() == Stage.ACCEPTANCE_PENDING) {
            acts.add(Act.ACCEPTANCE);
        }
        if (leads && worked) {
            if (file.stage() == Stage.ACCEPTANCE_PENDING) {
                refuse(Act.HANDLER, "HOUSE-ACCEPT", HOUSE);
            } else {
                acts.add(Act.HANDLER);
            }
        }
        if (worked) {
            acts.add(Act.ACTIONS);
        }
        danger(file, may, open);
        if (worked) {
            mediation(file, leads);
        }
        if (open) {
            acts.add(Act.PARTIES);
        }
        if (leads && open) {
            if (file.offer() == null) {
                acts.add(Act.HANDOVER);
            } else {
                acts.add(Act.WITHDRAWAL);
                refuse(Act.HANDOVER, "HOUSE-OFFERED", HOUSE);
            }
        }
        if (leads) {
            acts.add(Act.CORRECTION);
            closing(file, may, open);
        }
    }

    private void danger(CaseFile file, MayRead may, boolean open) {
        if (!open) {
            return;
        }
        if (may.gradesDanger()) {
            acts.add(Act.DANGER);
        }
        acts.add(Act.DV_FLAG);
        if (may.leads() && file.danger() != null && file.danger().high()) {
            acts.add(Act.SAFETY);
        }
    }

    private void mediation(CaseFile file, boolean leads) {
        Mediation live = file.liveMediation();
        boolean high = file.danger() != null && file.danger().high();
        boolean assessmentOwed = file.danger() != null && file.danger().assessmentOwed();
        Act next = live == null ? Act.MEDIATION : Act.SESSION;
        if (high) {
            refuse(next, "MED-DVHIGH", "MED-06", DV_PROTOCOL + "第11条");
        } else if (assessmentOwed) {
            refuse(next, "MED-DVASSESS", "MED-07", DV_PROTOCOL + "第6条、第8条");
        }
        boolean onward = !high && !assessmentOwed;
        if (live == null) {
            if (onward) {
                acts.add(Act.MEDIATION);
            }
            return;
        }
        switch (live.stage()) {
            case PROPOSED -> {
                if (onward) {
                    refuse(Act.RIGHTS_NOTICE, "HAN-MCONS", "HAN-04", "《信访工作条例》第33条");
                }
                acts.add(Act.CONSENT);
                acts.add(Act.NOT_STARTED);
            }
            case CONSENTED -> {
                if (onward) {
                    acts.add(Act.RIGHTS_NOTICE);
                    refuse(Act.SESSION, "MED-NORIGHTS", "MED-04", RIGHTS_NOTICE_BASIS);
                }
                acts.add(live.startedAt() == null ? Act.NOT_STARTED : Act.FAILURE);
            }
            case ACCEPTED, IN_SESSION -> underWay(live, leads, onward);
            case AGREED, RECONCILED, FAILED, STOPPED, LAPSED, BARRED, NOT_STARTED -> throw new IllegalStateException(
                    "a mediation that has ended is not under way");
        }
        if (live.stage() == MediationStage.PROPOSED || live.stage() == MediationStage.CONSENTED) {
            acts.add(Act.STOP);
        }
    }

    private void underWay(Mediation live, boolean leads, boolean onward) {
        if (onward && leads) {
            acts.add(Act.MEDIATOR);
        }
        if (onward) {
            if (live.sideToAsk() != null) {
                // Started as a ledger tells it: nobody knows whether the sides agreed and were told.
                acts.add(Act.CONSENT);
                refuse(Act.SESSION, "MED-NORIGHTS", "MED-04", RIGHTS_NOTICE_BASIS);
            } else if (live.mediator() == null) {
                refuse(Act.SESSION, "MED-OFFICE", "MED-08", "《人民调解法》第8条、第9条、第13条、第14条");
            } else {
                acts.add(Act.SESSION);
            }
            if (live.stage() == MediationStage.IN_SESSION) {
                acts.add(Act.AGREEMENT);
                acts.add(Act.RECONCILIATION);
            } else {
                refuse(Act.AGREEMENT, "HOUSE-MEDSTAGE", HOUSE);
            }
        }
        acts.add(Act.FAILURE);
        acts.add(Act.STOP);
    }

    private void closing(CaseFile file, MayRead may, boolean open) {
        boolean high = file.danger() != null && file.danger().high();
        List<String> owed = owed(file);
        if (!open) {
            acts.add(Act.REOPENING);
        } else if (file.stage() == Stage.ACCEPTANCE_PENDING) {
            refuse(Act.CLOSING, "HOUSE-ACCEPT", HOUSE);
        } else if (file.offer() != null) {
            refuse(Act.CLOSING, "HOUSE-OFFERED", HOUSE);
        } else if (!owed.isEmpty()) {
            refusals.add(
                    new Refusal(Act.CLOSING, "HAN-CLOSEOPEN", "HAN-08", HOUSE + "，所依" + DV_PROTOCOL + "第11条", owed));
        } else if (high && !may.actor().decidesOnHigh()) {
            refuse(Act.CLOSING, "HOUSE-ROLE", HOUSE);
        } else {
            acts.add(Act.CLOSING);
        }
    }

    /** What has to be done before the case may be closed. */
    private static List<String> owed(CaseFile file) {
        List<String> owed = new ArrayList<>();
        if (file.danger() != null && file.danger().assessmentOwed()) {
            owed.add("casefile.owed.assessment");
        }
        if (file.danger() != null && file.danger().safetyOwed()) {
            owed.add("casefile.owed.safety");
        }
        if (file.liveMediation() != null) {
            owed.add("casefile.owed.mediation");
        }
        return owed;
    }

    private void refuse(Act act, String code, String basis) {
        refuse(act, code, code, basis);
    }

    private void refuse(Act act, String code, String ruleId, String basis) {
        refusals.add(new Refusal(act, code, ruleId, basis, List.of()));
    }
}
