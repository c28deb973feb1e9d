package org.halfsky.query.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.privacy.Vault;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.access.Names;
import org.halfsky.query.access.ReadLog;
import org.halfsky.query.access.ReadLog.Opened;
import org.halfsky.query.access.Readable;
import org.halfsky.query.casefile.CaseFile;
import org.halfsky.query.casefile.CaseFiles;
import org.halfsky.query.casefile.Course;
import org.halfsky.query.http.AtLeast;
import org.halfsky.query.http.NotKnown;
import org.halfsky.query.http.NotYours;
import org.halfsky.query.http.Pages;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The course of one case on a page of its own, and who has read the case. */
@Controller
class TimelinePage {

    private final CaseFiles files;
    private final Course course;
    private final Vault vault;
    private final ReadLog readers;
    private final Names names;
    private final MessageSource messages;

    TimelinePage(CaseFiles files, Course course, Vault vault, ReadLog readers, Names names, MessageSource messages) {
        this.files = files;
        this.course = course;
        this.vault = vault;
        this.readers = readers;
        this.names = names;
        this.messages = messages;
    }

    /** What a program gets: the auditor the events as they lie in the store, anyone else the words. */
    record Answer(CaseId caseId, long version, List<Event> events) {}

    /** One event for a program. */
    record Event(long number, long position, String type, Instant happenedAt, Instant recordedAt, String actor,
            Role role, String unit, String said, String raw) {}

    /** One opening as the page tells it. */
    record Reading(String who, Instant at, String why) {}

    @GetMapping("/cases/{id}/timeline")
    String page(Actor actor, @PathVariable String id, @RequestParam(required = false) String show,
            @RequestParam(required = false) Long atLeast, Locale locale, Model model, HttpServletResponse response) {
        MayRead may = MayRead.of(actor);
        CaseFile file = file(may, id, atLeast);
        Course.Show asked = Pages.code(Course.Show.class, "show", show).orElse(Course.Show.ALL);
        NotYours.unless(asked != Course.Show.READERS || may.rawEvents());
        Pages.versioned(response, file.version());
        List<Course.Line> lines = lines(actor, may, file, locale, asked != Course.Show.READERS);
        List<Opened> openings = may.rawEvents() ? readers.about(file.id().value(), Course.Part.READINGS) : null;
        model.addAttribute("may", may);
        model.addAttribute("file", file);
        model.addAttribute("part", Course.Part.of(asked, lines, openings == null ? null : openings.size()));
        model.addAttribute("readings", asked == Course.Show.READERS ? readings(openings, locale) : List.of());
        return "timeline/page";
    }

    @GetMapping(path = "/cases/{id}/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Answer json(Actor actor, @PathVariable String id, @RequestParam(required = false) Long atLeast, Locale locale,
            HttpServletResponse response) {
        MayRead may = MayRead.of(actor);
        CaseFile file = file(may, id, atLeast);
        Pages.versioned(response, file.version());
        return new Answer(file.id(), file.version(),
                course.of(file.id(), locale).lines(Readable.nothing()).stream()
                        .map(line -> new Event(line.number(), line.position(), line.type(), line.happenedAt(),
                                line.recordedAt(), line.who(), line.role(), line.unit(), line.said(),
                                may.rawEvents() ? line.raw() : null))
                        .toList());
    }

    private CaseFile file(MayRead may, String id, Long atLeast) {
        NotYours.unless(may.cases());
        CaseId caseId;
        try {
            caseId = new CaseId(id);
        } catch (IllegalArgumentException _) {
            throw new NotKnown();
        }
        AtLeast.await(atLeast, () -> files.version(caseId));
        return files.of(may, caseId).orElseThrow(NotKnown::new);
    }

    /** @param opened whether the texts in it are wanted too */
    private List<Course.Line> lines(Actor actor, MayRead may, CaseFile file, Locale locale, boolean opened) {
        Course.Told told = course.of(file.id(), locale);
        return told.lines(opened && file.contentFor(may)
                ? Readable.opened(vault, actor, "case.timeline", file.id().value(), told.sealed())
                : Readable.nothing());
    }

    private List<Reading> readings(List<Opened> openings, Locale locale) {
        Names.Named named = names.of(openings.stream().map(Opened::who).toList(), List.of());
        return openings.stream().map(opened -> new Reading(named.staff(opened.who()), opened.at(), messages.getMessage(
                "timeline.purpose." + opened.purpose(), new Object[0], opened.purpose(), locale))).toList();
    }
}
