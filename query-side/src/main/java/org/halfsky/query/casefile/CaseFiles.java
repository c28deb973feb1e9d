package org.halfsky.query.casefile;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.halfsky.events.contact.Channel;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.http.NotYours;
import org.halfsky.query.http.Pages;
import org.halfsky.query.projection.Recorded;
import org.halfsky.query.projection.StoredEvents;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads case files, always within what may be read. */
@Component
public class CaseFiles {

    private final JdbcClient jdbc;
    private final StoredEvents stored;
    private final Clock clock;

    public CaseFiles(@Qualifier("view") JdbcClient jdbc, StoredEvents stored, Clock clock) {
        this.jdbc = jdbc;
        this.stored = stored;
        this.clock = clock;
    }

    /** The case as it is; empty when it does not exist or lies out of scope, which look the same. */
    public Optional<CaseFile> of(MayRead may, CaseId id) {
        if (!may.cases()) {
            return Optional.empty();
        }
        return jdbc.sql("select file, " + CaseScope.own() + " from case_file where case_id = :id::uuid and "
                + CaseScope.seen(may)).param("id", id.value()).params(CaseScope.parameters(may, LocalDate.now(clock)))
                .query((row, _) -> {
                    CaseFile file = CaseFileTable.JSON.readValue(row.getString(1), CaseFile.class);
                    return row.getBoolean(2) ? file.inHands() : file;
                }).optional();
    }

    /**
     * The case as it stood, from the same fold.
     *
     * @param stands
     *            which events had been recorded then
     */
    public Optional<CaseFile> asItStood(MayRead may, CaseId id, Predicate<Recorded> stands) {
        if (of(may, id).isEmpty()) {
            return Optional.empty();
        }
        CaseFile file = null;
        for (StoredEvents.Told told : stored.ofStream(id.value())) {
            if (stands.test(told.recorded())) {
                file = CaseFolding.after(file, told.event(), told.recorded());
            }
        }
        return Optional.ofNullable(file);
    }

    /** The version that the view holds; -1 for none. Not a thing to answer with: it knows no scope. */
    public long version(CaseId id) {
        return jdbc.sql("select version from case_file where case_id = :id::uuid").param("id", id.value())
                .query(Long.class).optional().orElse(-1L);
    }

    /** The line of each case in scope, for whoever links to cases. */
    public List<CaseLine> lines(MayRead may, List<CaseId> ids) {
        if (ids.isEmpty() || !may.cases()) {
            return List.of();
        }
        return jdbc.sql("select " + CaseLine.COLUMNS + " from case_file where case_id = any(:ids::uuid[]) and "
                + CaseScope.seen(may)).params(CaseScope.parameters(may, LocalDate.now(clock)))
                .param("ids", ids.stream().map(CaseId::value).toArray(String[]::new)).query(CaseLine::of).list();
    }

    /** What a contact of a case brought to light. */
    public record Told(ContactId id, Channel channel, Instant arrivedAt, boolean violence, boolean minor,
            boolean selfHarm) {}

    /** What these contacts of a case told, for whoever reads its content; the log of contacts may lag behind the case. */
    Map<ContactId, Told> told(List<ContactId> contacts) {
        return contacts.isEmpty()
                ? Map.of()
                : jdbc.sql("""
                        select contact_id, channel, arrived_at, violence, minor, self_harm from contact_log
                        where contact_id = any(:ids::uuid[])""")
                        .param("ids", contacts.stream().map(ContactId::value).toArray(String[]::new))
                        .query((row, _) -> new Told(new ContactId(row.getString("contact_id")),
                                Channel.valueOf(row.getString("channel")), row.getTimestamp("arrived_at").toInstant(),
                                row.getBoolean("violence"), row.getBoolean("minor"), row.getBoolean("self_harm")))
                        .list().stream().collect(Collectors.toMap(Told::id, one -> one));
    }

    /** The cases in scope in which one of these persons is known, the latest first. */
    public List<CaseLine> with(MayRead may, List<PersonId> persons) {
        if (persons.isEmpty() || !may.cases()) {
            return List.of();
        }
        return jdbc.sql("select " + CaseLine.COLUMNS + " from case_file where persons && :persons::uuid[] and "
                + CaseScope.seen(may) + " order by opened_at desc")
                .params(CaseScope.parameters(may, LocalDate.now(clock)))
                .param("persons", persons.stream().map(PersonId::value).toArray(String[]::new)).query(CaseLine::of)
                .list();
    }

    /**
     * Cases, the latest opened first.
     *
     * @param after
     *            the last line of the page before, or null
     */
    public List<CaseLine> list(MayRead may, CaseFilter filter, After after, int limit) {
        NotYours.unless(may.cases());
        StringBuilder sql = new StringBuilder("select ").append(CaseLine.COLUMNS).append(" from case_file where ");
        Map<String, Object> parameters = narrowed(may, filter, sql);
        if (after != null) {
            sql.append(" and (opened_at, case_id) < (:afterAt, :afterId::uuid)");
            parameters.put("afterAt", Timestamp.from(after.openedAt()));
            parameters.put("afterId", after.id().value());
        }
        sql.append(" order by opened_at desc, case_id desc limit :limit");
        parameters.put("limit", limit);
        return jdbc.sql(sql.toString()).params(parameters).query(CaseLine::of).list();
    }

    /** How many cases the list would have, counted as far as a number is worth reading. */
    public long count(MayRead may, CaseFilter filter, int most) {
        NotYours.unless(may.cases());
        StringBuilder sql = new StringBuilder("select count(*) from (select 1 from case_file where ");
        Map<String, Object> parameters = narrowed(may, filter, sql);
        sql.append(" limit :most) counted");
        parameters.put("most", most);
        return jdbc.sql(sql.toString()).params(parameters).query(Long.class).single();
    }

    private Map<String, Object> narrowed(MayRead may, CaseFilter filter, StringBuilder sql) {
        Map<String, Object> parameters = CaseScope.parameters(may, LocalDate.now(clock));
        sql.append(switch (filter.where() == null ? CaseFilter.Where.RESPONSIBLE : filter.where()) {
            case RESPONSIBLE -> CaseScope.responsible(may);
            case MINE -> CaseScope.own();
            case OFFERED -> may.onlyOwnCases() ? "false" : CaseScope.offered();
            case HANDED_OVER -> may.onlyOwnCases() ? "false" : CaseScope.handedOver();
        });
        if (filter.unit() != null) {
            NotYours.unlessWithin("unit", may.onlyOwnCases() || may.actor().covers(filter.unit()));
            sql.append(" and unit like :unit || '%'");
            parameters.put("unit", filter.unit().prefix());
        }
        if (filter.open() != null) {
            sql.append(filter.open() ? " and stage <> 'CLOSED'" : " and stage = 'CLOSED'");
        }
        with(sql, parameters, "stage", filter.stage());
        with(sql, parameters, "sub_category", filter.subCategory());
        with(sql, parameters, "danger", filter.danger());
        with(sql, parameters, "mediation", filter.mediation());
        if (filter.category() != null) {
            sql.append(" and sub_category like :category || '%'");
            parameters.put("category", filter.category().name());
        }
        day(sql, parameters, "opened_at >= :from", "from", filter.from());
        day(sql, parameters, "opened_at < :to", "to", filter.to() == null ? null : filter.to().plusDays(1));
        if (filter.number() != null) {
            sql.append(" and number like :number || '%'");
            parameters.put("number", filter.number().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"));
        }
        return parameters;
    }

    private static void with(StringBuilder sql, Map<String, Object> parameters, String column, Enum<?> code) {
        if (code != null) {
            sql.append(" and ").append(column).append(" = :").append(column);
            parameters.put(column, code.name());
        }
    }

    private void day(StringBuilder sql, Map<String, Object> parameters, String condition, String name, LocalDate day) {
        if (day != null) {
            sql.append(" and ").append(condition);
            parameters.put(name, Timestamp.from(Pages.startOf(day, clock)));
        }
    }

    /** Where a page of the list ended. */
    public record After(Instant openedAt, CaseId id) {

        private static final char BETWEEN = '_';

        /** @throws IllegalArgumentException if it is none */
        public static After parse(String text) {
            int between = text.lastIndexOf(BETWEEN);
            if (between < 0) {
                throw new IllegalArgumentException("after");
            }
            return new After(Pages.inCalendar(Instant.parse(text.substring(0, between))),
                    new CaseId(text.substring(between + 1)));
        }

        public static After of(CaseLine last) {
            return new After(last.openedAt(), last.id());
        }

        @Override
        public String toString() {
            return openedAt.toString() + BETWEEN + id;
        }
    }
}
