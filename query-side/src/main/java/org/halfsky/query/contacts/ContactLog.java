package org.halfsky.query.contacts;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.halfsky.events.contact.Channel;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.http.NotYours;
import org.halfsky.query.http.Pages;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the log of contacts, always within what may be read. */
@Component
public class ContactLog {

    /** How long a look-up's answer can be asked for. */
    private static final Duration LOOKUP_OPEN = Duration.ofMinutes(15);
    private static final int LOOKED_UP = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    public ContactLog(@Qualifier("view") JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the log is narrowed to; everything may be null. */
    public record Filter(Channel channel, ContactState state, LocalDate from, LocalDate to) {

        public static final Filter NONE = new Filter(null, null, null, null);
    }

    /** The contact; empty when it does not exist or lies out of scope. */
    public Optional<ContactEntry> of(MayRead may, ContactId id) {
        if (!may.contacts()) {
            return Optional.empty();
        }
        return jdbc.sql("select entry from contact_log where contact_id = :id::uuid and unit like :prefix || '%'")
                .param("id", id.value()).param("prefix", may.prefix())
                .query((row, _) -> ContactLogTable.JSON.readValue(row.getString(1), ContactEntry.class)).optional();
    }

    /** The version that the view holds; -1 for none. */
    public long version(ContactId id) {
        return jdbc.sql("select version from contact_log where contact_id = :id::uuid").param("id", id.value())
                .query(Long.class).optional().orElse(-1L);
    }

    /** Contacts, the latest first. */
    public List<ContactLine> list(MayRead may, Filter filter, After after, int limit) {
        NotYours.unless(may.contacts());
        StringBuilder sql = new StringBuilder("select ").append(ContactLine.COLUMNS)
                .append(" from contact_log where unit like :prefix || '%'");
        Map<String, Object> parameters = new HashMap<>(Map.of("prefix", may.prefix(), "limit", limit));
        if (filter.channel() != null) {
            sql.append(" and channel = :channel");
            parameters.put("channel", filter.channel().name());
        }
        if (filter.state() != null) {
            sql.append(" and state = :state");
            parameters.put("state", filter.state().name());
        }
        if (filter.from() != null) {
            sql.append(" and arrived_at >= :from");
            parameters.put("from", Timestamp.from(Pages.startOf(filter.from(), clock)));
        }
        if (filter.to() != null) {
            sql.append(" and arrived_at < :to");
            parameters.put("to", Timestamp.from(Pages.startOf(filter.to().plusDays(1), clock)));
        }
        if (after != null) {
            sql.append(" and (arrived_at, contact_id) < (:afterAt, :afterId::uuid)");
            parameters.put("afterAt", Timestamp.from(after.arrivedAt()));
            parameters.put("afterId", after.id().value());
        }
        sql.append(" order by arrived_at desc, contact_id desc limit :limit");
        return jdbc.sql(sql.toString()).params(parameters).query(ContactLine::of).list();
    }

    /** How many arrived on the day, and how many of them were no matter. */
    public Day on(MayRead may, LocalDate day) {
        NotYours.unless(may.contacts());
        return jdbc.sql("""
                select count(*) as all, count(*) filter (where channel = 'CALL') as calls,
                       count(*) filter (where state = 'DISMISSED') as dismissed,
                       count(*) filter (where state in ('RECEIVED', 'REGISTERED', 'TRIAGED')
                                        or state = 'ANSWERED' and (violence or urgency = 'U1')) as undecided
                from contact_log
                where unit like :prefix || '%' and arrived_at >= :from and arrived_at < :to""")
                .param("prefix", may.prefix()).param("from", Timestamp.from(Pages.startOf(day, clock)))
                .param("to", Timestamp.from(Pages.startOf(day.plusDays(1), clock)))
                .query((row, _) -> new Day(row.getLong("all"), row.getLong("calls"), row.getLong("dismissed"),
                        row.getLong("undecided")))
                .single();
    }

    /** The persons that a look-up of this member of staff found, as long as it is open; empty when it is not. */
    public Optional<List<PersonId>> lookedUp(MayRead may, String token) {
        return jdbc.sql("""
                select person_ids::text[] as persons from command.lookup
                where token = :token and staff = :me and at > :since""").param("token", token)
                .param("me", may.actor().staff().value())
                .param("since", Timestamp.from(clock.instant().minus(LOOKUP_OPEN)))
                .query((row, _) -> List.of((String[]) row.getArray("persons").getArray()).stream().map(PersonId::new)
                        .toList())
                .optional();
    }

    /** These persons, and everyone a human said is one of them. */
    public List<PersonId> withTheSame(List<PersonId> persons) {
        if (persons.isEmpty()) {
            return persons;
        }
        return jdbc.sql("""
                with recursive known(person) as (
                    select unnest(:persons::uuid[])
                    union
                    select unnest(same_as) from contact_person join known on person_id = known.person)
                select person::text from known""").param("persons", values(persons))
                .query((row, _) -> new PersonId(row.getString(1))).list();
    }

    /** Those of whom a human said that they are someone else than the person. */
    public List<PersonId> othersThan(PersonId person) {
        return jdbc.sql("select unnest(not_same_as)::text from contact_person where person_id = :person::uuid")
                .param("person", person.value()).query((row, _) -> new PersonId(row.getString(1))).list();
    }

    /** Earlier contacts of these persons, as far as they lie in scope: of others nothing is told, not even that they are (rulebook 7.4). */
    public List<ContactLine> earlier(MayRead may, List<PersonId> persons) {
        if (persons.isEmpty() || !may.contacts()) {
            return List.of();
        }
        return jdbc.sql("select " + ContactLine.COLUMNS + " from contact_log where person_id = any(:persons::uuid[])"
                + " and unit like :prefix || '%' order by arrived_at desc limit :limit")
                .param("persons", values(persons)).param("prefix", may.prefix()).param("limit", LOOKED_UP)
                .query(ContactLine::of).list();
    }

    private static String[] values(List<PersonId> persons) {
        return persons.stream().map(PersonId::value).toArray(String[]::new);
    }

    /** Counts of one day. */
    public record Day(long all, long calls, long dismissed, long undecided) {}

    /** Where a page of the log ended. */
    public record After(Instant arrivedAt, ContactId id) {

        private static final char BETWEEN = '_';

        /** @throws IllegalArgumentException if it is none */
        public static After parse(String text) {
            int between = text.lastIndexOf(BETWEEN);
            if (between < 0) {
                throw new IllegalArgumentException("after");
            }
            return new After(Pages.inCalendar(Instant.parse(text.substring(0, between))),
                    new ContactId(text.substring(between + 1)));
        }

        public static After of(ContactLine last) {
            return new After(last.arrivedAt(), last.id());
        }

        @Override
        public String toString() {
            return arrivedAt.toString() + BETWEEN + id;
        }
    }
}
