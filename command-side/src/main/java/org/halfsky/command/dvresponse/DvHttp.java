package org.halfsky.command.dvresponse;

import java.util.Arrays;
import java.util.Set;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.halfsky.command.dvresponse.DvCommand.AssessDanger;
import org.halfsky.command.dvresponse.DvCommand.FlagDv;
import org.halfsky.command.dvresponse.DvCommand.SecureSafety;
import org.halfsky.command.http.Body;
import org.halfsky.command.http.Commands;
import org.halfsky.command.http.IfMatch;
import org.halfsky.command.http.Versions;
import org.halfsky.command.http.Versions.Answer;
import org.halfsky.command.parties.CaseParties;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Vault;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The response to domestic violence over HTTP. The answers of the danger scale are sealed here, as D4. */
@RestController
@RequestMapping("/cases/{caseId}")
class DvHttp {

    private final Commands commands;
    private final CaseParties parties;
    private final Vault vault;

    DvHttp(Commands commands, CaseParties parties, Vault vault) {
        this.commands = commands;
        this.parties = parties;
        this.vault = vault;
    }

    @PostMapping("/dv-flag")
    ResponseEntity<Answer> flag(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Flag asked) {
        return send(by, seen, new FlagDv(caseId, asked.forms()));
    }

    /** The victim is the complainant, whose key seals the answers. */
    @PostMapping("/danger-assessments")
    ResponseEntity<Answer> assess(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Assessment asked) {
        PersonId victim = parties.complainant(caseId);
        DangerAnswers answers = asked.answers();
        return send(by, seen, new AssessDanger(caseId, victim, answers,
                vault.seal(victim, DataClass.D4, answers.letters()), asked.victimSigned(), asked.level()));
    }

    @PostMapping("/safety")
    ResponseEntity<Answer> secure(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Safety asked) {
        return send(by, seen, new SecureSafety(caseId,
                vault.seal(parties.complainant(caseId), DataClass.D2, asked.outcome())));
    }

    private ResponseEntity<Answer> send(Actor by, IfMatch seen, DvCommand command) {
        return Versions.answer(commands.send(by, command, seen), "/cases/" + command.caseId());
    }

    record Flag(Set<DvForm> forms) {}

    /** Yes or no to each item; what is left out is not answered. */
    record Assessment(Boolean q1, Boolean q2, Boolean q3, Boolean q4, Boolean q5, Boolean q6, Boolean q7, Boolean q8,
            Boolean q9, Boolean s1, Boolean s2, boolean victimSigned, String level) {

        DangerAnswers answers() {
            return new DangerAnswers(Arrays.asList(q1, q2, q3, q4, q5, q6, q7, q8, q9, s1, s2));
        }
    }

    record Safety(@NotNull @Size(max = 10_000) String outcome) {}
}
