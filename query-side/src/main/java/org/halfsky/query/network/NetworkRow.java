package org.halfsky.query.network;

/**
 * A unit as a line of the network.
 *
 * @param coverage  of the unit with all below it
 * @param mediators trained and in office, with all below it
 * @param children  how many units lie right below it
 */
public record NetworkRow(NetworkUnit unit, Coverage coverage, long mediators, long children) {}
