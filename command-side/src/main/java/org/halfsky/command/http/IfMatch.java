package org.halfsky.command.http;

/** The version of a stream that the request was made from; a controller that takes it refuses requests without one. */
public record IfMatch(long version) {}
