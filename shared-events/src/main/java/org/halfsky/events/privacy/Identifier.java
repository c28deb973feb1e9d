package org.halfsky.events.privacy;

/** What the blind index can find a person by. */
public enum Identifier {
    /**
     * A phone number; a match only suggests the same person: it may be the abuser's
     * phone.
     */
    PHONE,
    /** A resident identity number (居民身份证号). */
    ID_NUMBER
}
