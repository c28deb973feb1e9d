package org.halfsky.command.rules;

/**
 * A rule that a command can break. Each family of rules is an enum; the rulebook gives id, code and basis, and the message
 * bundle {@code rules} gives the sentence in each language under the code.
 */
public interface Rule {

    /** The basis of a rule that is not law. */
    String HOUSE = "本系统规则";

    /** What the rulebook says of it. */
    Entry entry();

    default String code() {
        return entry().code();
    }

    default String ruleId() {
        return entry().ruleId();
    }

    default String basis() {
        return entry().basis();
    }

    default Kind kind() {
        return entry().kind();
    }

    /**
     * A rule's entry in the rulebook.
     *
     * @param code   of the refusal, for example {@code MED-DVHIGH}; for our own rules the id
     * @param ruleId for example {@code MED-06}; for our own rules {@code HOUSE-…}
     * @param basis  the article of law, in Chinese as the rulebook cites it; for our own rules 「本系统规则」
     * @param kind   what a refusal means to the caller
     */
    record Entry(String code, String ruleId, String basis, Kind kind) {

        public static Entry ofTheHouse(String code, Kind kind) {
            return new Entry(code, code, HOUSE, kind);
        }
    }

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
