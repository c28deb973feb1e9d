package org.halfsky.command.person;

import jakarta.validation.constraints.NotNull;

import org.halfsky.command.http.Body;
import org.halfsky.command.http.Commands;
import org.halfsky.command.http.Versions.Answer;
import org.halfsky.command.person.PersonCommand.RecognisePerson;
import org.halfsky.command.person.PersonCommand.TellApart;
import org.halfsky.command.stream.Done;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.PersonId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Persons over HTTP. There is no page of a person, so the answer names no place. */
@RestController
@RequestMapping("/persons/{personId}")
class PersonHttp {

    private final Commands commands;

    PersonHttp(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/recognitions")
    ResponseEntity<Answer> recognise(@PathVariable PersonId personId, Actor by, @Body Recognition asked) {
        return answer(commands.send(by, new RecognisePerson(personId, asked.sameAs())));
    }

    @PostMapping("/tellings-apart")
    ResponseEntity<Answer> tellApart(@PathVariable PersonId personId, Actor by, @Body TellingApart asked) {
        return answer(commands.send(by, new TellApart(personId, asked.notSameAs())));
    }

    private static ResponseEntity<Answer> answer(Done done) {
        return ResponseEntity.ok().eTag("\"" + done.version() + '"').body(new Answer(done.version(), null));
    }

    record Recognition(@NotNull PersonId sameAs) {}

    record TellingApart(@NotNull PersonId notSameAs) {}
}
