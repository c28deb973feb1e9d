package org.halfsky.ops.vault;

import java.text.Normalizer;
import java.util.Locale;

import org.halfsky.events.privacy.Identifier;

/** One spelling for every way an identifier is written down, so that the blind index finds it again. */
final class Normal {

    private Normal() {}

    /** @return blank when nothing is left to look for */
    static String of(Identifier kind, String value) {
        // NFKC turns full-width digits, as a Chinese keyboard gives them, into plain ones.
        String plain = Normalizer.normalize(value, Normalizer.Form.NFKC);
        return switch (kind) {
            case PHONE -> phone(plain);
            case ID_NUMBER -> plain.replaceAll("[\\s\\p{Pd}]", "").toUpperCase(Locale.ROOT);
        };
    }

    private static String phone(String plain) {
        String digits = plain.replaceAll("\\D", "");
        // +86, 0086 or a bare 86 before an eleven-digit mobile number.
        return digits.replaceFirst("^(?:00)?86(?=1\\d{10}$)", "")
                .replaceFirst(plain.strip().startsWith("+") ? "^86" : "^0086", "");
    }
}
