package org.halfsky.query.projection;

/** An event with what the store knows about it. */
public record Happened(Object event, Recorded recorded) {}
