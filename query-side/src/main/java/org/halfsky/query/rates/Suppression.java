package org.halfsky.query.rates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;

/**
 * Keeps people from being recognised in small numbers (rulebook §5, guard rail d): a village's cell under 5 is merged with
 * others wherever somebody looks from above the village.
 */
final class Suppression {

    private Suppression() {}

    /** Whether the unit is a village and the viewer stands above it. */
    static boolean concerns(UnitCode unit, UnitCode viewer) {
        return unit.level() == Level.VILLAGE && !viewer.equals(unit);
    }

    /** Whether the figure may not be shown to the viewer. */
    static boolean hides(UnitCode unit, Figure figure, UnitCode viewer) {
        return concerns(unit, viewer) && figure.small();
    }

    /**
     * The whole by its parts. Where one single village would be merged, the number of the row would be its own: the next
     * smallest goes with it.
     */
    static Split split(Figure whole, List<Split.Child> children, UnitCode viewer) {
        Set<UnitCode> hidden = new HashSet<>();
        Figure suppressed = Figure.none(whole.rate());
        for (Split.Child child : children) {
            if (hides(child.unit(), child.figure(), viewer)) {
                hidden.add(child.unit());
                suppressed = suppressed.plus(child.figure());
            }
        }
        if (hidden.size() == 1 && suppressed.whole() > 0) {
            Split.Child next = children.stream().filter(child -> !hidden.contains(child.unit()))
                    .min(Comparator.comparingLong((Split.Child child) -> child.figure().whole())
                            .thenComparing(child -> child.unit().value()))
                    .orElse(null);
            if (next != null) {
                hidden.add(next.unit());
                suppressed = suppressed.plus(next.figure());
            }
        }
        List<Split.Child> shown = new ArrayList<>();
        Figure self = whole.minus(suppressed);
        for (Split.Child child : children) {
            if (!hidden.contains(child.unit())) {
                shown.add(child);
                self = self.minus(child.figure());
            }
        }
        return new Split(whole, shown, self, suppressed, hidden.size());
    }
}
