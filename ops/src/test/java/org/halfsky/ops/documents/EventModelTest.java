package org.halfsky.ops.documents;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.halfsky.command.authority.AllowedTo;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.EventFamilies;
import org.halfsky.events.wire.EventType;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.util.ClassUtils;

/** The event model and the rules, as the code has them. */
class EventModelTest {

    @Test
    void the_event_model_page_tells_every_command_and_every_event() throws IOException {
        StringBuilder page = new StringBuilder("""
                # The event model

                Made from the code by `EventModelTest`: what can be asked and by whom, and what is stored for ever.
                """);
        for (Class<?> family : EventFamilies.ALL) {
            String feature = lastPackage(family);
            page.append("\n## ").append(feature).append('\n');
            List<? extends Class<?>> commands = commands(feature);
            if (!commands.isEmpty()) {
                page.append("\n| asked | by |\n|---|---|\n");
                commands.forEach(command -> page.append("| `%s` | %s |\n".formatted(command.getSimpleName(),
                        Arrays.stream(command.getAnnotation(AllowedTo.class).value()).map(Enum::name).sorted()
                                .collect(Collectors.joining(", ")))));
            }
            page.append("\n| happened | stored as | carries |\n|---|---|---|\n");
            for (Class<?> event : family.getPermittedSubclasses()) {
                EventType type = event.getAnnotation(EventType.class);
                page.append("| `%s` | `%s` %s | %s |\n".formatted(event.getSimpleName(), type.value(), type.revision(),
                        Arrays.stream(event.getRecordComponents()).map(EventModelTest::told)
                                .collect(Collectors.joining(", "))));
            }
        }
        Generated.matches(Path.of("ops/docs/event-model.md"), page.toString());
    }

    @Test
    void the_rules_page_tells_every_rule_with_its_article() throws IOException {
        StringBuilder page = new StringBuilder("""
                # The rules

                Made from the code by `EventModelTest`: every refusal, with its article. 「本系统规则」 marks our own.

                | rule | code | basis | answer |
                |---|---|---|---|
                """);
        found("org.halfsky", new AssignableTypeFilter(Rule.class)).stream().filter(Class::isEnum)
                .flatMap(rules -> Arrays.stream(rules.getEnumConstants())).map(rule -> ((Rule) rule).entry()).distinct()
                .sorted(Comparator.comparing(Rule.Entry::ruleId).thenComparing(Rule.Entry::code)
                        .thenComparing(Rule.Entry::kind))
                .forEach(rule -> page.append("| %s | `%s` | %s | %s |\n".formatted(rule.ruleId(), rule.code(),
                        rule.basis(), rule.kind())));
        Generated.matches(Path.of("ops/docs/rules.md"), page.toString());
    }

    private static List<? extends Class<?>> commands(String feature) {
        return found("org.halfsky.command",
                new RegexPatternTypeFilter(Pattern.compile("org\\.halfsky\\.command\\." + feature + "\\..*")))
                .stream().filter(type -> type.isAnnotationPresent(AllowedTo.class))
                .sorted(Comparator.comparing(Class::getSimpleName)).toList();
    }

    private static List<? extends Class<?>> found(String where,
            org.springframework.core.type.filter.TypeFilter filter) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(filter);
        return scanner.findCandidateComponents(where).stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .sorted(Comparator.comparing(Class::getName)).toList();
    }

    private static String told(RecordComponent component) {
        return component.getName() + " " + component.getType().getSimpleName();
    }

    private static String lastPackage(Class<?> family) {
        return family.getPackageName().substring(family.getPackageName().lastIndexOf('.') + 1);
    }
}
