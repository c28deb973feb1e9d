package org.halfsky.command.registers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.CaseEvent.PartyAdded;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.contact.ContactEvent.ContactReceived;
import org.halfsky.events.contact.ContactEvent.ContactRegistered;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.NetworkEvent.CommitteeDissolved;
import org.halfsky.events.network.NetworkEvent.CommitteeFormed;
import org.halfsky.events.network.NetworkEvent.MediatorAppointed;
import org.halfsky.events.network.NetworkEvent.MediatorDismissed;
import org.halfsky.events.network.NetworkEvent.UnitRegistered;
import org.halfsky.events.network.NetworkEvent.UnitRenamed;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.person.PersonEvent.PersonToldApart;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static java.util.Objects.requireNonNull;
import static org.halfsky.command.rules.Rule.require;

/**
 * Keeps the registers in step with the events, in the transaction of the command that caused them: the next command already
 * reads what is true.
 */
@Component
@ProcessingGroup("register.facts")
class RegisterUpkeep {

    private final JdbcClient jdbc;
    private final Clock clock;

    RegisterUpkeep(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventHandler
    void on(UnitRegistered registered) {
        jdbc.sql("insert into unit_register (unit, name, level, parent) values (?, ?, ?, ?)")
                .params(registered.unit().value(), registered.name(), registered.level().name(),
                        registered.parent() == null ? null : registered.parent().value())
                .update();
    }

    @EventHandler
    void on(UnitRenamed renamed) {
        jdbc.sql("update unit_register set name = ? where unit = ?").params(renamed.name(), renamed.unit().value())
                .update();
    }

    /** A renewal takes the place of what was left of the term before. */
    @EventHandler
    void on(MediatorAppointed appointed) {
        end(appointed.unit().value(), appointed.mediator().value(), appointed.appointedOn());
        jdbc.sql("""
                insert into mediator_register (unit, mediator, appointed_on, ends_on) values (?, ?, ?, ?)
                on conflict (mediator, unit, appointed_on) do update set ends_on = excluded.ends_on""")
                .params(appointed.unit().value(), appointed.mediator().value(), appointed.appointedOn(),
                        appointed.termEndsOn())
                .update();
    }

    @EventHandler
    void on(MediatorDismissed dismissed, @MetaDataValue(Meta.HAPPENED_AT) String happenedAt) {
        end(dismissed.unit().value(), dismissed.mediator().value(),
                day(happenedAt));
    }

    /** At once in the place of the committee before. */
    @EventHandler
    void on(CommitteeFormed formed) {
        endCommittee(formed.unit(), formed.formedOn());
        formed.members().forEach(member -> jdbc.sql("""
                insert into committee_register (unit, member, formed_on, ends_on) values (?, ?, ?, ?)""")
                .params(formed.unit().value(), member.staff().value(), formed.formedOn(), formed.termEndsOn())
                .update());
    }

    @EventHandler
    void on(CommitteeDissolved dissolved, @MetaDataValue(Meta.HAPPENED_AT) String happenedAt) {
        endCommittee(dissolved.unit(), day(happenedAt));
    }

    @EventHandler
    void on(ContactReceived received) {
        liesAt(UUID.fromString(received.contactId().value()), received.unit());
    }

    @EventHandler
    void on(HandoverReceived taken) {
        jdbc.sql("update stream_unit set unit = ? where stream = ?").params(taken.unit().value(), uuid(taken.caseId()))
                .update();
    }

    @EventHandler
    void on(ContactRegistered registered) {
        isAbout(registered.contactId(), registered.caller() == null ? null : registered.caller().person());
        isAbout(registered.contactId(), registered.respondent() == null ? null : registered.respondent().person());
    }

    @EventHandler
    void on(CaseOpened opened) {
        liesAt(uuid(opened.caseId()), opened.unit());
        add(opened.caseId(), opened.parties());
    }

    @EventHandler
    void on(PartyAdded added) {
        add(added.caseId(), List.of(added.party()));
        if (ofTheCouple(added.party().role())) {
            jdbc.sql("""
                    insert into danger_in_force (case_id, person)
                    select distinct case_id, :person::uuid from danger_in_force where case_id = :case
                    on conflict do nothing""").param("person", uuid(added.party().person()))
                    .param("case", uuid(added.caseId())).update();
        }
    }

    /** Safety secured does not lift a danger, nor does closing: only a lower grading does. */
    @EventHandler
    void on(DangerAssessed assessed) {
        if (assessed.level() == DangerLevel.HIGH) {
            jdbc.sql("""
                    insert into danger_in_force (case_id, person)
                    select case_id, person from case_party where case_id = :case and role = any (:couple)
                    union select :case, :victim
                    on conflict do nothing""").param("case", uuid(assessed.caseId()))
                    .param("couple", List.of(PartyRole.COMPLAINANT, PartyRole.RESPONDENT).stream().map(Enum::name)
                            .toArray(String[]::new))
                    .param("victim", uuid(assessed.victim())).update();
        } else {
            jdbc.sql("delete from danger_in_force where case_id = ?").param(uuid(assessed.caseId())).update();
        }
    }

    @EventHandler
    void on(PersonRecognised recognised) {
        jdbc.sql("""
                insert into person_same (person, same_as) values (:one, :other), (:other, :one)
                on conflict do nothing""").param("one", uuid(recognised.personId()))
                .param("other", uuid(recognised.sameAs())).update();
    }

    @EventHandler
    void on(PersonToldApart apart) {
        jdbc.sql("""
                delete from person_same
                where person = :one and same_as = :other or person = :other and same_as = :one""")
                .param("one", uuid(apart.personId())).param("other", uuid(apart.notSameAs())).update();
    }

    /** Under a person's id nothing else begins: her own entry could never be written. */
    private void liesAt(UUID stream, UnitCode unit) {
        int written = jdbc.sql("""
                insert into stream_unit (stream, unit)
                select :stream, :unit
                where not exists (select from contact_person where person = :stream)
                  and not exists (select from case_party where person = :stream)
                on conflict (stream) do update set unit = excluded.unit""").param("stream", stream)
                .param("unit", unit.value()).update();
        require(HouseRule.ONCE, written == 1);
    }

    private void isAbout(ContactId contact, PersonId person) {
        if (person != null) {
            jdbc.sql("insert into contact_person (person, contact_id) values (?, ?)").params(uuid(person),
                    UUID.fromString(contact.value())).update();
        }
    }

    private void add(CaseId caseId, List<Party> parties) {
        if (!parties.isEmpty()) {
            jdbc.sql("""
                    insert into case_party (case_id, person, role)
                    select distinct on (person) :case, person, role
                    from unnest(:persons, :roles) party (person, role)
                    on conflict (case_id, person) do update set role = excluded.role""").param("case", uuid(caseId))
                    .param("persons", parties.stream().map(party -> uuid(party.person())).toArray(UUID[]::new))
                    .param("roles", parties.stream().map(party -> party.role().name()).toArray(String[]::new)).update();
        }
    }

    private void endCommittee(UnitCode unit, LocalDate on) {
        jdbc.sql("""
                update committee_register set ends_on = :on
                where unit = :unit and formed_on < :on and ends_on > :on""").param("unit", unit.value())
                .param("on", on).update();
        jdbc.sql("delete from committee_register where unit = :unit and formed_on >= :on").param("unit", unit.value())
                .param("on", on).update();
    }

    private LocalDate day(String happenedAt) {
        return Instant.parse(requireNonNull(happenedAt, Meta.HAPPENED_AT)).atZone(clock.getZone()).toLocalDate();
    }

    private void end(String unit, String mediator, LocalDate on) {
        jdbc.sql("""
                update mediator_register set ends_on = :on
                where unit = :unit and mediator = :mediator and appointed_on < :on and ends_on > :on""")
                .param("unit", unit).param("mediator", mediator).param("on", on).update();
        jdbc.sql("delete from mediator_register where unit = :unit and mediator = :mediator and appointed_on >= :on")
                .param("unit", unit).param("mediator", mediator).param("on", on).update();
    }

    private static boolean ofTheCouple(PartyRole role) {
        return role == PartyRole.COMPLAINANT || role == PartyRole.RESPONDENT;
    }

    private static UUID uuid(CaseId caseId) {
        return UUID.fromString(caseId.value());
    }

    private static UUID uuid(PersonId person) {
        return UUID.fromString(person.value());
    }
}
