package org.halfsky.command.stream;

/**
 * What an accepted command answers with.
 *
 * @param version the stream's version after it
 * @param first   whether the stream began with it
 */
public record Done(long version, boolean first) {}
