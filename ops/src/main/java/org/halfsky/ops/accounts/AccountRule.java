package org.halfsky.ops.accounts;

import org.halfsky.command.rules.Rule;

/** Rules of the house about accounts and signing in. */
public enum AccountRule implements Rule {
    /** Nobody changes the own role, or closes the own account: so one administrator always remains. */
    NOT_ONESELF("HOUSE-SELF", Kind.FORBIDDEN),
    /** A closed account stays closed. */
    STILL_OPEN("HOUSE-CLOSED", Kind.CONFLICT),
    /** A person holds one of the seven roles; the system is nobody's. */
    ROLE_OF_A_PERSON("HOUSE-NO-ROLE", Kind.INCOMPLETE),
    /** Who changes a password knows the old one. */
    OLD_PASSWORD_KNOWN("HOUSE-PASSWORD-OLD", Kind.INCOMPLETE),
    /** Long enough, and not to be guessed from the name. */
    PASSWORD_STRONG("HOUSE-PASSWORD-WEAK", Kind.INCOMPLETE),
    /** A new password is a new one. */
    PASSWORD_NEW("HOUSE-PASSWORD-SAME", Kind.INCOMPLETE),
    /** Typed twice alike. */
    PASSWORD_REPEATED("HOUSE-PASSWORD-TWICE", Kind.INCOMPLETE);

    private final Entry entry;

    /** A rule of the house. */
    AccountRule(String code, Kind kind) {
        entry = Entry.ofTheHouse(code, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
