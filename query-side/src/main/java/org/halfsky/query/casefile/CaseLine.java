package org.halfsky.query.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

import com.fasterxml.jackson.annotation.JsonInclude;

/** One case as a list shows it: metadata (D1) only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseLine(CaseId id, String number, UnitCode unit, UnitCode offeredTo, StaffId handler,
        UnitCode handlerUnit, Stage stage,
        SubCategory subCategory, Urgency urgency, boolean urgent, boolean violence, DangerLevel danger,
        MediationStage mediation,
        Outcome outcome, Instant openedAt, Instant closedAt, Instant dueAt, DeadlineKind dueKind, boolean imported,
        long version) {

    /** The columns that {@link #of} reads. */
    public static final String COLUMNS = """
            case_id, number, unit, offered_to, handler, handler_unit, stage, sub_category, urgency, urgent, violence, danger, mediation,
            outcome, opened_at, closed_at, due_at, due_kind, imported, version""";

    public static CaseLine of(ResultSet row, int n) throws SQLException {
        return new CaseLine(new CaseId(row.getString("case_id")), row.getString("number"),
                new UnitCode(row.getString("unit")), unit(row.getString("offered_to")), staff(row.getString("handler")),
                unit(row.getString("handler_unit")),
                Stage.valueOf(row.getString("stage")), SubCategory.valueOf(row.getString("sub_category")),
                code(Urgency.class, row.getString("urgency")), row.getBoolean("urgent"), row.getBoolean("violence"),
                code(DangerLevel.class, row.getString("danger")),
                code(MediationStage.class, row.getString("mediation")), code(Outcome.class, row.getString("outcome")),
                instant(row.getTimestamp("opened_at")), instant(row.getTimestamp("closed_at")),
                instant(row.getTimestamp("due_at")), code(DeadlineKind.class, row.getString("due_kind")),
                row.getBoolean("imported"), row.getLong("version"));
    }

    private static <E extends Enum<E>> E code(Class<E> codes, String value) {
        return value == null ? null : Enum.valueOf(codes, value);
    }

    private static UnitCode unit(String value) {
        return value == null ? null : new UnitCode(value);
    }

    private static StaffId staff(String value) {
        return value == null ? null : new StaffId(value);
    }

    private static Instant instant(Timestamp value) {
        return value == null ? null : value.toInstant();
    }
}
