package org.halfsky.ops.ledger;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The words that ledgers use for codes, from {@code ledger/words.properties}: the first of each is the one we write. */
final class Words<E extends Enum<E>> {

    private static final Properties ALL = load("/ledger/words.properties");

    private final Map<E, List<String>> words;
    private final Map<String, E> byWord = new HashMap<>();

    private Words(Class<E> codes, String prefix) {
        this.words = Arrays.stream(codes.getEnumConstants())
                .collect(Collectors.toMap(code -> code, code -> known(prefix, code),
                        (one, other) -> one, () -> new EnumMap<>(codes)));
        words.forEach((code, all) -> {
            byWord.put(normal(code.name()), code);
            all.forEach(word -> {
                E before = byWord.put(normal(word), code);
                if (before != null && before != code) {
                    throw new IllegalStateException("「" + word + "」 means both " + before + " and " + code);
                }
            });
        });
    }

    static <E extends Enum<E>> Words<E> of(Class<E> codes, String prefix) {
        return new Words<>(codes, prefix);
    }

    Optional<E> code(String word) {
        return Optional.ofNullable(byWord.get(normal(word)));
    }

    /** The word we write for it. */
    String word(E code) {
        return words.get(code).getFirst();
    }

    /** Every word that is understood, the one we write first. */
    List<String> words(E code) {
        return words.get(code);
    }

    /** The words we write, in the order of the codes. */
    List<String> all() {
        return words.values().stream().map(List::getFirst).toList();
    }

    /** The codes as one picks them from a list: the code's name, and how it reads. */
    Map<String, String> choices(Locale locale) {
        boolean english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
        Map<String, String> choices = new LinkedHashMap<>();
        words.forEach((code, all) -> choices.put(code.name(), english ? all.getLast() : all.getFirst()));
        return choices;
    }

    static String normal(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC).replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> List<String> known(String prefix, E code) {
        String key = prefix + "." + code.name();
        return List.of(Objects.requireNonNull(ALL.getProperty(key), () -> "no words for " + key).split("\\s*\\|\\s*"));
    }

    static Properties load(String resource) {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            Properties words = new Properties();
            words.load(in);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
