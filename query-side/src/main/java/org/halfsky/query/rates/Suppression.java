package org.halfsky.query.rates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    private static boolean hides(UnitCode unit, Figure figure, UnitCode viewer) {
        return concerns(unit, viewer) && figure.small();
    }

    /**
     * The villages of one township that may not be shown one by one. Where a single one of them has anything, the rest of the
     * township would give it away: the next smallest is hidden with it, in every answer that the viewer can lay beside another.
     */
    static Set<UnitCode> hidden(Collection<Split.Child> villages, UnitCode viewer) {
        Set<UnitCode> hidden = villages.stream().filter(village -> hides(village.unit(), village.figure(), viewer))
                .map(Split.Child::unit).collect(Collectors.toSet());
        long telling = villages.stream()
                .filter(village -> hidden.contains(village.unit()) && village.figure().whole() > 0).count();
        if (telling == 1) {
            villages.stream().filter(village -> !hidden.contains(village.unit()))
                    .min(Comparator.comparingLong((Split.Child village) -> village.figure().whole())
                            .thenComparing(village -> village.unit().value()))
                    .ifPresent(next -> hidden.add(next.unit()));
        }
        return hidden;
    }

    /** The whole by its parts. A village that is the only one of its township is merged with what is the township's own. */
    static Split split(Figure whole, List<Split.Child> children, UnitCode viewer) {
        Set<UnitCode> hidden = hidden(children, viewer);
        Figure suppressed = Figure.none(whole.rate());
        Figure self = whole;
        List<Split.Child> shown = new ArrayList<>();
        for (Split.Child child : children) {
            self = self.minus(child.figure());
            if (hidden.contains(child.unit())) {
                suppressed = suppressed.plus(child.figure());
            } else {
                shown.add(child);
            }
        }
        boolean alone = hidden.size() == 1 && suppressed.whole() > 0;
        return alone
                ? new Split(whole, shown, null, suppressed.plus(self), hidden.size())
                : new Split(whole, shown, self, suppressed, hidden.size());
    }
}
