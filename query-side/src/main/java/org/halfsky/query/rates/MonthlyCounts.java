package org.halfsky.query.rates;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.halfsky.events.ids.Level;
import org.halfsky.query.projection.Column;
import org.halfsky.query.projection.CountedTable;
import org.halfsky.query.projection.Tally;

/**
 * How many bear each mark in each month, for every unit from the county up with all below it. Kept so that a province's ten
 * years are added from a few thousand lines instead of a million rows.
 */
final class MonthlyCounts<R> extends CountedTable<R> {

    /** The lowest level that is counted ahead. */
    static final Level LOWEST = Level.COUNTY;

    private final Function<R, Stream<Stand>> stands;
    private final Function<R, Boolean> synthetic;

    MonthlyCounts(String name, Function<R, Stream<Stand>> stands, Function<R, Boolean> synthetic) {
        super(name,
                List.of(new Column("level", "integer"), new Column("unit", "text"), new Column("mark", "text"),
                        new Column("month", "date"), new Column("synthetic", "boolean")),
                List.of("n"));
        this.stands = stands;
        this.synthetic = synthetic;
    }

    @Override
    public void contribute(R row, Tally tally) {
        Boolean madeUp = synthetic.apply(row);
        stands.apply(row).forEach(stand -> {
            Level own = stand.unit().level();
            LocalDate month = stand.day().withDayOfMonth(1);
            for (Level level = Level.PROVINCE; !own.above(level); level = Level.values()[level.ordinal() + 1]) {
                tally.add(List.of(level.ordinal(), stand.unit().at(level), stand.mark(), month, madeUp), 1);
                if (level == LOWEST) {
                    break;
                }
            }
        });
    }
}
