package org.halfsky.command.cases;

import java.util.Locale;
import java.util.stream.Stream;

import org.halfsky.command.dvresponse.DvRule;
import org.halfsky.command.http.Texts;
import org.halfsky.command.mediation.MediationRule;
import org.halfsky.command.rules.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RuleTextsTest {

    @ParameterizedTest
    @MethodSource
    void every_rule_is_said_in_chinese_and_in_english(Rule rule) {
        String chinese = Texts.source().getMessage(rule.code(), null, Locale.SIMPLIFIED_CHINESE);
        String english = Texts.source().getMessage(rule.code(), null, Locale.ENGLISH);
        assertThat(chinese).matches(".*\\p{IsHan}.*");
        assertThat(english).isNotBlank().doesNotMatch(".*\\p{IsHan}.*");
    }

    static Stream<Rule> every_rule_is_said_in_chinese_and_in_english() {
        return Stream.of(CaseRule.values(), MediationRule.values(), DvRule.values()).flatMap(Stream::of);
    }
}
