package org.halfsky.command.mediation;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.halfsky.command.http.Body;
import org.halfsky.command.http.Commands;
import org.halfsky.command.http.IfMatch;
import org.halfsky.command.http.Versions;
import org.halfsky.command.http.Versions.Answer;
import org.halfsky.command.mediation.MediationCommand.AssignMediator;
import org.halfsky.command.mediation.MediationCommand.FailMediation;
import org.halfsky.command.mediation.MediationCommand.GiveRightsNotice;
import org.halfsky.command.mediation.MediationCommand.HoldSession;
import org.halfsky.command.mediation.MediationCommand.ProposeMediation;
import org.halfsky.command.mediation.MediationCommand.RecordAgreement;
import org.halfsky.command.mediation.MediationCommand.RecordConsent;
import org.halfsky.command.mediation.MediationCommand.RecordFee;
import org.halfsky.command.mediation.MediationCommand.RecordNotStarted;
import org.halfsky.command.mediation.MediationCommand.RecordReconciliation;
import org.halfsky.command.mediation.MediationCommand.StopMediation;
import org.halfsky.command.parties.CaseParties;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.mediation.Form;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Mediations of a case over HTTP. What was said is sealed here, under the complainant's key. */
@RestController
@RequestMapping("/cases/{caseId}/mediations/{mediationId}")
class MediationHttp {

    private static final int TEXT = 20_000;
    private static final int NOTE = 10_000;

    private final Commands commands;
    private final CaseParties parties;
    private final Vault vault;

    MediationHttp(Commands commands, CaseParties parties, Vault vault) {
        this.commands = commands;
        this.parties = parties;
        this.vault = vault;
    }

    /** A repeated request has no second effect, so it needs no version. */
    @PutMapping
    ResponseEntity<Answer> propose(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            @Body Proposal asked) {
        return send(by, null, new ProposeMediation(caseId, mediationId, asked.source()));
    }

    /** A consent that nobody put on paper is an oral one. */
    @PostMapping("/consents")
    ResponseEntity<Answer> consent(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body Consent asked) {
        return send(by, seen, new RecordConsent(caseId, mediationId, asked.side(), asked.given(),
                asked.form() == null ? Form.ORAL : asked.form()));
    }

    @PostMapping("/rights-notice")
    ResponseEntity<Answer> giveRightsNotice(@PathVariable CaseId caseId, @PathVariable MediationId mediationId,
            Actor by, IfMatch seen, @Body Notice asked) {
        return send(by, seen, new GiveRightsNotice(caseId, mediationId, asked.form()));
    }

    @PostMapping("/mediator")
    ResponseEntity<Answer> assign(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body Mediator asked) {
        return send(by, seen, new AssignMediator(caseId, mediationId, asked.mediator()));
    }

    @PostMapping("/sessions")
    ResponseEntity<Answer> holdSession(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body Session asked) {
        HoldSession command = new HoldSession(caseId, mediationId, asked.open(), sealed(caseId, asked.note()));
        return Versions.answer(commands.send(by, command, seen, asked.happenedAt()), "/cases/" + caseId);
    }

    @PostMapping("/agreement")
    ResponseEntity<Answer> agree(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body Agreement asked) {
        return send(by, seen, new RecordAgreement(caseId, mediationId, asked.form(), sealed(caseId, asked.content()),
                asked.barsOtherRemedies()));
    }

    @PostMapping("/reconciliation")
    ResponseEntity<Answer> reconcile(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body Reconciliation asked) {
        return send(by, seen, new RecordReconciliation(caseId, mediationId, asked.writtenAgreement(),
                sealed(caseId, asked.note())));
    }

    @PostMapping("/failure")
    ResponseEntity<Answer> fail(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body Failure asked) {
        return send(by, seen, new FailMediation(caseId, mediationId, asked.otherRoutesTold(),
                sealed(caseId, asked.note())));
    }

    @PostMapping("/stop")
    ResponseEntity<Answer> stop(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body Stop asked) {
        return send(by, seen, new StopMediation(caseId, mediationId, asked.side(), asked.otherRoutesTold()));
    }

    @PostMapping("/not-started")
    ResponseEntity<Answer> notStarted(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body NoStart asked) {
        return send(by, seen, new RecordNotStarted(caseId, mediationId, asked.why()));
    }

    /** Always refused, with the article. */
    @PostMapping("/fees")
    ResponseEntity<Answer> charge(@PathVariable CaseId caseId, @PathVariable MediationId mediationId, Actor by,
            IfMatch seen, @Body Fee asked) {
        return send(by, seen, new RecordFee(caseId, mediationId, asked.amount()));
    }

    private ResponseEntity<Answer> send(Actor by, IfMatch seen, MediationCommand command) {
        return Versions.answer(commands.send(by, command, seen), "/cases/" + command.caseId());
    }

    private Sealed sealed(CaseId caseId, String text) {
        return text == null ? null : vault.seal(parties.complainant(caseId), DataClass.D2, text);
    }

    record Proposal(@NotNull MediationSource source) {}

    record Consent(@NotNull Side side, @NotNull Boolean given, Form form) {}

    record Notice(@NotNull Form form) {}

    record Mediator(@NotNull StaffId mediator) {}

    record Session(@NotNull @Size(max = NOTE) String note, boolean open, Instant happenedAt) {}

    record Agreement(@NotNull Form form, @NotNull @Size(max = TEXT) String content, boolean barsOtherRemedies) {}

    record Reconciliation(@Size(max = NOTE) String note, boolean writtenAgreement) {}

    record Failure(@Size(max = NOTE) String note, boolean otherRoutesTold) {}

    record Stop(@NotNull Side side, boolean otherRoutesTold) {}

    record NoStart(@NotNull NotStarted why) {}

    record Fee(@NotNull BigDecimal amount) {}
}
