package org.halfsky.query.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A table whose every row is a pure function of its events. The live
 * projection, the bulk rebuild, the time machine and the tests all use the same
 * {@link #after}.
 *
 * <p>
 * A row must survive its own columns: {@link #read} of what {@link #values}
 * wrote gives an equal row.
 *
 * @param <R>
 *            what one row holds
 */
public abstract class FoldedTable<R> {

    private final String name;
    private final List<Column> columns;

    /**
     * @param name
     *            the table, without schema
     * @param columns
     *            all its columns; the first is its key
     */
    protected FoldedTable(String name, List<Column> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    /** The keys of the rows that the event touches; empty for an event of no concern. */
    public abstract List<String> keysOf(Object event);

    /**
     * The row after the event.
     *
     * @param before
     *            the row as it stood, or null when there is none
     * @return the row, or null when there is to be none
     * @throws IllegalStateException
     *             if a row should exist and does not: a view fails loudly
     */
    public abstract R after(String key, R before, Object event, Recorded recorded);

    /** The row's values in the order of the columns; null where a column is null. */
    protected abstract Object[] values(R row);

    /** The row from the columns named by {@link #stored}. */
    protected abstract R read(ResultSet columns) throws SQLException;

    /** The columns that {@link #read} needs: all of them unless one holds the whole row. */
    protected List<Column> stored() {
        return columns;
    }

    /** Tables of counts that every row of this table adds to. */
    protected List<CountedTable<R>> counts() {
        return List.of();
    }

    /** Tables of lines that every row of this table has. */
    protected List<DetailTable<R>> details() {
        return List.of();
    }

    public final String name() {
        return name;
    }

    public final List<Column> columns() {
        return columns;
    }

    final Column key() {
        return columns.getFirst();
    }
}
