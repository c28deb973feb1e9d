package org.halfsky.ops.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts wrong passwords per typed name, and locks the name for a while; real and invented names alike. */
final class SignInFailures {

    static final int ALLOWED = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInFailures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean locked(String name) {
        return jdbc.sql("select count(*) from account.sign_in_failure where name_digest = ? and locked_until > ?")
                .params(digest(name), Timestamp.from(clock.instant())).query(Integer.class).single() > 0;
    }

    /** How many tries are left after this failure; at 0 the name is locked. Old failures are forgotten. */
    int failed(String name) {
        Instant now = clock.instant();
        Timestamp forgotten = Timestamp.from(now.minus(LOCKED_FOR));
        jdbc.sql("delete from account.sign_in_failure where last_at < ?").param(forgotten).update();
        int failures = jdbc.sql("""
                insert into account.sign_in_failure as f (name_digest, failures, last_at) values (?, 1, ?)
                on conflict (name_digest) do update set failures = f.failures + 1, last_at = excluded.last_at,
                    locked_until = case when f.failures + 1 >= ? then ?::timestamptz else f.locked_until end
                returning failures""")
                .params(digest(name), Timestamp.from(now), ALLOWED, Timestamp.from(now.plus(LOCKED_FOR)))
                .query(Integer.class)
                .single();
        return Math.max(0, ALLOWED - failures);
    }

    void forget(String name) {
        jdbc.sql("delete from account.sign_in_failure where name_digest = ?").param(digest(name)).update();
    }

    /** Someone may have typed the password into the wrong field: what was typed is not kept. */
    private static String digest(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
