package org.halfsky.query.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/** One contact as a list shows it: metadata only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactLine(ContactId id, UnitCode unit, Channel channel, Instant arrivedAt, StaffId registeredBy,
        ContactState state, Nature nature, SubCategory subCategory, Urgency urgency, boolean violence, boolean minor,
        boolean selfHarm, boolean anonymous, NonData nonData, boolean voidProposed, CaseId caseId,
        @JsonIgnore PersonId person, long version) {

    static final String COLUMNS = """
            contact_id, unit, channel, arrived_at, registered_by, state, nature, sub_category, urgency, violence, minor,
            self_harm, anonymous, non_data, void_proposed, case_id, person_id, version""";

    static ContactLine of(ResultSet row, int n) throws SQLException {
        return new ContactLine(new ContactId(row.getString("contact_id")), new UnitCode(row.getString("unit")),
                Channel.valueOf(row.getString("channel")), row.getTimestamp("arrived_at").toInstant(),
                new StaffId(row.getString("registered_by")), ContactState.valueOf(row.getString("state")),
                code(Nature.class, row.getString("nature")), code(SubCategory.class, row.getString("sub_category")),
                code(Urgency.class, row.getString("urgency")), row.getBoolean("violence"), row.getBoolean("minor"),
                row.getBoolean("self_harm"), row.getBoolean("anonymous"),
                code(NonData.class, row.getString("non_data")), row.getBoolean("void_proposed"),
                row.getString("case_id") == null ? null : new CaseId(row.getString("case_id")),
                row.getString("person_id") == null ? null : new PersonId(row.getString("person_id")),
                row.getLong("version"));
    }

    private static <E extends Enum<E>> E code(Class<E> codes, String value) {
        return value == null ? null : Enum.valueOf(codes, value);
    }
}
