package org.halfsky.command.rules;

/**
 * What a refused command answers with: plain data, so that it can cross machines.
 *
 * @param code   the rule's code
 * @param ruleId the rule's id in the rulebook
 * @param basis  the article
 * @param kind   what it means to the caller
 * @param field  the request's field it belongs beside, or null
 */
public record Refusal(String code, String ruleId, String basis, Rule.Kind kind, String field) {

    public static Refusal of(Rule rule) {
        return of(rule, null);
    }

    public static Refusal of(Rule rule, String field) {
        return new Refusal(rule.code(), rule.ruleId(), rule.basis(), rule.kind(), field);
    }
}
