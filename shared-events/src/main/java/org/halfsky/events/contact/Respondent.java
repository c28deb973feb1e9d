package org.halfsky.events.contact;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.Sealed;

/**
 * The other side, as far as the caller named it.
 *
 * @param person
 *            an id for this contact, with a key of its own
 * @param name
 *            sealed D3, or null
 * @param phone
 *            sealed D3, or null
 */
public record Respondent(PersonId person, Sealed name, Sealed phone) {}
