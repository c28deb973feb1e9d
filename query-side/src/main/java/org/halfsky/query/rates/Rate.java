package org.halfsky.query.rates;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.halfsky.query.rates.Mark.*;
import static org.halfsky.query.rates.Part.EXCLUDED;
import static org.halfsky.query.rates.Part.MISSING;
import static org.halfsky.query.rates.Part.NUMERATOR;
import static org.halfsky.query.rates.Part.REMAINDER;

/**
 * A named, versioned definition of a rate (rulebook §5): of which cohort, and which mark stands in which part. A definition
 * that changes gets a new version; figures name theirs.
 */
public final class Rate {

    /** 接待率 */
    public static final Rate RECEPTION = new Rate("reception", 1, Cohort.ARRIVED, "D",
            EnumSet.of(ARRIVED_REGISTERED),
            EnumSet.of(ARRIVED_SILENT, ARRIVED_WRONG_NUMBER, ARRIVED_PRANK, ARRIVED_VOIDED),
            EnumSet.noneOf(Mark.class));

    /** 办结率 */
    public static final Rate CLOSURE = new Rate("closure", 1, Cohort.DECIDED, "D",
            EnumSet.of(DECIDED_CLOSED),
            EnumSet.of(DECIDED_NOT_ACCEPTED, DECIDED_WITHDRAWN, DECIDED_NOT_YET_DUE),
            EnumSet.of(DECIDED_UNKNOWN));

    /** 调解率 */
    public static final Rate MEDIATION = new Rate("mediation", 1, Cohort.RECEIVED, "S4 / D",
            EnumSet.of(RECEIVED_RUNNING, RECEIVED_AGREED, RECEIVED_RECONCILED, RECEIVED_FAILED, RECEIVED_LAPSED,
                    RECEIVED_STOPPED, RECEIVED_END_UNKNOWN),
            EnumSet.of(RECEIVED_BARRED),
            EnumSet.of(RECEIVED_UNKNOWN));

    /** 调解成功率 */
    public static final Rate MEDIATION_SUCCESS = new Rate("mediation-success", 1, Cohort.ENDED, "U / D",
            EnumSet.of(ENDED_AGREED, ENDED_RECONCILED),
            EnumSet.of(ENDED_STOPPED_EARLY, ENDED_BARRED),
            EnumSet.of(ENDED_STOPPED_UNKNOWN, ENDED_UNKNOWN));

    /** 调和率 */
    public static final Rate RECONCILIATION = new Rate("reconciliation", 1, Cohort.ENDED, "S4",
            EnumSet.of(ENDED_RECONCILED),
            EnumSet.of(ENDED_STOPPED_EARLY, ENDED_BARRED),
            EnumSet.of(ENDED_STOPPED_UNKNOWN, ENDED_UNKNOWN));

    /** 受理调和率 */
    public static final Rate RECONCILIATION_OF_RECEIVED = new Rate("reconciliation-of-received", 1, Cohort.RECEIVED,
            "S4",
            EnumSet.of(RECEIVED_RECONCILED),
            EnumSet.of(RECEIVED_BARRED),
            EnumSet.of(RECEIVED_UNKNOWN, RECEIVED_END_UNKNOWN));

    /** Every rate that counts cases, in the order of the page. Coverage counts units and stands apart. */
    public static final List<Rate> ALL = List.of(RECEPTION, CLOSURE, MEDIATION, MEDIATION_SUCCESS, RECONCILIATION,
            RECONCILIATION_OF_RECEIVED);

    private final String name;
    private final int version;
    private final Cohort cohort;
    private final String source;
    private final Map<Mark, Part> parts = new EnumMap<>(Mark.class);

    private Rate(String name, int version, Cohort cohort, String source, Set<Mark> numerator, Set<Mark> excluded,
            Set<Mark> missing) {
        this.name = name;
        this.version = version;
        this.cohort = cohort;
        this.source = source;
        Mark.of(cohort).forEach(mark -> parts.put(mark, REMAINDER));
        assign(numerator, NUMERATOR);
        assign(excluded, EXCLUDED);
        assign(missing, MISSING);
    }

    private void assign(Set<Mark> marks, Part part) {
        for (Mark mark : marks) {
            if (parts.put(mark, part) != REMAINDER) {
                throw new IllegalArgumentException(mark + " cannot stand in two parts of " + name);
            }
        }
    }

    /** The rate under a name as it stands in a URL. */
    public static Optional<Rate> named(String name) {
        return ALL.stream().filter(rate -> rate.name.equals(name)).findFirst();
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    public Cohort cohort() {
        return cohort;
    }

    /**
     * How sure the definition is, in the marks of the rulebook: S seed, C confirmed, D our design, U official formula unknown.
     */
    public String source() {
        return source;
    }

    /** Where a mark of this rate's cohort stands. */
    public Part part(Mark mark) {
        return parts.get(mark);
    }

    /** The marks of a part. */
    public Set<Mark> marks(Part part) {
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        parts.forEach((mark, of) -> {
            if (of == part) {
                marks.add(mark);
            }
        });
        return marks;
    }

    @Override
    public String toString() {
        return name + " v" + version;
    }
}
