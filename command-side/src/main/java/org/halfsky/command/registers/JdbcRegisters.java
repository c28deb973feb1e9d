package org.halfsky.command.registers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.halfsky.command.act.Handlers;
import org.halfsky.command.act.Registers;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the command side's own tables in the command's transaction. */
@Component
public class JdbcRegisters implements Registers {

    /** The lock that a high grading takes alone and the steps of mediations share. */
    private static final long DANGER = 0x4D45_442D_3036L;

    private static final String IN_OFFICE = """
            (
                select unit, mediator, appointed_on, ends_on from mediator_register
                union all
                select unit, member, formed_on, ends_on from committee_register) in_office
            where mediator = :mediator and unit = any (:upwards) and appointed_on <= :on and ends_on > :on
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Handlers handlers;

    JdbcRegisters(JdbcClient jdbc, Vault vault, Handlers handlers) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.handlers = handlers;
    }

    @Override
    public boolean unitExists(UnitCode unit) {
        return unitName(unit).isPresent();
    }

    /** The unit's name; empty for one that is not in the network. */
    public Optional<String> unitName(UnitCode unit) {
        return jdbc.sql("select name from unit_register where unit = ?").param(unit.value()).query(String.class)
                .optional();
    }

    @Override
    public boolean mayHandle(StaffId handler, UnitCode unit) {
        return handlers.mayHandle(handler, unit);
    }

    @Override
    public Optional<Appointment> mediator(StaffId mediator, UnitCode unit, LocalDate on) {
        return jdbc.sql("select unit, ends_on from " + IN_OFFICE + """
                order by array_position(:upwards, unit), ends_on desc
                limit 1""").param("mediator", mediator.value()).param("upwards", upwards(unit)).param("on", on)
                .query((row, n) -> new Appointment(new UnitCode(row.getString(1)), row.getObject(2, LocalDate.class)))
                .optional();
    }

    @Override
    public boolean mediates(Actor who, UnitCode unit, LocalDate on) {
        return jdbc.sql("select exists (select from " + IN_OFFICE + """
                and (unit like :prefix || '%' or unit = any (:above)))""").param("mediator", who.staff().value())
                .param("upwards", upwards(unit)).param("on", on).param("prefix", who.unit().prefix())
                .param("above", upwards(who.unit())).query(Boolean.class).single();
    }

    @Override
    public boolean dangerElsewhere(Collection<PersonId> persons, CaseId except) {
        Set<PersonId> everyone = knownAs(persons);
        return !everyone.isEmpty() && jdbc.sql("""
                select exists (select from danger_in_force where person = any (:persons) and case_id <> :except)""")
                .param("persons", uuids(everyone)).param("except", UUID.fromString(except.value()))
                .query(Boolean.class).single();
    }

    @Override
    public void holdPair(PersonId one, PersonId other) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:pair, 0))")
                .param("pair", Stream.of(one.value(), other.value()).sorted().collect(Collectors.joining("="))).query(
                        (row, n) -> true)
                .single();
    }

    @Override
    public boolean areOne(PersonId one, PersonId other) {
        return recognised(Set.of(one)).contains(other);
    }

    @Override
    public Set<UnitCode> endangeredAsOne(PersonId one, PersonId other) {
        return areOne(one, other)
                ? jdbc.sql("""
                        select distinct unit from danger_in_force join stream_unit on stream = case_id
                        where person = any (:persons)""").param("persons", uuids(knownAs(List.of(one))))
                        .query((row, n) -> new UnitCode(row.getString(1))).set()
                : Set.of();
    }

    @Override
    public void holdDanger() {
        jdbc.sql("select pg_advisory_xact_lock_shared(?)").param(DANGER).query((row, n) -> true).single();
    }

    @Override
    public void awaitDangerReaders() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(DANGER).query((row, n) -> true).single();
    }

    @Override
    public String nextCaseNumber(UnitCode unit, int year) {
        return jdbc.sql("""
                with given as (
                    insert into case_counter (unit, year, last) values (:unit, :year, 1)
                    on conflict (unit, year) do update set last = case_counter.last + 1
                    returning last)
                select coalesce(left(name, 1), :unit) as short, last from given
                left join unit_register on unit_register.unit = :unit""").param("unit", unit.value())
                .param("year", year)
                .query((row, n) -> "%s妇维〔%d〕%04d".formatted(row.getString("short"), year, row.getInt("last"))).single();
    }

    @Override
    public boolean isSomebody(PersonId person) {
        return jdbc.sql("""
                select exists (select from contact_person where person = :person)
                    or exists (select from case_party where person = :person)
                    or exists (select from stream_unit where stream = :person)""")
                .param("person", UUID.fromString(person.value())).query(Boolean.class).single();
    }

    @Override
    public boolean isKnownIn(UnitCode unit, PersonId person) {
        return jdbc.sql("""
                select exists (
                    select from (
                        select contact_id as stream from contact_person where person = :person
                        union all
                        select case_id from case_party where person = :person) known
                    join stream_unit using (stream) where unit like :prefix || '%')""")
                .param("person", UUID.fromString(person.value())).param("prefix", unit.prefix()).query(Boolean.class)
                .single();
    }

    @Override
    public boolean foundBy(StaffId staff, PersonId person, Instant since) {
        return jdbc.sql("""
                select exists (
                    select from lookup where staff = :staff and at >= :since and :person = any (person_ids))""")
                .param("staff", staff.value()).param("since", since.atOffset(ZoneOffset.UTC))
                .param("person", UUID.fromString(person.value())).query(Boolean.class).single();
    }

    /**
     * The persons and everyone they are known to be: recognised by a human, in either direction, or with the same resident
     * identity number. A shared phone alone says nothing: it may be the other side's.
     */
    public Set<PersonId> knownAs(Collection<PersonId> persons) {
        Set<PersonId> everyone = new HashSet<>(persons);
        everyone.removeIf(Objects::isNull);
        Set<PersonId> fresh = everyone;
        while (!fresh.isEmpty()) {
            Set<PersonId> found = recognised(fresh);
            found.addAll(vault.sharing(fresh, Identifier.ID_NUMBER));
            found.removeAll(everyone);
            everyone.addAll(found);
            fresh = found;
        }
        return everyone;
    }

    private Set<PersonId> recognised(Set<PersonId> persons) {
        return jdbc.sql("select same_as from person_same where person = any (:persons)")
                .param("persons", uuids(persons))
                .query(String.class).list().stream().map(PersonId::new).collect(Collectors.toCollection(HashSet::new));
    }

    /** The unit and its superiors, the nearest first. */
    private static String[] upwards(UnitCode unit) {
        return unit.upwards().stream().map(UnitCode::value).toArray(String[]::new);
    }

    private static UUID[] uuids(Collection<PersonId> persons) {
        return persons.stream().map(person -> UUID.fromString(person.value())).toArray(UUID[]::new);
    }
}
