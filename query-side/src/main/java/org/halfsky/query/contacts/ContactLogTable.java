package org.halfsky.query.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.halfsky.events.contact.ContactEvent;
import org.halfsky.query.projection.Column;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.Recorded;

import tools.jackson.databind.json.JsonMapper;

/** The table {@code contact_log}: metadata as columns, the whole entry as JSON beside them. */
final class ContactLogTable extends FoldedTable<ContactEntry> {

    static final JsonMapper JSON = new JsonMapper();
    private static final Column ENTRY = new Column("entry", "jsonb");

    ContactLogTable() {
        super("contact_log",
                List.of(new Column("contact_id", "uuid"), new Column("unit", "text"), new Column("channel", "text"),
                        new Column("arrived_at", "timestamptz"), new Column("registered_by", "text"),
                        new Column("state", "text"), new Column("nature", "text"), new Column("sub_category", "text"),
                        new Column("urgency", "text"), new Column("violence", "boolean"),
                        new Column("minor", "boolean"), new Column("self_harm", "boolean"),
                        new Column("anonymous", "boolean"), new Column("non_data", "text"),
                        new Column("void_proposed", "boolean"), new Column("case_id", "uuid"),
                        new Column("person_id", "uuid"), new Column("version", "bigint"),
                        new Column("position", "bigint"), ENTRY));
    }

    @Override
    public List<String> keysOf(Object event) {
        return event instanceof ContactEvent told ? List.of(told.contactId().value()) : List.of();
    }

    @Override
    public ContactEntry after(String key, ContactEntry before, Object event, Recorded recorded) {
        return ContactFolding.after(before, (ContactEvent) event, recorded);
    }

    @Override
    protected Object[] values(ContactEntry entry) {
        return new Object[]{entry.id(), entry.unit(), entry.channel(), entry.arrivedAt(), entry.registeredBy(),
                entry.state(), entry.nature(), entry.subCategory(), entry.urgency(), entry.violence(), entry.minor(),
                entry.selfHarm(), entry.caller() == null || entry.caller().anonymous(), entry.nonData(),
                entry.voidProposedBy() != null && entry.state() != ContactState.VOIDED, entry.caseId(),
                entry.caller() == null ? null : entry.caller().person(), entry.version(), entry.position(),
                JSON.writeValueAsString(entry)};
    }

    @Override
    protected List<Column> stored() {
        return List.of(ENTRY);
    }

    @Override
    protected ContactEntry read(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("entry"), ContactEntry.class);
    }
}
