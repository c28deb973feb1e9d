package org.halfsky.ops.i18n;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.halfsky.command.rules.Rule;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever anyone can read stands in a bundle, in both languages. */
class TranslationsTest {

    private static final Map<String, Properties> CHINESE = bundles(false);
    private static final Map<String, Properties> ENGLISH = bundles(true);
    private static final Set<String> KEYS = CHINESE.values().stream().flatMap(all -> all.stringPropertyNames().stream())
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void every_area_says_the_same_in_both_languages() {
        assertThat(CHINESE).isNotEmpty();
        assertThat(ENGLISH.keySet()).isEqualTo(CHINESE.keySet());
        CHINESE.forEach((area, chinese) -> assertThat(ENGLISH.get(area).stringPropertyNames()).as(area)
                .containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames()));
    }

    @Test
    void no_sentence_is_empty_or_loses_an_argument() {
        List<String> faults = new ArrayList<>();
        CHINESE.forEach((area, chinese) -> chinese.stringPropertyNames().forEach(key -> {
            String here = chinese.getProperty(key);
            String there = ENGLISH.get(area).getProperty(key, "");
            if (here.isBlank() != there.isBlank()) {
                faults.add(key + " is empty in one language");
            }
            if (!arguments(here).equals(arguments(there))) {
                faults.add(key + " has other arguments: " + here + " / " + there);
            }
            for (String text : List.of(here, there)) {
                if (text.matches("(?s).*\\{\\d.*") && (!readable(text) || text.replace("''", "").contains("'"))) {
                    faults.add(key + " is not a message: " + text);
                }
            }
        }));
        assertThat(faults).isEmpty();
    }

    /** Only a refusal's own basis keeps the Chinese title; what we write in English cites in English. */
    @Test
    void english_texts_cite_the_law_in_english() {
        List<String> mixed = new ArrayList<>();
        ENGLISH.forEach((area, english) -> english.stringPropertyNames().stream()
                .filter(key -> english.getProperty(key).matches("(?s).*(?:《|第 ?\\d+ ?条).*")).forEach(mixed::add));
        assertThat(mixed).isEmpty();
    }

    @Test
    void one_is_not_written_as_many_in_english() {
        assertThat(english("casefile.sessions", 1)).isEqualTo("1 session");
        assertThat(english("casefile.sessions", 1200)).isEqualTo("1,200 sessions");
        assertThat(english("contacts.repeat.times", "Call", 1)).isEqualTo("Call once");
        assertThat(english("contacts.repeat.times", "Call", 3)).isEqualTo("Call 3 times");
    }

    private static String english(String key, Object... facts) {
        String text = ENGLISH.values().stream().map(all -> all.getProperty(key)).filter(Objects::nonNull).findFirst()
                .orElseThrow();
        return new MessageFormat(text, Locale.ENGLISH).format(facts);
    }

    @Test
    void no_key_stands_in_two_areas() {
        Map<String, String> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        CHINESE.forEach((area, all) -> all.stringPropertyNames().forEach(key -> {
            String before = seen.put(key, area);
            if (before != null) {
                twice.add(key + " in " + before + " and " + area);
            }
        }));
        assertThat(twice).isEmpty();
    }

    @Test
    void every_rule_can_say_why() {
        List<Rule> rules = enums("org.halfsky", Rule.class).flatMap(type -> Stream.of((Rule[]) type.getEnumConstants()))
                .toList();
        assertThat(rules).isNotEmpty();
        assertThat(rules.stream().map(Rule::code).filter(code -> !KEYS.contains(code))).isEmpty();
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.basis()).isNotBlank();
            assertThat(rule.ruleId()).isNotBlank();
        });
    }

    @Test
    void every_code_has_a_name() {
        assertThat(enums("org.halfsky.events", Enum.class)).hasSizeGreaterThan(20);
        List<String> missing = enums("org.halfsky.events", Enum.class)
                .flatMap(type -> Stream.of(type.getEnumConstants())
                        .map(value -> StringUtils.uncapitalize(type.getSimpleName()) + "." + ((Enum<?>) value).name()))
                .filter(key -> !KEYS.contains(key)).toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void pages_use_only_words_that_exist() throws IOException {
        Map<String, String> missing = new TreeMap<>();
        for (Resource template : templates()) {
            String text = read(template);
            Matcher used = Pattern.compile("#\\{([\\w.-]+)[}(]").matcher(text);
            while (used.find()) {
                if (!KEYS.contains(used.group(1))) {
                    missing.put(used.group(1), template.getFilename());
                }
            }
            Matcher made = Pattern.compile("#\\{\\|([\\w.-]+\\.)\\$\\{").matcher(text);
            while (made.find()) {
                if (KEYS.stream().noneMatch(key -> key.startsWith(made.group(1)))) {
                    missing.put(made.group(1) + "*", template.getFilename());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void pages_hold_no_bare_words() throws IOException {
        List<String> bare = new ArrayList<>();
        for (Resource template : templates()) {
            String name = template.getURL().getPath().replaceAll(".*/templates/", "");
            bareWords(read(template)).forEach(word -> bare.add(name + ": " + word));
        }
        assertThat(bare).isEmpty();
    }

    @Test
    void scripts_hold_no_bare_chinese() throws IOException {
        List<String> bare = new ArrayList<>();
        for (Resource script : resources("classpath*:static/js/**/*.js")) {
            read(script).lines().map(line -> line.replaceAll("//.*", ""))
                    .filter(line -> line.matches(".*[\\u4e00-\\u9fff].*"))
                    .forEach(line -> bare.add(script.getFilename() + ": " + line.strip()));
        }
        assertThat(bare).isEmpty();
    }

    @Test
    void the_search_for_bare_words_finds_them() {
        assertThat(bareWords("<p>请填写</p>")).hasSize(1);
        assertThat(bareWords("<p th:text=\"#{a}\">请填写</p><p>·</p>")).isEmpty();
        assertThat(bareWords("<div th:if=\"${a > b}\"><b>Please</b></div>")).hasSize(1);
        assertThat(bareWords("<input placeholder=\"姓名\">")).hasSize(1);
    }

    private static final Pattern TOKEN = Pattern.compile(
            "<!--.*?-->|<!DOCTYPE[^>]*>|<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Set<String> VOID = Set.of("area", "br", "col", "hr", "img", "input", "link", "meta", "source",
            "wbr");
    /** What a code, a key, a number, an address, the name of a metric or an article of law may be: the law is cited in its own words. */
    private static final Pattern NO_WORDS = Pattern.compile(
            "(?:[^\\p{IsHan}\\p{IsLatin}]|\\b[A-Z]{1,5}-?\\d+[A-Z]?\\b|\\b[a-zA-Z]\\b)*|\\s*(?:/[\\w/.-]+|[a-z_]+(?:\\.[a-z_]+)+)\\s*|\\s*《[^》]+》第[\\d条款项第至、]+\\s*");

    private static List<String> bareWords(String html) {
        List<String> bare = new ArrayList<>();
        Deque<Element> open = new ArrayDeque<>();
        Matcher tokens = TOKEN.matcher(html);
        while (tokens.find()) {
            String token = tokens.group();
            if (token.startsWith("<!")) {
                continue;
            }
            if (token.startsWith("</")) {
                String name = token.substring(2, token.length() - 1).strip().toLowerCase();
                while (!open.isEmpty() && !open.pop().name.equals(name)) {
                    // an element that HTML closes by itself
                }
            } else if (token.startsWith("<")) {
                Matcher attribute = Pattern.compile("\\s(placeholder|title|alt|aria-label|data-[a-z-]+)=\"([^\"]*)\"")
                        .matcher(token);
                while (attribute.find()) {
                    boolean says = !attribute.group(1).startsWith("data-")
                            || attribute.group(2).matches(".*\\p{IsHan}.*");
                    if (says && !NO_WORDS.matcher(attribute.group(2)).matches()) {
                        bare.add(attribute.group());
                    }
                }
                String name = token.replaceAll("^<([\\w:]+)[\\s\\S]*", "$1").toLowerCase();
                boolean replaced = token.matches("(?s).*\\sth:(?:u?text|replace|insert|remove=\"all\").*")
                        || Set.of("kbd", "title", "svg", "template", "code", "pre").contains(name)
                        || token.matches("(?s).*\\sclass=\"[^\"]*\\b(?:code|mono)\\b.*")
                        || token.matches("(?s).*\\s(?:lang|translate)=.*") && name.equals("span");
                if (!token.endsWith("/>") && !VOID.contains(name)) {
                    open.push(new Element(name, replaced && !name.equals("html")));
                }
            } else if (open.stream().noneMatch(Element::replaced)
                    && !NO_WORDS.matcher(token.replaceAll("\\[\\[.*?]]|&\\w+;", "")).matches()) {
                bare.add(token.strip());
            }
        }
        return bare;
    }

    private record Element(String name, boolean replaced) {}

    private static Set<String> arguments(String text) {
        Matcher found = Pattern.compile("\\{(\\w+)[},]").matcher(text);
        Set<String> arguments = new TreeSet<>();
        while (found.find()) {
            arguments.add(found.group(1));
        }
        return arguments;
    }

    private static boolean readable(String text) {
        try {
            new MessageFormat(text);
            return true;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    private static Stream<Class<?>> enums(String root, Class<?> kind) {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false) {

            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition found) {
                return found.getMetadata().isIndependent();
            }
        };
        scan.addIncludeFilter(new AssignableTypeFilter(kind));
        return scan.findCandidateComponents(root).stream().<Class<?>>map(found -> load(found.getBeanClassName()))
                .filter(type -> type.isEnum() && !type.getPackageName().contains("testkit"));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Properties> bundles(boolean english) {
        Map<String, Properties> all = new LinkedHashMap<>();
        for (String area : Languages.areas()) {
            Properties words = new Properties();
            for (Resource file : resources("classpath*:" + area + (english ? "_en" : "") + ".properties")) {
                assertThat(words).as(area + " stands twice").isEmpty();
                try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    words.load(reader);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            all.put(area, words);
        }
        return all;
    }

    private static List<Resource> templates() {
        return resources("classpath*:templates/**/*.html");
    }

    private static List<Resource> resources(String pattern) {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources(pattern));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Resource file) throws IOException {
        return file.getContentAsString(StandardCharsets.UTF_8);
    }
}
