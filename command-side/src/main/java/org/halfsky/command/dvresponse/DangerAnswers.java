package org.halfsky.command.dvresponse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.halfsky.events.dvresponse.DangerLevel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The 11 answers of the national danger scale (妇联规程 附件): nine items of one point each and two special ones, any of which is
 * lethal by itself. The level follows from the answers and is never typed (DV-03).
 */
public final class DangerAnswers {

    /** The scale's name in the events. */
    public static final String SCALE = "ACWF-DV-2018";

    private static final int ITEMS = 9;
    private static final int SPECIAL = 2;

    @JsonValue
    private final List<Boolean> answers;

    /** @param answers q1 to q9, then s1 and s2; null where one was not answered */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DangerAnswers(List<Boolean> answers) {
        this.answers = Collections.unmodifiableList(new ArrayList<>(answers));
    }

    /** Whether all 11 were answered. */
    public boolean complete() {
        return answers.size() == ITEMS + SPECIAL && firstUnanswered() == null;
    }

    /** The first item without an answer, by the name of its field; null when all 11 were answered. */
    public String firstUnanswered() {
        for (int item = 0; item < ITEMS + SPECIAL; item++) {
            if (item >= answers.size() || answers.get(item) == null) {
                return item < ITEMS ? "q" + (item + 1) : "s" + (item + 1 - ITEMS);
            }
        }
        return null;
    }

    /** How many of the nine items are yes. */
    public int score() {
        return (int) answers.stream().limit(ITEMS).filter(Boolean::booleanValue).count();
    }

    /** Whether one of the two special items is yes. */
    public boolean special() {
        return answers.stream().skip(ITEMS).anyMatch(Boolean::booleanValue);
    }

    public DangerLevel level() {
        int score = score();
        if (special() || score >= 6) {
            return DangerLevel.HIGH;
        }
        return score >= 4 ? DangerLevel.MEDIUM : DangerLevel.LOW;
    }

    /** Whether all 11 were answered, and the danger is high. */
    public boolean high() {
        return complete() && level() == DangerLevel.HIGH;
    }

    /** 11 letters Y or N, to be sealed. */
    public String letters() {
        StringBuilder letters = new StringBuilder();
        answers.forEach(yes -> letters.append(Boolean.TRUE.equals(yes) ? 'Y' : 'N'));
        return letters.toString();
    }

    /** Tells nothing: the answers must not come into a log. */
    @Override
    public String toString() {
        return "DangerAnswers[sealed]";
    }
}
