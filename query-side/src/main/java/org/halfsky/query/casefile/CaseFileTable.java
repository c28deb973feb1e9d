package org.halfsky.query.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.halfsky.events.ids.CaseId;
import org.halfsky.query.projection.Column;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.Recorded;

import tools.jackson.databind.json.JsonMapper;

/** The table {@code case_file}: what lists filter and sort by as columns, the whole file as JSON beside them. */
final class CaseFileTable extends FoldedTable<CaseFile> {

    static final JsonMapper JSON = new JsonMapper();
    private static final Column FILE = new Column("file", "jsonb");

    CaseFileTable() {
        super("case_file",
                List.of(new Column("case_id", "uuid"), new Column("number", "text"), new Column("unit", "text"),
                        new Column("offered_to", "text"), new Column("other_scopes", "text[]"),
                        new Column("handler", "text"), new Column("handler_unit", "text"),
                        new Column("mediators", "text[]"),
                        new Column("persons", "uuid[]"), new Column("stage", "text"),
                        new Column("sub_category", "text"), new Column("urgency", "text"),
                        new Column("urgent", "boolean"),
                        new Column("violence", "boolean"), new Column("danger", "text"),
                        new Column("mediation", "text"), new Column("outcome", "text"),
                        new Column("opened_at", "timestamptz"), new Column("accepted_at", "timestamptz"),
                        new Column("closed_at", "timestamptz"), new Column("due_at", "timestamptz"),
                        new Column("due_kind", "text"), new Column("imported", "boolean"),
                        new Column("version", "bigint"), new Column("position", "bigint"), FILE));
    }

    @Override
    public List<String> keysOf(Object event) {
        CaseId id = CaseFolding.caseOf(event);
        return id == null ? List.of() : List.of(id.value());
    }

    @Override
    public CaseFile after(String key, CaseFile before, Object event, Recorded recorded) {
        return CaseFolding.after(before, event, recorded);
    }

    @Override
    protected Object[] values(CaseFile file) {
        List<CaseFile.TimeLimit> owed = file.stage().open() ? file.owed() : List.of();
        return new Object[]{file.id(), file.number(), file.unit(), file.offer() == null ? null : file.offer().to(),
                file.otherScopes(), file.handler(), file.handlerUnit(),
                file.mediations().stream().map(CaseFile.Mediation::mediator).filter(one -> one != null).distinct()
                        .toList(),
                file.parties().stream().map(CaseFile.Person::person).toList(), file.stage(), file.subCategory(),
                file.urgency(), file.urgent(), file.violence(),
                file.danger() == null ? null : file.danger().level(),
                file.mediations().isEmpty() ? null : file.mediations().getLast().stage(), file.outcome(),
                file.openedAt(), file.acceptedAt(), file.closedAt(), owed.isEmpty() ? null : owed.getFirst().dueAt(),
                owed.isEmpty() ? null : owed.getFirst().kind(), file.imported(), file.version(), file.position(),
                JSON.writeValueAsString(file)};
    }

    @Override
    protected List<Column> stored() {
        return List.of(FILE);
    }

    @Override
    protected CaseFile read(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("file"), CaseFile.class);
    }
}
