package org.halfsky.ops.operations;

import java.util.Map;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.halfsky.command.http.Body;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.ops.ForCommands;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an administrator can do about a parked event: try again, or give it up with a reason. */
@ForCommands
@RestController
class DeadLetterHttp {

    private static final String PAGE = "/operations";

    private final DeadLetters letters;

    DeadLetterHttp(DeadLetters letters) {
        this.letters = letters;
    }

    /** Why an event is given up. */
    record Discarding(@NotNull @Size(max = 500) String reason) {}

    @PostMapping("/operations/dead-letters/{id}/retry")
    Map<String, ?> retry(@PathVariable String id, Actor actor) {
        DeadLetters.Letter letter = known(id);
        Rule.require(OperationsRule.STILL_FAILS, letters.retry(letter, actor.staff()));
        return Map.of("location", PAGE);
    }

    @PostMapping("/operations/dead-letters/{id}/discarding")
    Map<String, ?> discard(@PathVariable String id, Actor actor, @Body Discarding asked) {
        letters.discard(known(id), actor.staff(), asked.reason());
        return Map.of("location", PAGE);
    }

    private DeadLetters.Letter known(String id) {
        DeadLetters.Letter letter = letters.first(id).orElse(null);
        Rule.require(HouseRule.KNOWN, letter != null);
        return letter;
    }
}
