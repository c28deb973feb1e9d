package org.halfsky.command.http;

/**
 * What a request was made from; a controller that takes it refuses requests without a version.
 *
 * @param version of the stream that its form was filled from
 * @param key     what its sender calls the act, so that it is known again when its answer was lost and it is sent again; or null
 */
public record IfMatch(long version, String key) {}
