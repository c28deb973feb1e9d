package org.halfsky.command.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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

    /** The save of a draft that there is not yet. */
    static final String NONE = "0";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * @param save what the writer calls this save
     * @param seen the saves that it may replace, {@link #NONE} if there need be none; null for whatever there is
     * @return when, or nothing if there is another save by now, or the draft is somebody else's
     */
    Optional<Instant> save(StaffId staff, ContactId contactId, PersonId person, String text, UUID save,
            List<String> seen) {
        Instant now = clock.instant();
        int saved = jdbc.sql("""
                insert into draft (contact_id, staff, person_id, sealed, saved_at, save)
                select :contact, :staff, :person, :sealed, :at, :save
                where :first or exists (select from draft where contact_id = :contact)
                on conflict (contact_id) do update set person_id = excluded.person_id, sealed = excluded.sealed,
                    saved_at = excluded.saved_at, save = excluded.save
                where draft.staff = excluded.staff and (:any or draft.save::text in (:seen))""")
                .param("contact", uuid(contactId)).param("staff", staff.value())
                .param("person", UUID.fromString(person.value()))
                .param("sealed", vault.seal(person, DataClass.D3, text).ciphertext())
                .param("at", now.atOffset(ZoneOffset.UTC)).param("save", save)
                .param("first", seen == null || seen.contains(NONE)).param("any", seen == null)
                .param("seen", seen == null ? List.of(NONE) : seen).update();
        return saved == 0 ? Optional.empty() : Optional.of(now);
    }

    Optional<Kept> open(StaffId staff, ContactId contactId) {
        return jdbc.sql("select save, person_id, sealed from draft where contact_id = ? and staff = ?")
                .params(uuid(contactId), staff.value())
                .query((row, n) -> Map.entry(row.getString(1),
                        new Sealed(new PersonId(row.getString(2)), DataClass.D3, row.getString(3))))
                .optional().map(kept -> new Kept(kept.getKey(), vault
                        .open(List.of(kept.getValue()), new Opening(staff, "draft.continue", contactId.value()))
                        .get(kept.getValue())));
    }

    /** The latest first; which contacts, not what they say. What another window wrote to a registered one is there too. */
    List<Saved> of(StaffId staff) {
        return jdbc.sql("""
                select contact_id, save, saved_at, exists (select from stream_unit where stream = contact_id)
                from draft where staff = ? order by saved_at desc limit 100""").param(staff.value())
                .query((row, n) -> new Saved(new ContactId(row.getString(1)), row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(), row.getBoolean(4)))
                .list();
    }

    /**
     * @param seen the saves that are given up, null for whatever there is: what another window wrote since stays
     * @return whether none is left
     */
    boolean discard(StaffId staff, ContactId contactId, List<String> seen) {
        jdbc.sql("delete from draft where contact_id = :contact and staff = :staff and (:any or save::text in (:seen))")
                .param("contact", uuid(contactId)).param("staff", staff.value()).param("any", seen == null)
                .param("seen", seen == null ? List.of(NONE) : seen).update();
        return !exists("contact_id = ? and staff = ?", uuid(contactId), staff.value());
    }

    boolean isOfAnother(StaffId staff, ContactId contactId) {
        return exists("contact_id = ? and staff <> ?", uuid(contactId), staff.value());
    }

    private boolean exists(String which, Object... params) {
        return jdbc.sql("select exists (select from draft where " + which + ")").params(params).query(Boolean.class)
                .single();
    }

    private static UUID uuid(ContactId contactId) {
        return UUID.fromString(contactId.value());
    }

    record Saved(ContactId contactId, String save, Instant savedAt, boolean registered) {}

    record Kept(String save, String text) {}
}
