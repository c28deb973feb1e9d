package org.halfsky.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

import org.axonframework.messaging.annotation.MetaDataValue;
import org.halfsky.command.authority.AllowedTo;
import org.halfsky.command.http.Texts;
import org.halfsky.command.rules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What may not be forgotten with any new command or rule. */
class CompleteTest {

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_says_who_may_send_it_and_names_its_stream_first(Class<?> command) {
        assertThat(command.getAnnotation(AllowedTo.class)).isNotNull();
        assertThat(command.getAnnotation(AllowedTo.class).value()).isNotEmpty();
        assertThat(command.isRecord()).isTrue();
        assertThat(command.getRecordComponents()[0].getType().getPackageName()).isEqualTo("org.halfsky.events.ids");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void every_rule_is_said_in_chinese_and_in_english_with_its_basis(Rule rule) {
        assertThat(Texts.source().getMessage(rule.code(), null, Locale.SIMPLIFIED_CHINESE)).matches(".*\\p{IsHan}.*");
        assertThat(Texts.source().getMessage(rule.code(), null, Locale.ENGLISH)).isNotBlank()
                .doesNotMatch(".*\\p{IsHan}.*");
        assertThat(rule.basis()).matches(".*\\p{IsHan}.*");
        assertThat(rule.ruleId()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules", "problems"})
    void both_languages_say_the_same_things(String bundle) throws Exception {
        assertThat(keys(bundle + "_en")).isEqualTo(keys(bundle));
    }

    /** Axon passes over a handler, without a word, whose required metadata is missing. */
    @Test
    void no_handler_is_passed_over_because_a_fact_beside_the_event_is_missing() throws Exception {
        List<MetaDataValue> asked = classes().flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .map(parameter -> parameter.getAnnotation(MetaDataValue.class)).filter(Objects::nonNull).toList();
        assertThat(asked).isNotEmpty().noneMatch(MetaDataValue::required);
    }

    @Test
    void no_sentence_stands_for_a_rule_that_is_gone() throws Exception {
        assertThat(keys("rules")).isSubsetOf(rules().map(Rule::code).toList());
    }

    static Stream<Class<?>> commands() throws Exception {
        return classes().filter(type -> type.isSealed() && type.getSimpleName().endsWith("Command"))
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    static Stream<Rule> rules() throws Exception {
        return classes().filter(type -> type.isEnum() && Rule.class.isAssignableFrom(type))
                .flatMap(type -> Arrays.stream((Rule[]) type.getEnumConstants()));
    }

    private static Stream<Class<?>> classes() throws Exception {
        CachingMetadataReaderFactory readers = new CachingMetadataReaderFactory();
        return Arrays.stream(new PathMatchingResourcePatternResolver()
                .getResources("classpath*:org/halfsky/command/**/*.class"))
                .map(resource -> {
                    try {
                        return (Class<?>) Class.forName(readers.getMetadataReader(resource).getClassMetadata()
                                .getClassName(), false, CompleteTest.class.getClassLoader());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static Set<String> keys(String bundle) throws Exception {
        Properties texts = PropertiesLoaderUtils.loadProperties(
                new EncodedResource(new ClassPathResource("messages/" + bundle + ".properties"), UTF_8));
        List<String> blank = texts.stringPropertyNames().stream().filter(key -> texts.getProperty(key).isBlank())
                .toList();
        assertThat(blank).isEmpty();
        return texts.stringPropertyNames();
    }
}
