package org.halfsky.events.contact;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.Sealed;

/**
 * Who made the contact, as far as she told us.
 *
 * @param person
 *            her id for this contact, with a key of its own
 * @param relation
 *            herself or someone for her
 * @param name
 *            sealed D3, or null
 * @param phone
 *            sealed D3, or null
 * @param idNumber
 *            sealed D3, or null; never a condition for help (REG-04)
 * @param address
 *            sealed D3, or null
 */
public record Caller(PersonId person, Relation relation, Sealed name, Sealed phone, Sealed idNumber, Sealed address) {

    /**
     * Whether nobody can be told in writing: the written-notice duty is lifted
     * (信访工作条例 23(2)).
     */
    public boolean anonymous() {
        return name == null && phone == null && idNumber == null;
    }
}
