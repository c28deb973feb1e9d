package org.halfsky.command.dvresponse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.halfsky.command.dvresponse.DvCommand.AssessDanger;
import org.halfsky.command.dvresponse.DvCommand.FlagDv;
import org.halfsky.command.dvresponse.DvCommand.SecureSafety;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.dvresponse.DvEvent.SafetySecured;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Level;

import static org.halfsky.command.dvresponse.DvRule.HIGH_IS_LOWERED_BY_THE_HEAD;
import static org.halfsky.command.dvresponse.DvRule.LEVEL_IS_COMPUTED;
import static org.halfsky.command.dvresponse.DvRule.SCALE_IS_COMPLETE;
import static org.halfsky.command.rules.Rule.require;

/** What a case knows of domestic violence: whether it is suspected, how dangerous it is by the scale, and whether she is safe. */
public final class DvResponse {

    private boolean flagged;
    private final Set<DvForm> forms = EnumSet.noneOf(DvForm.class);
    private DangerLevel level;
    private boolean outdated;
    private boolean safe;

    public List<DvEvent> decide(DvCommand command, Actor by) {
        return switch (command) {
            case FlagDv asked -> flag(asked.caseId(), asked.forms());
            case AssessDanger asked -> {
                // a village never sees the answers (rulebook §7.2)
                require(HouseRule.ROLE_ALLOWS, by.unit().level() != Level.VILLAGE);
                require(LEVEL_IS_COMPUTED, asked.typedLevel() == null, "level");
                require(SCALE_IS_COMPLETE, asked.answers().complete(), asked.answers().firstUnanswered());
                require(HIGH_IS_LOWERED_BY_THE_HEAD, !dangerHigh() || asked.answers().level() == DangerLevel.HIGH
                        || by.decidesOnHigh());
                List<DvEvent> decided = new ArrayList<>(flag(asked.caseId(), Set.of()));
                decided.add(assessed(asked));
                yield decided;
            }
            case SecureSafety asked -> List.of(new SafetySecured(asked.caseId(), asked.outcome()));
        };
    }

    /** The flag, unless it already says all of that. */
    public List<DvEvent> flag(CaseId caseId, Set<DvForm> told) {
        return flagged && forms.containsAll(told) ? List.of() : List.of(new DvFlagged(caseId, told));
    }

    public void evolve(DvEvent event) {
        switch (event) {
            case DvFlagged now -> {
                flagged = true;
                forms.addAll(now.forms());
            }
            case DangerAssessed assessed -> {
                flagged = true;
                level = assessed.level();
                outdated = false;
                safe = false;
            }
            case SafetySecured secured -> safe = true;
        }
    }

    /** Something happened that an earlier assessment could not know: a new incident, new violence. */
    public void outdate() {
        outdated = true;
        safe = false;
    }

    public boolean flagged() {
        return flagged;
    }

    /** The last assessment says HIGH. */
    public boolean dangerHigh() {
        return level == DangerLevel.HIGH;
    }

    /** A danger assessment is owed before the matter may be mediated (MED-07) or closed (DV-03, HAN-08). */
    public boolean assessmentOwed() {
        return outdated || flagged && level == null;
    }

    /** HIGH, and nobody recorded yet how she is safe (HAN-08). */
    public boolean safetyOwed() {
        return dangerHigh() && !safe;
    }

    private static DangerAssessed assessed(AssessDanger asked) {
        DangerAnswers answers = asked.answers();
        return new DangerAssessed(asked.caseId(), asked.victim(), DangerAnswers.SCALE, answers.score(),
                answers.special(), answers.level(), asked.sealed(), asked.victimSigned());
    }
}
