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
            case ID_NUMBER -> identity(plain.replaceAll("[\\s\\p{Pd}]", "").toUpperCase(Locale.ROOT));
        };
    }

    /** A resident's number of fifteen digits is the same person's as the one of eighteen that followed it (GB 11643-1999). */
    private static String identity(String plain) {
        if (!plain.matches("\\d{15}")) {
            return plain;
        }
        String dated = plain.substring(0, 6) + "19" + plain.substring(6);
        int sum = 0;
        for (int i = 0; i < dated.length(); i++) {
            sum += (dated.charAt(i) - '0') * ((1 << 17 - i) % 11);
        }
        return dated + "10X98765432".charAt(sum % 11);
    }

    private static String phone(String plain) {
        String digits = plain.replaceAll("\\D", "");
        // +86, 0086 or a bare 86 before an eleven-digit mobile number.
        return digits.replaceFirst("^(?:00)?86(?=1\\d{10}$)", "")
                .replaceFirst(plain.strip().startsWith("+") ? "^86" : "^0086", "");
    }
}
