package org.halfsky.command.contact;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.Identifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who looked whom up, and why. The query side shows by the token what lies in scope, for a quarter of an hour. */
@Component
class Lookups {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Lookups(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    String record(StaffId staff, Identifier kind, String purpose, Set<PersonId> found) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                insert into lookup (token, staff, purpose, at, kind, person_ids)
                values (:token, :staff, :purpose, :at, :kind, :persons)""").param("token", token)
                .param("staff", staff.value()).param("purpose", purpose)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("kind", kind.name())
                .param("persons",
                        found.stream().map(person -> UUID.fromString(person.value())).toArray(UUID[]::new))
                .update();
        return token;
    }
}
