package org.halfsky.events.ids;

/**
 * Keys of the facts about the act that travel beside every event, set once
 * where the command enters.
 */
public final class Meta {

    /** The {@link StaffId} of who did it. */
    public static final String ACTOR = "actor";
    /** The {@link Role} it was done in. */
    public static final String ROLE = "role";
    /** The {@link UnitCode} whose post the actor holds. */
    public static final String UNIT = "unit";
    /**
     * ISO-8601 instant of when it happened; the Axon timestamp is when it was
     * recorded.
     */
    public static final String HAPPENED_AT = "happenedAt";
    /** {@link #LIVE} or {@link #IMPORTED}. */
    public static final String ORIGIN = "origin";

    /**
     * Where a ledger's row comes from when it is no real matter, beginning with
     * {@link #SYNTHETIC}: {@code synthetic:yiyang}; else absent.
     */
    public static final String SOURCE = "source";

    public static final String LIVE = "LIVE";
    public static final String IMPORTED = "IMPORTED";
    public static final String SYNTHETIC = "synthetic";

    private Meta() {}
}
