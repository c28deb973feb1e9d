package org.halfsky.command.parties;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Under whose key a text about a case is sealed, read before the command is sent. */
@Component
public class CaseParties {

    private final JdbcClient jdbc;
    private final EventStore events;

    CaseParties(JdbcClient jdbc, EventStore events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * The complainant; in a case that names nobody, an id of its own, so that its texts can be sealed and erased all the same.
     *
     * @throws org.halfsky.command.rules.RuleBroken if there is no such case: no key is made for what is not known
     */
    public PersonId complainant(CaseId caseId) {
        Optional<PersonId> known = jdbc.sql("""
                select person from case_party where case_id = ?
                order by case role when 'COMPLAINANT' then 0 when 'PROXY' then 1 else 2 end, person
                limit 1""").param(UUID.fromString(caseId.value())).query(String.class).optional().map(PersonId::new);
        if (known.isEmpty()) {
            Rule.require(HouseRule.KNOWN, events.lastSequenceNumberFor(caseId.value()).isPresent());
        }
        return known.orElseGet(() -> of(caseId, "complainant"));
    }

    /** Whether the person is in the case. */
    public boolean contains(CaseId caseId, PersonId person) {
        return jdbc.sql("select exists (select from case_party where case_id = ? and person = ?)")
                .params(UUID.fromString(caseId.value()), UUID.fromString(person.value())).query(Boolean.class).single();
    }

    /** Somebody's id in a case that is opened without a contact: the same again for a repeated request. */
    public static PersonId of(CaseId caseId, String role) {
        String name = caseId + "/" + role;
        return new PersonId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
