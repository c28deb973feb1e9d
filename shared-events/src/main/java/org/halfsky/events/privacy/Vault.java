package org.halfsky.events.privacy;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import org.halfsky.events.ids.PersonId;

/**
 * Seals and opens personal text under one key per person, and finds persons by
 * a keyed blind index (个人信息保护法 51: encryption and de-identification). The one
 * implementation lives in {@code ops}.
 */
public interface Vault {

    /** Seals one text; a person's key is made when first needed. */
    Sealed seal(PersonId person, DataClass dataClass, String text);

    /**
     * Makes the keys of many persons in one go, for whoever is about to seal in
     * bulk. Sealing works without it, one key at a time.
     */
    default void prepare(Collection<PersonId> persons) {}

    /**
     * Opens what can be opened, in one logged act.
     *
     * @param why
     *            a person, never a process; {@code about} is an id, never a text
     * @return the texts by what they were sealed in; what lies under a destroyed
     *         key is absent
     */
    Map<Sealed, String> open(Collection<Sealed> sealed, Opening why);

    /**
     * Makes the person findable by this identifier. The value itself is not kept.
     * Who is findable by one of the kind stays so: a repeated request says again
     * what may have been corrected since.
     */
    void index(PersonId person, Identifier kind, String value);

    /** The same for many at once. */
    default void indexAll(Collection<Indexed> entries) {
        entries.forEach(entry -> index(entry.person(), entry.kind(), entry.value()));
    }

    /**
     * Makes the person findable by this value and by no other of its kind: the
     * earlier ones were wrong, and somebody else may own them.
     */
    void reindex(PersonId person, Identifier kind, String value);

    /** Everyone who was indexed under this identifier, in no order. */
    Set<PersonId> find(Identifier kind, String value);

    /**
     * Everyone who shares a value of this identifier with one of the persons, they
     * themselves left out.
     */
    Set<PersonId> sharing(Collection<PersonId> persons, Identifier kind);

    /**
     * The same for the same text and house, and of no use to anybody without the
     * vault's key: to see that something was said before, without keeping it.
     */
    byte[] mark(String text);

    /**
     * Destroys the person's key and index entries: whatever was sealed for her is
     * gone everywhere at once.
     */
    void destroy(PersonId person);
}
