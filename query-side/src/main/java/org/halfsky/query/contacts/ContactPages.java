package org.halfsky.query.contacts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.events.contact.Caller;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.ContactField;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.halfsky.events.wire.TimeOrderedIds;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.access.Names;
import org.halfsky.query.access.Readable;
import org.halfsky.query.casefile.CaseFiles;
import org.halfsky.query.casefile.CaseLine;
import org.halfsky.query.http.AtLeast;
import org.halfsky.query.http.NotKnown;
import org.halfsky.query.http.NotYours;
import org.halfsky.query.http.Pages;
import org.halfsky.query.http.Times;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** The log of contacts, one contact, the desk's list of today, and the strip that tells of a repeated caller. */
@Controller
class ContactPages {

    private static final int LINES = 50;
    private static final int TODAY = 30;

    private final ContactLog log;
    private final CaseFiles files;
    private final Vault vault;
    private final Names names;
    private final Times times;

    ContactPages(ContactLog log, CaseFiles files, Vault vault, Names names, Clock clock) {
        this.log = log;
        this.files = files;
        this.vault = vault;
        this.names = names;
        this.times = new Times(clock);
    }

    /** The question as it comes in; every part may be absent. */
    record Asked(String channel, String state, String from, String to, String after) {

        ContactLog.Filter filter() {
            return new ContactLog.Filter(Pages.code(Channel.class, "channel", channel).orElse(null),
                    Pages.code(ContactState.class, "state", state).orElse(null), Pages.date("from", from).orElse(null),
                    Pages.date("to", to).orElse(null));
        }

        ContactLog.After afterLine() {
            return Pages.parsed("after", after, ContactLog.After::parse).orElse(null);
        }

        public String from(String line) {
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put("channel", channel);
            parts.put("state", state);
            parts.put("from", from);
            parts.put("to", to);
            parts.put("after", line);
            parts.values().removeIf(part -> part == null || part.isBlank());
            UriComponentsBuilder link = UriComponentsBuilder.fromPath("/contacts");
            parts.keySet().forEach(part -> link.queryParam(part, "{" + part + "}"));
            return link.encode().buildAndExpand(parts).toUriString();
        }
    }

    /** What a program gets. */
    record Answer(List<ContactLine> contacts, String after) {}

    @GetMapping("/contacts")
    String list(Actor actor, @ModelAttribute("asked") Asked asked, Model model) {
        MayRead may = MayRead.of(actor);
        List<ContactLine> lines = log.list(may, asked.filter(), asked.afterLine(), LINES + 1);
        boolean more = lines.size() > LINES;
        List<ContactLine> shown = more ? lines.subList(0, LINES) : lines;
        model.addAttribute("contacts", shown);
        model.addAttribute("more", more ? asked.from(ContactLog.After.of(shown.getLast()).toString()) : null);
        model.addAttribute("channels", Channel.values());
        model.addAttribute("states", ContactState.values());
        lines(may, shown, model);
        return "contacts/list";
    }

    @GetMapping(path = "/contacts", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Answer listJson(Actor actor, @ModelAttribute("asked") Asked asked) {
        List<ContactLine> lines = log.list(MayRead.of(actor), asked.filter(), asked.afterLine(), LINES + 1);
        boolean more = lines.size() > LINES;
        return new Answer(more ? lines.subList(0, LINES) : lines,
                more ? ContactLog.After.of(lines.get(LINES - 1)).toString() : null);
    }

    /** What the desk shows beside the form: a part, not a page. */
    @GetMapping("/contacts/today")
    String today(Actor actor, Model model) {
        MayRead may = MayRead.of(actor);
        List<ContactLine> shown = log.list(may, new ContactLog.Filter(null, null, times.today(), null), null, TODAY);
        model.addAttribute("contacts", shown);
        model.addAttribute("day", log.on(may, times.today()));
        lines(may, shown, model);
        return "contacts/parts :: today";
    }

    @GetMapping("/contacts/{id}")
    String page(Actor actor, @PathVariable String id, @RequestParam(required = false) Long atLeast, Model model,
            HttpServletResponse response) {
        MayRead may = MayRead.of(actor);
        ContactEntry entry = entry(may, id, atLeast);
        boolean content = may.contactContent(entry.unit(), entry.registeredBy());
        Readable opened = content ? open(actor, entry) : Readable.nothing();
        Pages.versioned(response, entry.version());
        boolean writes = switch (actor.role()) {
            case OPERATOR, STATION_OFFICER, RIGHTS_HEAD -> true;
            case MEDIATOR, LEADER, AUDITOR, ADMINISTRATOR, SYSTEM -> false;
        };
        model.addAttribute("may", may);
        model.addAttribute("entry", entry);
        model.addAttribute("reads", content);
        model.addAttribute("opened", opened);
        model.addAttribute("writes", writes);
        model.addAttribute("voidMine",
                entry.voidProposedBy() != null && entry.voidProposedBy().equals(actor.staff()));
        model.addAttribute("newCase", TimeOrderedIds.next());
        model.addAttribute("fields", ContactField.values());
        model.addAttribute("natures", Nature.values());
        model.addAttribute("subCategories", SubCategory.values());
        model.addAttribute("urgencies", Urgency.values());
        model.addAttribute("ofCase",
                entry.caseId() == null
                        ? null
                        : files.lines(may, List.of(entry.caseId())).stream().findFirst().orElse(null));
        model.addAttribute("openCases", entry.caller() == null
                ? List.of()
                : files.with(may, log.withTheSame(List.of(entry.caller().person()))).stream()
                        .filter(line -> line.stage().open()).toList());
        model.addAttribute("named", names.of(Stream.of(entry.registeredBy(), entry.voidProposedBy()).toList(),
                List.of(entry.unit())));
        return "contacts/page";
    }

    @GetMapping(path = "/contacts/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ContactAnswer json(Actor actor, @PathVariable String id, @RequestParam(required = false) Long atLeast,
            HttpServletResponse response) {
        MayRead may = MayRead.of(actor);
        ContactEntry entry = entry(may, id, atLeast);
        Pages.versioned(response, entry.version());
        return ContactAnswer.of(entry,
                may.contactContent(entry.unit(), entry.registeredBy()) ? open(actor, entry) : Readable.nothing());
    }

    /**
     * What a look-up found, as far as it lies in scope: a strip for the desk. The
     * token says nothing of whom was looked for.
     *
     * @param person
     *            the caller of now, whom the human may recognise
     */
    @GetMapping("/lookups/{token}")
    String strip(Actor actor, @PathVariable String token, @RequestParam(required = false) String person,
            Model model) {
        MayRead may = MayRead.of(actor);
        NotYours.unless(may.contacts());
        List<PersonId> found = log.lookedUp(may, token).orElseThrow(NotKnown::new);
        PersonId caller = Pages.parsed("person", person, PersonId::new).orElse(null);
        List<PersonId> ruledOut = caller == null ? List.of() : log.othersThan(caller);
        List<PersonId> matching = log
                .withTheSame(found.stream().filter(one -> !one.equals(caller) && !ruledOut.contains(one)).toList());
        List<ContactLine> earlier = log.earlier(may, matching);
        Map<CaseId, CaseLine> cases = new LinkedHashMap<>();
        files.with(may, matching).forEach(line -> cases.put(line.id(), line));
        files.lines(may, earlier.stream().map(ContactLine::caseId).filter(Objects::nonNull).distinct().toList())
                .forEach(line -> cases.put(line.id(), line));
        model.addAttribute("recognised",
                caller != null && log.withTheSame(List.of(caller)).stream().anyMatch(found::contains));
        model.addAttribute("match", earlier.isEmpty() ? null : earlier.getFirst().person());
        model.addAttribute("matches", earlier.stream().map(ContactLine::person).map(PersonId::value).distinct()
                .collect(Collectors.joining(" ")));
        model.addAttribute("earlier", earlier);
        model.addAttribute("byChannel", earlier.stream()
                .collect(Collectors.groupingBy(ContactLine::channel, LinkedHashMap::new, Collectors.counting())));
        model.addAttribute("openCases", cases.values().stream().filter(line -> line.stage().open()).toList());
        model.addAttribute("danger", cases.values().stream().filter(line -> line.danger() != null)
                .max((a, b) -> a.danger().compareTo(b.danger())).orElse(null));
        return "contacts/parts :: strip";
    }

    private ContactEntry entry(MayRead may, String id, Long atLeast) {
        NotYours.unless(may.contacts());
        ContactId contactId;
        try {
            contactId = new ContactId(id);
        } catch (IllegalArgumentException _) {
            throw new NotKnown();
        }
        AtLeast.await(atLeast, () -> log.version(contactId));
        return log.of(may, contactId).orElseThrow(NotKnown::new);
    }

    private Readable open(Actor actor, ContactEntry entry) {
        List<Sealed> sealed = new ArrayList<>();
        Caller caller = entry.caller();
        if (caller != null) {
            sealed.add(caller.name());
            sealed.add(caller.phone());
            sealed.add(caller.idNumber());
        }
        if (entry.respondent() != null) {
            sealed.add(entry.respondent().name());
            sealed.add(entry.respondent().phone());
        }
        sealed.add(entry.narrative());
        sealed.add(entry.answer());
        sealed.add(entry.voidReason());
        return Readable.opened(vault, actor, "contact.view", entry.id().value(), sealed);
    }

    private void lines(MayRead may, List<ContactLine> shown, Model model) {
        Map<CaseId, CaseLine> cases = new LinkedHashMap<>();
        files.lines(may, shown.stream().map(ContactLine::caseId).filter(Objects::nonNull).distinct().toList())
                .forEach(line -> cases.put(line.id(), line));
        model.addAttribute("cases", cases);
        model.addAttribute("named", names.of(shown.stream().map(ContactLine::registeredBy).toList(),
                shown.stream().map(ContactLine::unit).toList()));
    }
}
