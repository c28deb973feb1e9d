package org.halfsky.query.casefile;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.events.cases.ActionKind;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.Form;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.halfsky.events.wire.TimeOrderedIds;
import org.halfsky.query.access.Colleagues;
import org.halfsky.query.access.Colleagues.Post;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.access.Names;
import org.halfsky.query.access.ReadLog;
import org.halfsky.query.access.Readable;
import org.halfsky.query.http.AtLeast;
import org.halfsky.query.http.Due;
import org.halfsky.query.http.NotKnown;
import org.halfsky.query.http.NotYours;
import org.halfsky.query.http.Pages;
import org.halfsky.query.http.Times;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** One case: its file, its course, and what can be done now. */
@Controller
class CasePage {

    private final CaseFiles files;
    private final Course course;
    private final Vault vault;
    private final ReadLog readers;
    private final Names names;
    private final Colleagues colleagues;
    private final Clock clock;
    private final Times times;

    CasePage(CaseFiles files, Course course, Vault vault, ReadLog readers, Names names,
            Colleagues colleagues, Clock clock) {
        this.files = files;
        this.course = course;
        this.vault = vault;
        this.readers = readers;
        this.names = names;
        this.colleagues = colleagues;
        this.clock = clock;
        this.times = new Times(clock);
    }

    @GetMapping("/cases/{id}")
    String page(Actor actor, @PathVariable String id, @RequestParam(required = false) String at,
            @RequestParam(required = false) Long atLeast, Locale locale, Model model, HttpServletResponse response) {
        MayRead may = MayRead.of(actor);
        NotYours.unless(may.cases());
        CaseId caseId = caseId(id);
        boolean seen = AtLeast.await(atLeast, () -> files.version(caseId));
        CaseFile today = files.of(may, caseId).orElseThrow(NotKnown::new);
        CaseFile file = at == null ? today : asItStood(may, caseId, at);
        boolean content = today.contentFor(may);
        Course.Told told = at == null ? course.of(caseId, locale) : null;
        Readable opened = content ? open(actor, file, told) : Readable.nothing();
        List<Course.Line> lines = told == null ? List.of() : told.lines(opened);
        Integer readings = may.rawEvents() ? readers.about(caseId.value(), Course.Part.READINGS).size() : null;

        Pages.versioned(response, file.version());
        Possible possible = at == null ? Possible.of(file, may) : new Possible(List.of(), List.of());
        model.addAttribute("may", may);
        model.addAttribute("file", file);
        model.addAttribute("reads", content);
        model.addAttribute("opened", opened);
        model.addAttribute("narrativeCorrected", file.corrected(CaseField.NARRATIVE));
        model.addAttribute("part", Course.Part.of(Course.Show.ALL, lines, readings));
        model.addAttribute("possible", possible);
        model.addAttribute("live", file.liveMediation());
        model.addAttribute("steps", steps(file));
        model.addAttribute("dues", file.stage().open() ? dues(file) : List.of());
        model.addAttribute("settled", file.limits().stream().filter(limit -> !limit.owed()).count());
        model.addAttribute("named", named(file));
        model.addAttribute("at", at == null ? null : file.recordedAt());
        model.addAttribute("contacts", at == null && content ? files.told(file.contacts()) : Map.of());
        model.addAttribute("vacant", at == null && vacant(file));
        model.addAttribute("behind", !seen);
        if (at == null && may.handles()) {
            model.addAttribute("newMediation", TimeOrderedIds.next());
            model.addAttribute("colleagues", colleagues.of(file.unit()));
            model.addAttribute("units", units(file));
            model.addAttribute("codes", Codes.ALL);
        }
        return "casefile/page";
    }

    @GetMapping(path = "/cases/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    CaseAnswer json(Actor actor, @PathVariable String id, @RequestParam(required = false) String at,
            @RequestParam(required = false) Long atLeast, HttpServletResponse response) {
        MayRead may = MayRead.of(actor);
        NotYours.unless(may.cases());
        CaseId caseId = caseId(id);
        AtLeast.await(atLeast, () -> files.version(caseId));
        CaseFile today = files.of(may, caseId).orElseThrow(NotKnown::new);
        CaseFile file = at == null ? today : asItStood(may, caseId, at);
        boolean content = today.contentFor(may);
        Pages.versioned(response, file.version());
        return CaseAnswer.of(file, may.dangerScore(content),
                content ? open(actor, file, null) : Readable.nothing());
    }

    /** The whole number of one person: an opening of its own. */
    @GetMapping("/cases/{id}/parties/{person}/phone")
    String phone(Actor actor, @PathVariable String id, @PathVariable String person, Model model,
            HttpServletResponse response) {
        MayRead may = MayRead.of(actor);
        NotYours.unless(may.cases());
        CaseFile file = files.of(may, caseId(id)).orElseThrow(NotKnown::new);
        NotYours.unless(file.contentFor(may));
        PersonId wanted = Pages.parsed("person", person, PersonId::new).orElseThrow(NotKnown::new);
        Sealed phone = file.parties().stream().filter(party -> party.person().equals(wanted))
                .map(CaseFile.Person::phone).filter(sealed -> sealed != null).findFirst().orElseThrow(NotKnown::new);
        Pages.versioned(response, file.version());
        model.addAttribute("phone",
                Readable.opened(vault, actor, "case.phone", file.id().value(), List.of(phone)).get(phone));
        return "casefile/page :: phone";
    }

    private CaseFile asItStood(MayRead may, CaseId id, String at) {
        return files.asItStood(may, id, AsOf.read(at, clock)).orElseThrow(NotKnown::new);
    }

    private Readable open(Actor actor, CaseFile file, Course.Told told) {
        List<Sealed> sealed = new ArrayList<>();
        file.parties().forEach(person -> {
            sealed.add(person.name());
            sealed.add(person.phone());
        });
        sealed.add(file.narrative());
        if (file.offer() != null) {
            sealed.add(file.offer().reason());
        }
        if (told != null) {
            sealed.addAll(told.sealed());
        }
        return Readable.opened(vault, actor, "case.view", file.id().value(), sealed);
    }

    private Names.Named named(CaseFile file) {
        Set<StaffId> staff = new HashSet<>(file.workers());
        file.corrections().forEach(correction -> staff.add(correction.by()));
        Set<UnitCode> codes = new HashSet<>(file.formerUnits());
        codes.add(file.unit());
        codes.add(file.handlerUnit());
        file.handovers().forEach(handed -> {
            codes.add(handed.from());
            codes.add(handed.to());
        });
        file.mediations().forEach(mediation -> {
            codes.add(mediation.unit());
            codes.add(mediation.appointedAt());
        });
        return names.of(staff, codes);
    }

    /** Whether its handler is in office for it no more; asked of an open case as it is today. */
    private boolean vacant(CaseFile file) {
        return file.stage().open() && file.handler() != null
                && !colleagues.vacant(List.of(new Post(file.handler(), file.handlerUnit()))).isEmpty();
    }

    /** Where the case can be handed without typing a code: the superiors on its path. */
    private List<Map.Entry<UnitCode, String>> units(CaseFile file) {
        List<UnitCode> path = file.unit().upwards().stream().skip(1).filter(code -> code.parent().isPresent()).toList();
        Names.Named named = names.of(List.of(), path);
        return path.stream().map(code -> Map.entry(code, named.unit(code))).toList();
    }

    private List<DueLimit> dues(CaseFile file) {
        return file.owed().stream().map(limit -> new DueLimit(limit, Due.of(limit.dueAt(), clock))).toList();
    }

    private List<Step> steps(CaseFile file) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.past("registered", times.near(file.openedAt())));
        if (file.danger() != null) {
            steps.add(file.danger().assessedAt() == null
                    ? Step.open("assessed")
                    : Step.past("assessed", times.near(file.danger().assessedAt())));
        }
        boolean pending = file.stage() == Stage.ACCEPTANCE_PENDING;
        steps.add(file.acceptedAt() != null
                ? Step.past("accepted", times.near(file.acceptedAt()))
                : pending ? Step.here("pending", "") : new Step("not-accepted", "here", ""));
        boolean closed = !file.stage().open();
        boolean handling = file.stage() == Stage.IN_HANDLING || file.stage() == Stage.REOPENED
                || file.stage() == Stage.ACCEPTED;
        if (closed) {
            steps.add(Step.past("handling", ""));
        } else {
            steps.add(new Step("handling", handling ? "here" : null,
                    handling
                            ? String.valueOf(times.dayOf(file.acceptedAt() == null
                                    ? file.openedAt()
                                    : file.acceptedAt()))
                            : ""));
        }
        steps.add(closed ? new Step("closed", "here", times.near(file.closedAt())) : Step.open("closed"));
        return steps;
    }

    private static CaseId caseId(String id) {
        try {
            return new CaseId(id);
        } catch (IllegalArgumentException _) {
            throw new NotKnown();
        }
    }

    /** One step of the course, as the bar shows it. */
    record Step(String key, String look, String small) {

        static Step past(String key, String small) {
            return new Step(key, "past", small);
        }

        static Step here(String key, String small) {
            return new Step(key, "here", small);
        }

        static Step open(String key) {
            return new Step(key, null, "");
        }
    }

    /** A time limit and how its due instant looks. */
    record DueLimit(CaseFile.TimeLimit limit, Due due) {}

    /** The code lists that the forms offer. */
    record Codes(HandlingBasis[] bases, Destination[] destinations, ActionKind[] actions, PartyRole[] roles,
            SubCategory[] subCategories, Urgency[] urgencies, CaseField[] fields, Outcome[] outcomes,
            ReopenGround[] grounds, DvForm[] dvForms, MediationSource[] sources, Form[] forms, Side[] sides,
            NotStarted[] notStarted) {

        static final Codes ALL = new Codes(HandlingBasis.values(), Destination.values(), ActionKind.values(),
                PartyRole.values(), SubCategory.values(), Urgency.values(), CaseField.values(), Outcome.values(),
                ReopenGround.values(), DvForm.values(), MediationSource.values(), Form.values(), Side.values(),
                NotStarted.values());
    }
}
