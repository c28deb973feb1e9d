package org.halfsky.events.privacy;

import java.util.Objects;

import org.halfsky.events.ids.PersonId;

/**
 * Text under a person's key: the only form in which anything personal may stand
 * in an event or a view.
 *
 * @param person
 *            whose key opens it
 * @param dataClass
 *            how secret it is
 * @param ciphertext
 *            AEAD ciphertext, base64 without padding; bound to person and class
 *            as associated data
 */
public record Sealed(PersonId person, DataClass dataClass, String ciphertext) {

    public Sealed {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(dataClass, "dataClass");
        Objects.requireNonNull(ciphertext, "ciphertext");
    }
}
