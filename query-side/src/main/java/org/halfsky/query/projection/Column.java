package org.halfsky.query.projection;

/**
 * One column of a view's table.
 *
 * @param name
 *            its name
 * @param type
 *            its PostgreSQL type, for example {@code uuid} or {@code jsonb}
 */
public record Column(String name, String type) {}
