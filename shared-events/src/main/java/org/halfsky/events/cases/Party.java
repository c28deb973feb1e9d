package org.halfsky.events.cases;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.Sealed;

/**
 * One person in a case.
 *
 * @param person
 *            her or his id, with a key of its own
 * @param role
 *            what this person is in the matter
 * @param name
 *            sealed D3, or null when unknown
 * @param phone
 *            sealed D3, or null when unknown
 */
public record Party(PersonId person, PartyRole role, Sealed name, Sealed phone) {}
