package org.halfsky.query.http;

import java.util.Locale;

import org.springframework.context.MessageSource;

/** The words of one language. */
public record Words(MessageSource messages, Locale locale) {

    /** The message under a key. */
    public String of(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** A value of a code list, by {@code <list>.<VALUE>}; nothing for null. */
    public String code(Enum<?> value) {
        return value == null ? "" : of(keyOf(value));
    }

    /** What a rule rests on. Articles stay as they are cited; that it is the house's own rule is said in the reader's language. */
    public String basis(String cited) {
        return cited.replace(of("law.house.cited.on"), of("law.house.on")).replace(of("law.house.cited"),
                of("law.house"));
    }

    /** Where a value of a code list stands in the messages. */
    public static String keyOf(Enum<?> value) {
        String list = value.getDeclaringClass().getSimpleName();
        return Character.toLowerCase(list.charAt(0)) + list.substring(1) + '.' + value.name();
    }
}
