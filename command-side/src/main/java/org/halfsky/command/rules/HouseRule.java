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
    NOT_IN_FUTURE("HOUSE-FUTURE", Kind.INCOMPLETE);

    private final String code;
    private final Kind kind;

    HouseRule(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String ruleId() {
        return code;
    }

    @Override
    public String basis() {
        return HOUSE;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
