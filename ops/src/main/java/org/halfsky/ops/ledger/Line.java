package org.halfsky.ops.ledger;

import java.util.Map;

/**
 * One row of a ledger as it stands in the file.
 *
 * @param number the row's number as a spreadsheet shows it, the heading included
 * @param cells  what stands in the known columns; blank cells are absent
 */
record Line(int number, Map<Column, String> cells) {

    String at(Column column) {
        return cells.get(column);
    }
}
