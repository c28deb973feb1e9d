package org.halfsky.query.rates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.projection.Column;
import org.halfsky.query.projection.CountedTable;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.Recorded;

/** The table {@code rates_contact} and its monthly counts. */
final class RatedContacts extends FoldedTable<RatedContact> {

    private static final CountedTable<RatedContact> MONTHS = new MonthlyCounts<>("rates_contact_month",
            contact -> Stream.of(contact.arrived()), RatedContact::synthetic);

    private final ZoneId zone;

    RatedContacts(ZoneId zone) {
        super("rates_contact",
                List.of(new Column("contact_id", "uuid"), new Column("case_id", "uuid"), new Column("channel", "text"),
                        new Column("sub_category", "text"), new Column("synthetic", "boolean"),
                        new Column("arrived_unit", "text"), new Column("arrived_on", "date"),
                        new Column("arrived", "text"), new Column("arrived_position", "bigint")));
        this.zone = zone;
    }

    @Override
    public List<String> keysOf(Object event) {
        return event instanceof ContactEvent of && RatedContact.matters(of)
                ? List.of(of.contactId().value())
                : List.of();
    }

    @Override
    public RatedContact after(String key, RatedContact before, Object event, Recorded recorded) {
        return RatedContact.after(before, (ContactEvent) event, recorded, zone);
    }

    @Override
    protected Object[] values(RatedContact row) {
        return new Object[]{row.contactId(), row.caseId(), row.channel(), row.subCategory(), row.synthetic(),
                row.arrived().unit(), row.arrived().day(), row.arrived().mark(), row.arrived().position()};
    }

    @Override
    protected RatedContact read(ResultSet row) throws SQLException {
        String caseId = row.getString("case_id");
        String matter = row.getString("sub_category");
        return new RatedContact(new ContactId(row.getString("contact_id")), caseId == null ? null : new CaseId(caseId),
                Channel.valueOf(row.getString("channel")), matter == null ? null : SubCategory.valueOf(matter),
                row.getBoolean("synthetic"), stand(row, "arrived"));
    }

    @Override
    protected List<CountedTable<RatedContact>> counts() {
        return List.of(MONTHS);
    }

    /** Where the row stands in a cohort, from the four columns that tell it; null where it does not stand there. */
    static Stand stand(ResultSet row, String cohort) throws SQLException {
        String mark = row.getString(cohort);
        return mark == null
                ? null
                : new Stand(Mark.valueOf(mark), new UnitCode(row.getString(cohort + "_unit")),
                        row.getObject(cohort + "_on", LocalDate.class), row.getLong(cohort + "_position"));
    }
}
