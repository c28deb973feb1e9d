package org.halfsky.command.contact;

import java.util.Set;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.halfsky.command.http.Body;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Vault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Looking somebody up by a number is an act: it is recorded, and no number ever stands in a URL. */
@RestController
class LookupHttp {

    private final Lookups lookups;
    private final Vault vault;

    LookupHttp(Lookups lookups, Vault vault) {
        this.lookups = lookups;
        this.vault = vault;
    }

    @PostMapping("/lookups")
    @ResponseStatus(HttpStatus.CREATED)
    Found lookUp(Actor by, @Body Asked asked) {
        Rule.require(HouseRule.ROLE_ALLOWS, DraftHttp.WRITERS.contains(by.role()));
        Set<PersonId> found = vault.find(asked.kind(), asked.value());
        return new Found(lookups.record(by.staff(), asked.kind(), asked.purpose(), found));
    }

    /** Purpose is a code such as {@code contact.repeat}, so that it can say nothing of a person. */
    record Asked(@NotNull Identifier kind, @NotNull @Size(max = 40) String value,
            @NotNull @Pattern(regexp = "[a-z][a-z.-]{1,39}") String purpose) {}

    /** How many were found is not said: it would tell of contacts outside one's scope. The strip under the token tells those within. */
    record Found(String token) {}
}
