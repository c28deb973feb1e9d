package org.halfsky.events.ids;

/**
 * The levels of administration. The four-level network (市县乡村) is {@link #CITY}
 * to {@link #VILLAGE}; the province stands above it.
 */
public enum Level {
    PROVINCE(2), CITY(4), COUNTY(6), TOWNSHIP(9), VILLAGE(12);

    private final int digits;

    Level(int digits) {
        this.digits = digits;
    }

    /**
     * How many leading digits of a {@link UnitCode} are significant at this level.
     */
    public int digits() {
        return digits;
    }

    /** Whether this level stands above the other: a province above a city. */
    public boolean above(Level other) {
        return ordinal() < other.ordinal();
    }
}
