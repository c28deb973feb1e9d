package org.halfsky.command.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.halfsky.command.contact.Drafts.Saved;
import org.halfsky.command.http.Body;
import org.halfsky.command.http.Unreadable;
import org.halfsky.command.http.Unreadable.Fault;
import org.halfsky.command.http.Versions;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.Rule;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps a form while it is filled in, so that nothing typed is lost. A draft is no contact: it decides nothing. */
@RestController
@RequestMapping("/drafts")
class DraftHttp {

    /** Who may register contacts. */
    static final Set<Role> WRITERS = Set.of(Role.OPERATOR, Role.STATION_OFFICER, Role.RIGHTS_HEAD);

    private final Drafts drafts;
    private final EventStore events;

    DraftHttp(Drafts drafts, EventStore events) {
        this.drafts = drafts;
        this.events = events;
    }

    /** @param save what the writer calls this save; the house names it otherwise */
    @PutMapping("/{contactId}")
    ResponseEntity<Kept> save(@PathVariable ContactId contactId, Actor by, @RequestParam Optional<UUID> save,
            HttpServletRequest request, @Body ObjectNode form) {
        Rule.require(HouseRule.ROLE_ALLOWS, WRITERS.contains(by.role()));
        Rule.require(HouseRule.ONCE, events.lastSequenceNumberFor(contactId.value()).isEmpty());
        UUID name = save.orElseGet(UUID::randomUUID);
        return drafts.save(by.staff(), contactId, person(form), form.toString(), name, Versions.tags(request))
                .map(at -> ResponseEntity.ok().eTag(tag(name.toString())).body(new Kept(name, at)))
                .orElseThrow(() -> new RuleBroken(Refusal.of(
                        drafts.isOfAnother(by.staff(), contactId) ? HouseRule.KNOWN : HouseRule.UNCHANGED)));
    }

    /** Registered ones too: what another window wrote after that is still somebody's to read. */
    @GetMapping
    List<Saved> mine(Actor by) {
        return drafts.of(by.staff());
    }

    @GetMapping(path = "/{contactId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> open(@PathVariable ContactId contactId, Actor by) {
        return drafts.open(by.staff(), contactId)
                .map(kept -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).eTag(tag(kept.save()))
                        .body(kept.text()))
                .orElseThrow(() -> new RuleBroken(Refusal.of(HouseRule.KNOWN)));
    }

    @DeleteMapping("/{contactId}")
    ResponseEntity<Void> discard(@PathVariable ContactId contactId, Actor by, HttpServletRequest request) {
        Rule.require(HouseRule.UNCHANGED, drafts.discard(by.staff(), contactId, Versions.tags(request)));
        return ResponseEntity.noContent().build();
    }

    private static String tag(String save) {
        return '"' + save + '"';
    }

    private static PersonId person(ObjectNode form) {
        JsonNode person = form.get("personId");
        if (person == null || !person.isString() || person.stringValue().isBlank()) {
            throw new Unreadable(new Fault("personId", "field.missing"));
        }
        try {
            return new PersonId(person.stringValue());
        } catch (IllegalArgumentException e) {
            throw new Unreadable(new Fault("personId", "field.shape.id"));
        }
    }

    record Kept(UUID save, Instant savedAt) {}
}
