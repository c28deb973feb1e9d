package org.halfsky.command.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.halfsky.command.contact.ContactCommand.CorrectContact;
import org.halfsky.command.contact.ContactCommand.DeleteContact;
import org.halfsky.command.contact.ContactCommand.DirectContact;
import org.halfsky.command.contact.ContactCommand.DismissContact;
import org.halfsky.command.contact.ContactCommand.Goes;
import org.halfsky.command.contact.ContactCommand.Goes.Answered;
import org.halfsky.command.contact.ContactCommand.Goes.IntoCase;
import org.halfsky.command.contact.ContactCommand.Goes.ToCase;
import org.halfsky.command.contact.ContactCommand.ProposeVoid;
import org.halfsky.command.contact.ContactCommand.RegisterContact;
import org.halfsky.command.contact.ContactCommand.VoidContact;
import org.halfsky.command.http.Body;
import org.halfsky.command.http.Commands;
import org.halfsky.command.http.IfMatch;
import org.halfsky.command.http.Unreadable;
import org.halfsky.command.http.Unreadable.Fault;
import org.halfsky.command.http.Versions;
import org.halfsky.command.http.Versions.Answer;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.command.stream.Done;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.contact.ArrivalSource;
import org.halfsky.events.contact.Caller;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.ContactField;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.contact.Relation;
import org.halfsky.events.contact.Respondent;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Indexed;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contacts over HTTP. Here, and nowhere behind, what a person said stands in clear: it is sealed before it is sent on. */
@RestController
@RequestMapping("/contacts/{contactId}")
class ContactHttp {

    private final Commands commands;
    private final CaseOfContact cases;
    private final Drafts drafts;
    private final Vault vault;

    ContactHttp(Commands commands, CaseOfContact cases, Drafts drafts, Vault vault) {
        this.commands = commands;
        this.cases = cases;
        this.drafts = drafts;
        this.vault = vault;
    }

    /**
     * Registered, triaged and sent where it goes, all at once or not at all.
     *
     * @param draft the saves of the draft that end with it; whatever there is if it names none
     */
    @PutMapping
    ResponseEntity<Answer> register(@PathVariable ContactId contactId, Actor by,
            @RequestParam(required = false) List<String> draft, @Body Registration asked) {
        List<String> ending = Versions.names("draft", draft);
        PersonId caller = asked.personId() == null ? ContactFacts.of("caller", contactId.value()) : asked.personId();
        PersonId respondent = ContactFacts.of("respondent", contactId.value());
        Done done = commands.together(() -> {
            Done registered = commands.begin(by, contactId.value(), caller, asked,
                    () -> command(contactId, caller, respondent, asked), null);
            if (asked.concernsACase()) {
                cases.carry(by, contactId, null);
            }
            return registered;
        });
        List<Indexed> findable = new ArrayList<>();
        index(findable, caller, Identifier.PHONE, asked.callerPhone());
        index(findable, caller, Identifier.ID_NUMBER, asked.callerIdNumber());
        index(findable, respondent, Identifier.PHONE, asked.respondentPhone());
        vault.indexAll(findable);
        drafts.discard(by.staff(), contactId, ending);
        return answer(contactId, done);
    }

    @PutMapping("/dismissal")
    ResponseEntity<Answer> dismiss(@PathVariable ContactId contactId, Actor by,
            @RequestParam(required = false) List<String> draft, @Body Dismissal asked) {
        List<String> ending = Versions.names("draft", draft);
        Done done = commands.send(by, new DismissContact(contactId, asked.channel(), asked.unit(), asked.kind()));
        drafts.discard(by.staff(), contactId, ending);
        return answer(contactId, done);
    }

    @PostMapping("/answer")
    ResponseEntity<Answer> answer(@PathVariable ContactId contactId, Actor by, IfMatch seen, @Body OnTheSpot asked) {
        return direct(contactId, by, seen,
                person -> new Answered(vault.seal(person, DataClass.D2, asked.answer())));
    }

    @PostMapping("/link")
    ResponseEntity<Answer> link(@PathVariable ContactId contactId, Actor by, IfMatch seen, @Body Link asked) {
        return direct(contactId, by, seen, _ -> new ToCase(asked.caseId(), asked.newIncident()));
    }

    @PostMapping("/case")
    ResponseEntity<Answer> openCase(@PathVariable ContactId contactId, Actor by, IfMatch seen, @Body NewCase asked) {
        return direct(contactId, by, seen, _ -> new IntoCase(asked.caseId()));
    }

    @PostMapping("/corrections")
    ResponseEntity<Answer> correct(@PathVariable ContactId contactId, Actor by, IfMatch seen,
            @Body Correction asked) {
        Rule.require(HouseRule.CORRECTION_FITS, switch (asked.field()) {
            case CALLER_PHONE -> asked.value().matches(Registration.PHONE);
            case CALLER_NAME -> asked.value().codePointCount(0, asked.value().length()) <= Registration.NAME;
            case NARRATIVE, SUB_CATEGORY, NATURE, URGENCY -> true;
        }, "value");
        PersonId person = person(contactId);
        Sealed reason = vault.seal(person, DataClass.D2, asked.reason());
        CorrectContact correction = switch (asked.field()) {
            case SUB_CATEGORY, NATURE, URGENCY -> new CorrectContact(contactId, asked.field(), asked.value(), null,
                    reason);
            case NARRATIVE -> new CorrectContact(contactId, asked.field(), null,
                    vault.seal(person, DataClass.D2, asked.value()), reason);
            case CALLER_NAME, CALLER_PHONE -> new CorrectContact(contactId, asked.field(), null,
                    vault.seal(person, DataClass.D3, asked.value()), reason);
        };
        Done done = commands.together(() -> {
            Done corrected = commands.send(by, correction, seen);
            if (corrected.again()) {
                return corrected; // the case and the index may have gone on since
            }
            switch (asked.field()) {
                case CALLER_NAME -> cases.tell(contactId, CaseField.PARTY_NAME, correction.text(), reason);
                case CALLER_PHONE -> {
                    cases.tell(contactId, CaseField.PARTY_PHONE, correction.text(), reason);
                    vault.reindex(person, Identifier.PHONE, asked.value());
                }
                case SUB_CATEGORY, NATURE, URGENCY, NARRATIVE -> {
                }
            }
            return corrected;
        });
        return answer(contactId, done);
    }

    @PostMapping("/void-proposal")
    ResponseEntity<Answer> proposeVoid(@PathVariable ContactId contactId, Actor by, IfMatch seen,
            @Body VoidReason asked) {
        Sealed reason = vault.seal(person(contactId), DataClass.D2, asked.reason());
        return answer(contactId, commands.send(by, new ProposeVoid(contactId, reason), seen));
    }

    @PostMapping("/voiding")
    ResponseEntity<Answer> agreeToVoid(@PathVariable ContactId contactId, Actor by, IfMatch seen) {
        return answer(contactId, commands.send(by, new VoidContact(contactId), seen));
    }

    /** Always refused, with the article. */
    @DeleteMapping
    ResponseEntity<Answer> delete(@PathVariable ContactId contactId, Actor by) {
        return answer(contactId, commands.send(by, new DeleteContact(contactId)));
    }

    private ResponseEntity<Answer> direct(ContactId contactId, Actor by, IfMatch seen, Function<PersonId, Goes> goes) {
        Goes where = goes.apply(person(contactId));
        return answer(contactId, commands.together(() -> {
            Done done = commands.send(by, new DirectContact(contactId, where), seen);
            cases.carry(by, contactId, null);
            return done;
        }));
    }

    /** Whose key seals what is said of the contact. Whether it is the actor's to act on is the contact's own decision. */
    private PersonId person(ContactId contactId) {
        ContactFacts facts = cases.facts(contactId);
        Rule.require(HouseRule.KNOWN, facts.unit() != null);
        Rule.require(ContactRule.STILL_OPEN, facts.person() != null);
        return facts.person();
    }

    private RegisterContact command(ContactId contactId, PersonId person, PersonId other, Registration asked) {
        boolean otherSide = asked.respondentName() != null || asked.respondentPhone() != null;
        vault.prepare(otherSide ? List.of(person, other) : List.of(person));
        Caller caller = new Caller(person, asked.relation() == null ? Relation.SELF : asked.relation(),
                sealed(person, asked.callerName()), sealed(person, asked.callerPhone()),
                sealed(person, asked.callerIdNumber()), sealed(person, asked.callerAddress()));
        Respondent respondent = otherSide
                ? new Respondent(other, sealed(other, asked.respondentName()), sealed(other, asked.respondentPhone()))
                : null;
        return new RegisterContact(contactId, asked.channel(), asked.unit(), asked.arrivedAt(), asked.source(),
                asked.nature(), asked.subCategory(), asked.also(), asked.urgency(), asked.dvMarker(), asked.dvForms(),
                asked.minorMarker(), asked.selfHarmMarker(), caller, respondent,
                asked.narrative() == null ? null : vault.seal(person, DataClass.D2, asked.narrative()),
                goes(contactId, person, asked));
    }

    /** Harm to a minor opens a case at once: nobody has to ask for it. */
    private Goes goes(ContactId contactId, PersonId person, Registration asked) {
        Disposition disposition = asked.disposition() == null ? Disposition.NONE : asked.disposition();
        return switch (disposition) {
            case NONE -> asked.minorMarker() ? new IntoCase(caseId(contactId, asked)) : null;
            case ANSWERED -> new Answered(
                    vault.seal(person, DataClass.D2, required("answer", asked.answer())));
            case CASE -> new IntoCase(caseId(contactId, asked));
            case LINK -> new ToCase(required("caseId", asked.caseId()), asked.newIncident());
        };
    }

    /** The caller makes the id; for a case nobody asked for it follows from the contact's. */
    private static CaseId caseId(ContactId contactId, Registration asked) {
        return asked.caseId() != null
                ? asked.caseId()
                : new CaseId(ContactFacts.of("case", contactId.value()).value());
    }

    private Sealed sealed(PersonId person, String text) {
        return text == null ? null : vault.seal(person, DataClass.D3, text);
    }

    private static void index(List<Indexed> findable, PersonId person, Identifier kind, String value) {
        if (value != null) {
            findable.add(new Indexed(person, kind, value));
        }
    }

    private static <T> T required(String field, T value) {
        if (value == null) {
            throw new Unreadable(new Fault(field, "field.missing"));
        }
        return value;
    }

    private static ResponseEntity<Answer> answer(ContactId contactId, Done done) {
        return Versions.answer(done, "/contacts/" + contactId);
    }

    /** Where a contact goes at registration. */
    enum Disposition {
        /** Nowhere yet. */
        NONE,
        /** Answered on the spot. */
        ANSWERED,
        /** A case of its own. */
        CASE,
        /** A case that exists. */
        LINK
    }

    record Registration(@NotNull Channel channel, @NotNull UnitCode unit, Instant arrivedAt, ArrivalSource source,
            Nature nature, SubCategory subCategory, List<SubCategory> also, @NotNull Urgency urgency, boolean dvMarker,
            Set<DvForm> dvForms, boolean minorMarker, boolean selfHarmMarker, @Size(max = NAME) String callerName,
            @Pattern(regexp = PHONE, message = "field.phone") String callerPhone,
            @Pattern(regexp = ID_NUMBER, message = "field.id-number") String callerIdNumber, String callerAddress,
            Relation relation, @Size(max = 20_000) String narrative, Disposition disposition,
            @Size(max = 10_000) String answer, CaseId caseId, boolean newIncident, PersonId personId,
            @Size(max = NAME) String respondentName,
            @Pattern(regexp = PHONE, message = "field.phone") String respondentPhone) {

        boolean concernsACase() {
            return minorMarker || disposition == Disposition.CASE || disposition == Disposition.LINK;
        }

        static final int NAME = 60;
        static final String PHONE = "(?=(?:[^0-9]*[0-9]){3})[+0-9 ()*#-]{3,30}";
        static final String ID_NUMBER = "[0-9A-Za-z()-]{5,30}";
    }

    record Dismissal(@NotNull Channel channel, @NotNull UnitCode unit, @NotNull NonData kind) {}

    record OnTheSpot(@NotNull @Size(max = 10_000) String answer) {}

    record Link(@NotNull CaseId caseId, boolean newIncident) {}

    record NewCase(@NotNull CaseId caseId) {}

    record Correction(@NotNull ContactField field, @NotNull @Size(max = 20_000) String value,
            @NotNull @Size(max = 2_000) String reason) {}

    record VoidReason(@NotNull @Size(max = 2_000) String reason) {}
}
