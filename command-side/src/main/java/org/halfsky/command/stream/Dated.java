package org.halfsky.command.stream;

import java.time.Instant;

/** An event that happened at another time than the act that records it. */
public record Dated(Object event, Instant happenedAt) {}
