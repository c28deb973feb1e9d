package org.halfsky.ops;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.person.PersonCommand;
import org.halfsky.command.person.PersonCommand.RecognisePerson;
import org.halfsky.command.person.PersonCommand.TellApart;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of two entries from both sides, as it meets in the database. */
@HouseTest
class WhoIsWhoTest {

    private static final String HESHAN = "430903000000";

    @Autowired
    CommandGateway commands;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void what_two_say_at_the_same_moment_ends_as_the_later_of_them_said() throws Exception {
        try (var hands = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 60; round++) {
                PersonId one = somebody();
                PersonId other = somebody();
                jdbc.update("""
                        insert into lookup (token, staff, purpose, at, kind, person_ids)
                        values (?, 'li', 'contact.repeat', now(), 'PHONE', array[?::uuid, ?::uuid])""",
                        UUID.randomUUID().toString(), one.value(), other.value());
                Callable<Object> same = () -> say(new RecognisePerson(one, other));
                Callable<Object> apart = () -> say(new TellApart(other, one));
                for (Future<Object> said : hands.invokeAll(List.of(same, apart))) {
                    said.get();
                }
                assertThat(areOne(one, other)).as("round " + round).isEqualTo(last(one) > last(other));
            }
        }
    }

    private Object say(PersonCommand said) {
        return commands.sendAndWait(new GenericCommandMessage<>(said, MetaData.with(Meta.ACTOR, "li")
                .and(Meta.ROLE, Role.STATION_OFFICER.name()).and(Meta.UNIT, HESHAN)));
    }

    private PersonId somebody() {
        String person = UUID.randomUUID().toString();
        String contact = UUID.randomUUID().toString();
        jdbc.update("insert into contact_person (person, contact_id) values (?::uuid, ?::uuid)", person, contact);
        jdbc.update("insert into stream_unit (stream, unit) values (?::uuid, ?)", contact, HESHAN);
        return new PersonId(person);
    }

    private boolean areOne(PersonId one, PersonId other) {
        return jdbc.queryForObject(
                "select exists (select from person_same where person = ?::uuid and same_as = ?::uuid)",
                Boolean.class, one.value(), other.value());
    }

    private long last(PersonId person) {
        return jdbc.queryForObject("""
                select coalesce(max(global_index), -1) from events.domain_event where aggregate_identifier = ?""",
                Long.class, person.value());
    }
}
