package org.halfsky.command.stream;

/** Says that other processes decide on the same streams: a root that is kept in memory may lag behind what is stored. */
public record OtherDeciders() {}
