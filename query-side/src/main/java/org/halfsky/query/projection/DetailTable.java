package org.halfsky.query.projection;

import java.util.List;

/**
 * A table with any number of lines for each row of a {@link FoldedTable}: what
 * the row holds many of, laid open for SQL. The lines are taken from the row
 * alone and replaced whenever it changes.
 *
 * @param <R>
 *            the rows whose lines they are
 */
public abstract class DetailTable<R> {

    private final String name;
    private final List<Column> columns;

    /**
     * @param name
     *            the table, without schema
     * @param columns
     *            all its columns; the first holds the key of the row that a line
     *            belongs to
     */
    protected DetailTable(String name, List<Column> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    /** The row's lines, each with its values in the order of the columns. */
    protected abstract List<Object[]> lines(R row);

    public final String name() {
        return name;
    }

    public final List<Column> columns() {
        return columns;
    }

    final Column owner() {
        return columns.getFirst();
    }
}
