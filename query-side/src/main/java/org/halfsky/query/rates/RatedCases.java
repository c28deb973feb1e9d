package org.halfsky.query.rates;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.query.projection.Column;
import org.halfsky.query.projection.CountedTable;
import org.halfsky.query.projection.DetailTable;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.Recorded;

/** The table {@code rates_case} with the disputes of each case in {@code rates_mediation}, and their monthly counts. */
final class RatedCases extends FoldedTable<RatedCase> {

    private static final CountedTable<RatedCase> MONTHS = new MonthlyCounts<>("rates_month", RatedCases::stands,
            RatedCase::synthetic);
    private static final DetailTable<RatedCase> MEDIATIONS = new Mediations();
    private static final List<Column> COLUMNS = List.of(new Column("case_id", "uuid"), new Column("number", "text"),
            new Column("sub_category", "text"), new Column("unit", "text"), new Column("imported", "boolean"),
            new Column("synthetic", "boolean"), new Column("arrived_unit", "text"), new Column("arrived_on", "date"),
            new Column("arrived", "text"), new Column("arrived_position", "bigint"), new Column("decided_unit", "text"),
            new Column("decided_on", "date"), new Column("decided", "text"), new Column("decided_position", "bigint"),
            new Column("outcome", "text"), new Column("closed_on", "date"), new Column("deadline_id", "uuid"),
            new Column("due_on", "date"));
    /** A case is read back whole: its disputes come from their own table, each as one text. */
    private static final List<Column> STORED = Stream.concat(COLUMNS.stream(), Stream.of(new Column("""
            array(select concat_ws('|', mediation_id, unit, imported, sessions, received, received_unit, received_on,
                         received_position, ended, ended_unit, ended_on, ended_position)
                  from rates_mediation of where of.case_id = rates_case.case_id) as mediations""", "text[]")))
            .toList();

    private final ZoneId zone;

    RatedCases(ZoneId zone) {
        super("rates_case", COLUMNS);
        this.zone = zone;
    }

    @Override
    public List<String> keysOf(Object event) {
        return RatedCase.matters(event) ? List.of(caseOf(event)) : List.of();
    }

    @Override
    public RatedCase after(String key, RatedCase before, Object event, Recorded recorded) {
        return switch (event) {
            case CaseEvent of -> RatedCase.after(before, of, recorded, zone);
            case MediationEvent of -> RatedCase.after(before, of, recorded, zone);
            case DeadlineEvent of -> RatedCase.after(before, of, zone);
            default -> before;
        };
    }

    @Override
    protected Object[] values(RatedCase row) {
        Stand arrived = row.arrived();
        Stand decided = row.decided();
        return new Object[]{row.caseId(), row.number(), row.subCategory(), row.unit(), row.imported(), row.synthetic(),
                arrived == null ? null : arrived.unit(), arrived == null ? null : arrived.day(),
                arrived == null ? null : arrived.mark(), arrived == null ? null : arrived.position(),
                decided == null ? null : decided.unit(), decided == null ? null : decided.day(),
                decided == null ? null : decided.mark(), decided == null ? null : decided.position(), row.outcome(),
                row.closedOn(), row.deadline(), row.dueOn()};
    }

    @Override
    protected List<Column> stored() {
        return STORED;
    }

    @Override
    protected RatedCase read(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        String deadline = row.getString("deadline_id");
        return new RatedCase(new CaseId(row.getString("case_id")), row.getString("number"),
                SubCategory.valueOf(row.getString("sub_category")), new UnitCode(row.getString("unit")),
                row.getBoolean("imported"), row.getBoolean("synthetic"), RatedContacts.stand(row, "arrived"),
                RatedContacts.stand(row, "decided"), outcome == null ? null : Outcome.valueOf(outcome),
                row.getObject("closed_on", LocalDate.class), deadline == null ? null : new DeadlineId(deadline),
                row.getObject("due_on", LocalDate.class), mediations(row.getArray("mediations")));
    }

    @Override
    protected List<DetailTable<RatedCase>> details() {
        return List.of(MEDIATIONS);
    }

    @Override
    protected List<CountedTable<RatedCase>> counts() {
        return List.of(MONTHS);
    }

    private static String caseOf(Object event) {
        return switch (event) {
            case CaseEvent of -> of.caseId().value();
            case MediationEvent of -> of.caseId().value();
            case DeadlineEvent of -> of.caseId().value();
            default -> throw new IllegalArgumentException(event.getClass() + " is of no case");
        };
    }

    private static Stream<Stand> stands(RatedCase row) {
        return Stream.concat(Stream.of(row.arrived(), row.decided()),
                row.mediations().stream().flatMap(mediation -> Stream.of(mediation.received(), mediation.ended())))
                .filter(Objects::nonNull);
    }

    private static List<RatedMediation> mediations(Array texts) throws SQLException {
        List<RatedMediation> mediations = new ArrayList<>();
        for (String text : (String[]) texts.getArray()) {
            String[] part = text.split("\\|");
            mediations.add(new RatedMediation(new MediationId(part[0]), new UnitCode(part[1]), part[2].equals("t"),
                    part[3].equals("t"), stand(part, 4), part.length > 8 ? stand(part, 8) : null));
        }
        return List.copyOf(mediations);
    }

    private static Stand stand(String[] part, int from) {
        return new Stand(Mark.valueOf(part[from]), new UnitCode(part[from + 1]), LocalDate.parse(part[from + 2]),
                Long.parseLong(part[from + 3]));
    }

    private static final class Mediations extends DetailTable<RatedCase> {

        Mediations() {
            super("rates_mediation",
                    List.of(new Column("case_id", "uuid"), new Column("mediation_id", "uuid"),
                            new Column("synthetic", "boolean"), new Column("unit", "text"),
                            new Column("imported", "boolean"), new Column("sessions", "boolean"),
                            new Column("received_unit", "text"), new Column("received_on", "date"),
                            new Column("received", "text"), new Column("received_position", "bigint"),
                            new Column("ended_unit", "text"), new Column("ended_on", "date"),
                            new Column("ended", "text"), new Column("ended_position", "bigint")));
        }

        @Override
        protected List<Object[]> lines(RatedCase row) {
            return row.mediations().stream().map(mediation -> {
                Stand received = mediation.received();
                Stand ended = mediation.ended();
                return new Object[]{row.caseId(), mediation.mediationId(), row.synthetic(), mediation.unit(),
                        mediation.imported(), mediation.sessions(), received.unit(), received.day(), received.mark(),
                        received.position(), ended == null ? null : ended.unit(), ended == null ? null : ended.day(),
                        ended == null ? null : ended.mark(), ended == null ? null : ended.position()};
            }).toList();
        }
    }
}
