package org.halfsky.ops;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.stream.Stream;

/** Random passwords of the database roles, made at the first start and kept for the owner of the home alone. */
final class DatabasePasswords {

    private static final String SUPERUSER = "superuser";
    private static final String FILE = "database-passwords.properties";

    private final Properties passwords = new Properties();

    DatabasePasswords(Path home) {
        Path file = home.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                Home.writeSecretOnce(file, made());
            }
            try (Reader reader = Files.newBufferedReader(file)) {
                passwords.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + file, e);
        }
    }

    /** Whether a first start has made them. */
    static boolean known(Path home) {
        return Files.exists(home.resolve(FILE));
    }

    String superuser() {
        return passwords.getProperty(SUPERUSER);
    }

    String of(DatabaseRole role) {
        return passwords.getProperty(role.login());
    }

    private static String made() {
        StringBuilder lines = new StringBuilder();
        Stream.concat(Stream.of(SUPERUSER), Stream.of(DatabaseRole.values()).map(DatabaseRole::login))
                .forEach(who -> lines.append(who).append('=').append(random()).append('\n'));
        return lines.toString();
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new String(Base64.getUrlEncoder().withoutPadding().encode(bytes), StandardCharsets.US_ASCII);
    }
}
