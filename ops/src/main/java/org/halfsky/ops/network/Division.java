package org.halfsky.ops.network;

import org.halfsky.events.ids.UnitCode;

/**
 * One line of a list of administrative divisions.
 *
 * @param line its number in the file, the heading being 1
 */
public record Division(int line, UnitCode unit, String name) {}
