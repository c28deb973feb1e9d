package org.halfsky.query.network;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;

/** A unit and what it is called. */
public record Named(UnitCode unit, String name, Level level) {}
