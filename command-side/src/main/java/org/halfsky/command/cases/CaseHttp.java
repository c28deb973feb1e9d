package org.halfsky.command.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.axonframework.common.IdentifierFactory;
import org.halfsky.command.cases.CaseCommand.AddParty;
import org.halfsky.command.cases.CaseCommand.AssignHandler;
import org.halfsky.command.cases.CaseCommand.CloseCase;
import org.halfsky.command.cases.CaseCommand.CorrectCase;
import org.halfsky.command.cases.CaseCommand.DecideAcceptance;
import org.halfsky.command.cases.CaseCommand.HandOver;
import org.halfsky.command.cases.CaseCommand.OpenCase;
import org.halfsky.command.cases.CaseCommand.ReceiveHandover;
import org.halfsky.command.cases.CaseCommand.RecordAction;
import org.halfsky.command.cases.CaseCommand.ReopenCase;
import org.halfsky.command.cases.CaseCommand.ReturnHandover;
import org.halfsky.command.cases.CaseCommand.WithdrawHandover;
import org.halfsky.command.http.Body;
import org.halfsky.command.http.Commands;
import org.halfsky.command.http.IfMatch;
import org.halfsky.command.http.Versions;
import org.halfsky.command.http.Versions.Answer;
import org.halfsky.command.parties.CaseParties;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.command.stream.Done;
import org.halfsky.events.cases.ActionKind;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cases over HTTP. What people said is sealed here, before it is sent on. */
@RestController
@RequestMapping("/cases/{caseId}")
class CaseHttp {

    private static final int NAME = 64;
    private static final int TEXT = 20_000;
    private static final int NOTE = 10_000;
    private static final int REASON = 2_000;
    private static final String PHONE = "(?=(?:[^0-9]*[0-9]){3})[+0-9 ()*#-]{3,30}";
    private static final Pattern A_PHONE = Pattern.compile(PHONE);

    private final Commands commands;
    private final CaseParties parties;
    private final Vault vault;

    CaseHttp(Commands commands, CaseParties parties, Vault vault) {
        this.commands = commands;
        this.parties = parties;
        this.vault = vault;
    }

    @PutMapping
    ResponseEntity<Answer> open(@PathVariable CaseId caseId, Actor by, @Body Opening asked) {
        PersonId complainant = CaseParties.of(caseId, "complainant");
        PersonId respondent = CaseParties.of(caseId, "respondent");
        Done done = commands.begin(by, caseId.value(), complainant, asked, () -> {
            List<Party> persons = new ArrayList<>();
            persons.add(party(complainant, PartyRole.COMPLAINANT, asked.complainantName(), asked.complainantPhone()));
            if (asked.respondentName() != null || asked.respondentPhone() != null) {
                persons.add(party(respondent, PartyRole.RESPONDENT, asked.respondentName(), asked.respondentPhone()));
            }
            return new OpenCase(caseId, asked.unit(), null, asked.subCategory(),
                    asked.also() == null ? List.of() : List.copyOf(asked.also()), asked.urgency(), false, Set.of(),
                    persons, vault.seal(complainant, DataClass.D2, asked.narrative()), null);
        }, null);
        index(complainant, asked.complainantPhone());
        index(respondent, asked.respondentPhone());
        return answer(caseId, done);
    }

    @PostMapping("/parties")
    ResponseEntity<Answer> addParty(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Person asked) {
        PersonId person = seen.key() == null
                ? new PersonId(IdentifierFactory.getInstance().generateIdentifier())
                : CaseParties.of(caseId, seen.key());
        Party party = party(person, asked.role(), asked.name(), asked.phone());
        ResponseEntity<Answer> answer = send(caseId, by, seen, new AddParty(caseId, party));
        index(person, asked.phone());
        return answer;
    }

    @PostMapping("/acceptance")
    ResponseEntity<Answer> decideAcceptance(@PathVariable CaseId caseId, Actor by, IfMatch seen,
            @Body Acceptance asked) {
        return send(caseId, by, seen, new DecideAcceptance(caseId, asked.accepted(), asked.basis(), asked.destination(),
                sealed(caseId, asked.reason())));
    }

    @PostMapping("/handler")
    ResponseEntity<Answer> assign(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Handler asked) {
        return send(caseId, by, seen, new AssignHandler(caseId, asked.handler(), asked.unit()));
    }

    @PostMapping("/actions")
    ResponseEntity<Answer> recordAction(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Action asked) {
        RecordAction command = new RecordAction(caseId, asked.kind(), sealed(caseId, asked.note()));
        return answer(caseId, commands.send(by, command, seen, asked.happenedAt()));
    }

    @PostMapping("/handovers")
    ResponseEntity<Answer> handOver(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Offer asked) {
        return send(caseId, by, seen, new HandOver(caseId, asked.to(), sealed(caseId, asked.reason())));
    }

    @PostMapping("/handovers/receipt")
    ResponseEntity<Answer> receive(@PathVariable CaseId caseId, Actor by, IfMatch seen) {
        return send(caseId, by, seen, new ReceiveHandover(caseId));
    }

    @PostMapping("/handovers/return")
    ResponseEntity<Answer> giveBack(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Return asked) {
        return send(caseId, by, seen, new ReturnHandover(caseId, sealed(caseId, asked.reason())));
    }

    @PostMapping("/handovers/withdrawal")
    ResponseEntity<Answer> withdraw(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Withdrawal asked) {
        return send(caseId, by, seen, new WithdrawHandover(caseId, sealed(caseId, asked.reason())));
    }

    @PostMapping("/corrections")
    ResponseEntity<Answer> correct(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Correction asked) {
        Sealed reason = sealed(caseId, asked.reason());
        CorrectCase correction = switch (asked.field()) {
            case SUB_CATEGORY, URGENCY -> new CorrectCase(caseId, asked.field(), null, null, asked.value(), null,
                    reason);
            case NARRATIVE, ACTION_NOTE, MEDIATION_NOTE, SAFETY_NOTE -> new CorrectCase(caseId, asked.field(), null,
                    asked.entry() == null ? null : asked.entry() - 1, null,
                    sealed(caseId, asked.value()), reason);
            case PARTY_NAME, PARTY_PHONE -> new CorrectCase(caseId, asked.field(), asked.person(), null, null,
                    identity(caseId, asked), reason);
        };
        return answer(caseId, commands.together(() -> {
            Done corrected = commands.send(by, correction, seen);
            if (asked.field() == CaseField.PARTY_PHONE && !corrected.again()) {
                vault.reindex(asked.person(), Identifier.PHONE, asked.value());
            }
            return corrected;
        }));
    }

    @PostMapping("/closing")
    ResponseEntity<Answer> close(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Closing asked) {
        return send(caseId, by, seen, new CloseCase(caseId, asked.outcome(), sealed(caseId, asked.note())));
    }

    @PostMapping("/reopening")
    ResponseEntity<Answer> reopen(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Reopening asked) {
        return send(caseId, by, seen, new ReopenCase(caseId, asked.ground(), sealed(caseId, asked.reason())));
    }

    private ResponseEntity<Answer> send(CaseId caseId, Actor by, IfMatch seen, CaseCommand command) {
        return answer(caseId, commands.send(by, command, seen));
    }

    private static ResponseEntity<Answer> answer(CaseId caseId, Done done) {
        return Versions.answer(done, "/cases/" + caseId);
    }

    /** What is told of the matter lies under the complainant's key. */
    private Sealed sealed(CaseId caseId, String text) {
        return text == null ? null : vault.seal(parties.complainant(caseId), DataClass.D2, text);
    }

    /** A person's own name or phone; null where the person is none of this case, so that no key of another case is used. */
    private Sealed identity(CaseId caseId, Correction asked) {
        if (asked.person() == null || !parties.contains(caseId, asked.person())) {
            return null;
        }
        Rule.require(HouseRule.CORRECTION_FITS, asked.field() == CaseField.PARTY_PHONE
                ? A_PHONE.matcher(asked.value()).matches()
                : asked.value().codePointCount(0, asked.value().length()) <= NAME, "value");
        return vault.seal(asked.person(), DataClass.D3, asked.value());
    }

    private Party party(PersonId person, PartyRole role, String name, String phone) {
        return new Party(person, role, name == null ? null : vault.seal(person, DataClass.D3, name),
                phone == null ? null : vault.seal(person, DataClass.D3, phone));
    }

    /** After the act: who was refused is not to be found. */
    private void index(PersonId person, String phone) {
        if (phone != null) {
            vault.index(person, Identifier.PHONE, phone);
        }
    }

    record Opening(@NotNull UnitCode unit, @NotNull SubCategory subCategory, Set<SubCategory> also,
            @NotNull Urgency urgency, @NotNull @Size(max = TEXT) String narrative,
            @Size(max = NAME) String complainantName,
            @jakarta.validation.constraints.Pattern(regexp = PHONE, message = "field.phone") String complainantPhone,
            @Size(max = NAME) String respondentName,
            @jakarta.validation.constraints.Pattern(regexp = PHONE, message = "field.phone") String respondentPhone) {}

    record Person(@NotNull PartyRole role, @Size(max = NAME) String name,
            @jakarta.validation.constraints.Pattern(regexp = PHONE, message = "field.phone") String phone) {}

    record Acceptance(@NotNull Boolean accepted, HandlingBasis basis, Destination destination,
            @Size(max = REASON) String reason) {}

    record Handler(@NotNull StaffId handler, UnitCode unit) {}

    record Action(@NotNull ActionKind kind, @NotNull @Size(max = NOTE) String note, Instant happenedAt) {}

    record Offer(@NotNull UnitCode to, @NotNull @Size(max = REASON) String reason) {}

    record Return(@NotNull @Size(max = REASON) String reason) {}

    record Withdrawal(@NotNull @Size(max = REASON) String reason) {}

    /** @param entry the number of a note in the case's course, from 1; null for the latest */
    record Correction(@NotNull CaseField field, PersonId person, Long entry, @NotNull @Size(max = TEXT) String value,
            @NotNull @Size(max = REASON) String reason) {}

    record Closing(@NotNull Outcome outcome, @Size(max = NOTE) String note) {}

    record Reopening(@NotNull ReopenGround ground, @NotNull @Size(max = REASON) String reason) {}
}
