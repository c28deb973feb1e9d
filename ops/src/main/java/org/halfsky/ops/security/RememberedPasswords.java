package org.halfsky.ops.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.halfsky.events.ids.StaffId;
import org.halfsky.ops.accounts.Accounts;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;

/**
 * Spares programs, which send their password with every request, the slow hash for five minutes. Kept is a keyed digest with a
 * key that lives as long as the process; a changed account ends it at once.
 */
final class RememberedPasswords implements AuthenticationManager {

    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int MOST = 1000;

    private final AuthenticationManager check;
    private final Accounts accounts;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    RememberedPasswords(AuthenticationManager check, Accounts accounts, Clock clock) {
        this.check = check;
        this.accounts = accounts;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String digest = digest(asked.getName() + '\0' + asked.getCredentials());
        Instant now = clock.instant();
        Known earlier;
        synchronized (known) {
            earlier = known.get(digest);
        }
        if (earlier != null && now.isBefore(earlier.until())
                && accounts.stands(new StaffId(earlier.staff().id()), earlier.staff().version())) {
            return PasswordCheck.signedIn(earlier.staff());
        }
        Authentication checked = check.authenticate(asked);
        synchronized (known) {
            known.put(digest, new Known((Staff) checked.getPrincipal(), now.plus(KEPT_FOR)));
        }
        return checked;
    }

    private String digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Known(Staff staff, Instant until) {}
}
