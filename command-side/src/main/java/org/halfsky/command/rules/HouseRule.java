package org.halfsky.command.rules;

/** Rules of the house that every stream shares: none of them is law. */
public enum HouseRule implements Rule {
    /** A unit outside the actor's subtree. */
    UNIT_IN_SCOPE("HOUSE-UNIT", Kind.FORBIDDEN),
    /** The role does not allow the command. */
    ROLE_ALLOWS("HOUSE-ROLE", Kind.FORBIDDEN),
    /** A stream that does not exist, or not for this actor. */
    KNOWN("HOUSE-KNOWN", Kind.UNKNOWN),
    /** Other content under an id that exists. */
    ONCE("HOUSE-ONCE", Kind.CONFLICT),
    /** A person changed it after the form was filled. */
    UNCHANGED("HOUSE-CHANGED", Kind.CHANGED),
    /** Others kept writing to the same stream, and every retry lost the race. */
    UNRACED("HOUSE-RACE", Kind.CONFLICT),
    /** What happened lies in the future. */
    NOT_IN_FUTURE("HOUSE-FUTURE", Kind.INCOMPLETE),
    /** The unit is one of the network's. */
    UNIT_IN_NETWORK("HOUSE-NOUNIT", Kind.INCOMPLETE),
    /** The correction fits its field. */
    CORRECTION_FITS("HOUSE-CORRECT", Kind.INCOMPLETE);

    private final Entry entry;

    /** A rule of the house. */
    HouseRule(String code, Kind kind) {
        entry = Entry.ofTheHouse(code, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
