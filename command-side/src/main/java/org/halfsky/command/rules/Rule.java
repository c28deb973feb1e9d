package org.halfsky.command.rules;

/**
 * A rule that a command can break. Each family of rules is an enum; the rulebook gives id, code and basis, and the message
 * bundle {@code rules} gives the sentence in each language under the code.
 */
public interface Rule {

    /** The basis of a rule that is not law. */
    String HOUSE = "本系统规则";

    /** The refusal's code in the rulebook, for example {@code MED-DVHIGH}; for our own rules the id. */
    String code();

    /** The rule's id in the rulebook, for example {@code MED-06}; for our own rules {@code HOUSE-…}. */
    String ruleId();

    /** The article of law, in Chinese as the rulebook cites it; for our own rules 「本系统规则」. */
    String basis();

    Kind kind();

    /** What a refusal means to the caller. */
    enum Kind {
        /** The state forbids it: 409. */
        CONFLICT,
        /** Something is missing or breaks a rule of content: 422. */
        INCOMPLETE,
        /** Not yours to do: 403. */
        FORBIDDEN,
        /** Not known to you: 404. */
        UNKNOWN,
        /** Changed meanwhile: 412. */
        CHANGED
    }

    /** @throws RuleBroken if the rule does not hold */
    static void require(Rule rule, boolean holds) {
        require(rule, holds, null);
    }

    /**
     * @param field the name of the request's field the refusal belongs beside, or null
     * @throws RuleBroken if the rule does not hold
     */
    static void require(Rule rule, boolean holds, String field) {
        if (!holds) {
            throw new RuleBroken(Refusal.of(rule, field));
        }
    }
}
