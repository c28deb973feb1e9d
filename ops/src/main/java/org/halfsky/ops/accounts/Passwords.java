package org.halfsky.ops.accounts;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.halfsky.events.ids.StaffId;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are made, judged and kept: as a slow hash that names its own method, so that it can be replaced one day. */
final class Passwords {

    /** No letter that could be read as another. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final int LEAST = 10;
    /** What bcrypt reads of a password. */
    private static final int MOST_BYTES = 72;
    private static final Set<String> TOO_COMMON = Set.of("1234567890", "0123456789", "0987654321", "qwertyuiop",
            "password123",
            "password1234", "1q2w3e4r5t", "1qaz2wsx3edc", "admin12345", "administrator", "abcd123456", "abc1234567",
            "woaini1314", "halfsky123", "banbiantian");

    private final SecureRandom random = new SecureRandom();
    private final PasswordEncoder encoder;
    /** Checked where there is no account, so that it takes as long as where there is one. */
    private final String nobodys;

    /** @param cost of bcrypt for passwords of now; older ones say their own */
    Passwords(int cost) {
        encoder = new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(cost)));
        nobodys = encoder.encode(make());
    }

    /** A password to be told once: four groups of four, 79 bits. */
    String make() {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            made.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return made.toString();
    }

    String hash(String password) {
        return encoder.encode(password);
    }

    /** @param kept the hash of the account, or null where there is none */
    boolean matches(String password, String kept) {
        boolean readable = password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
        boolean matches = encoder.matches(readable ? password : "", kept == null ? nobodys : kept);
        return matches && readable && kept != null;
    }

    static boolean strong(String password, StaffId staff) {
        String plain = password.toLowerCase(Locale.ROOT);
        return password.codePointCount(0, password.length()) >= LEAST
                && password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && plain.codePoints().distinct().count() >= 5 && !plain.contains(staff.value())
                && !TOO_COMMON.contains(plain);
    }
}
