package org.halfsky.query.projection;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The one text form of a column's value, as PostgreSQL reads it: the live
 * writer and COPY both use it.
 */
final class Text {

    private Text() {}

    static String of(Object value) {
        return switch (value) {
            case null -> null;
            case Enum<?> code -> code.name();
            case Collection<?> many -> many.stream().map(Text::element).collect(Collectors.joining(",", "{", "}"));
            default -> value.toString();
        };
    }

    /** Appends one value of a COPY line. */
    static void copy(StringBuilder line, Object value) {
        String text = of(value);
        if (text == null) {
            line.append("\\N");
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(c);
            }
        }
    }

    private static String element(Object value) {
        return '"' + of(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
