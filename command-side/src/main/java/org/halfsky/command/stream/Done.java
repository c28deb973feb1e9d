package org.halfsky.command.stream;

/**
 * What an accepted command answers with.
 *
 * @param version the stream's version after it
 * @param first   whether the stream began with it
 * @param again   whether it was done before and only known again: what else goes with it was done then
 */
public record Done(long version, boolean first, boolean again) {

    public Done(long version, boolean first) {
        this(version, first, false);
    }
}
