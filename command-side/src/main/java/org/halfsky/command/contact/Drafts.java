package org.halfsky.command.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody began to write down. Only who wrote it gets it back, and only until the contact is registered. */
@Component
class Drafts {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** @return when, or nothing if the draft is somebody else's */
    Optional<Instant> save(StaffId staff, ContactId contactId, PersonId person, String text) {
        Instant now = clock.instant();
        int saved = jdbc.sql("""
                insert into draft (contact_id, staff, person_id, sealed, saved_at)
                values (:contact, :staff, :person, :sealed, :at)
                on conflict (contact_id) do update
                set person_id = excluded.person_id, sealed = excluded.sealed, saved_at = excluded.saved_at
                where draft.staff = excluded.staff""").param("contact", uuid(contactId)).param("staff", staff.value())
                .param("person", UUID.fromString(person.value()))
                .param("sealed", vault.seal(person, DataClass.D3, text).ciphertext())
                .param("at", now.atOffset(ZoneOffset.UTC)).update();
        return saved == 0 ? Optional.empty() : Optional.of(now);
    }

    Optional<String> open(StaffId staff, ContactId contactId) {
        return jdbc.sql("select person_id, sealed from draft where contact_id = ? and staff = ?")
                .params(uuid(contactId), staff.value())
                .query((row, n) -> new Sealed(new PersonId(row.getString(1)), DataClass.D3, row.getString(2)))
                .optional().map(sealed -> vault
                        .open(List.of(sealed), new Opening(staff, "draft.continue", contactId.value())).get(sealed));
    }

    /** The latest first; which contacts, not what they say. */
    List<Saved> of(StaffId staff) {
        return jdbc.sql("select contact_id, saved_at from draft where staff = ? order by saved_at desc limit 100")
                .param(staff.value()).query((row, n) -> new Saved(new ContactId(row.getString(1)),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
    }

    void discard(StaffId staff, ContactId contactId) {
        jdbc.sql("delete from draft where contact_id = ? and staff = ?").params(uuid(contactId), staff.value())
                .update();
    }

    private static UUID uuid(ContactId contactId) {
        return UUID.fromString(contactId.value());
    }

    record Saved(ContactId contactId, Instant savedAt) {}
}
