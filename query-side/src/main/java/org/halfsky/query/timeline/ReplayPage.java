package org.halfsky.query.timeline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.access.Names;
import org.halfsky.query.access.Readable;
import org.halfsky.query.casefile.AsOf;
import org.halfsky.query.casefile.CaseFile;
import org.halfsky.query.casefile.CaseFiles;
import org.halfsky.query.casefile.CaseFilter;
import org.halfsky.query.casefile.CaseFolding;
import org.halfsky.query.casefile.CaseLine;
import org.halfsky.query.casefile.Course;
import org.halfsky.query.casefile.FileRows;
import org.halfsky.query.http.NotKnown;
import org.halfsky.query.http.NotYours;
import org.halfsky.query.http.Pages;
import org.halfsky.query.http.Words;
import org.halfsky.query.projection.Recorded;
import org.halfsky.query.projection.StoredEvents;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Steps through a case event by event and shows the file as it stood, from the same fold as the file of today. */
@Controller
class ReplayPage {

    private static final int LATEST = 20;
    private static final int BEFORE_NOW = 5;
    private static final int AROUND = 12;
    private static final JsonMapper PRETTY = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final CaseFiles files;
    private final Course course;
    private final StoredEvents stored;
    private final Vault vault;
    private final Names names;
    private final MessageSource messages;
    private final Clock clock;

    ReplayPage(CaseFiles files, Course course, StoredEvents stored, Vault vault, Names names, MessageSource messages,
            Clock clock) {
        this.files = files;
        this.course = course;
        this.stored = stored;
        this.vault = vault;
        this.names = names;
        this.messages = messages;
        this.clock = clock;
    }

    /** Chooses a case. */
    @GetMapping("/replay")
    String pick(Actor actor, @RequestParam(required = false) String number, Model model) {
        MayRead may = MayRead.of(actor);
        NotYours.unless(may.replay());
        CaseFilter filter = new CaseFilter(null, null, null, null, null, null, null, null, null, null,
                Pages.number("number", number).orElse(null));
        List<CaseLine> cases = files.list(may, filter, null, LATEST);
        model.addAttribute("number", number);
        model.addAttribute("cases", cases);
        model.addAttribute("named", names.of(List.of(), cases.stream().map(CaseLine::unit).toList()));
        return "timeline/pick";
    }

    /** One step; without one the last. */
    @GetMapping("/cases/{id}/replay")
    String step(Actor actor, @PathVariable String id, @RequestParam(required = false) Integer step,
            @RequestParam(required = false) String at, Locale locale, Model model) {
        MayRead may = MayRead.of(actor);
        NotYours.unless(may.replay());
        CaseId caseId;
        try {
            caseId = new CaseId(id);
        } catch (IllegalArgumentException _) {
            throw new NotKnown();
        }
        CaseFile today = files.of(may, caseId).orElseThrow(NotKnown::new);
        List<StoredEvents.Told> events = stored.ofStream(id);
        int asked = at == null ? number(step, events.size()) : lastAt(at, events);
        int now = Math.max(1, asked);

        CaseFile before = null;
        CaseFile after = null;
        for (StoredEvents.Told told : events.subList(0, now)) {
            before = after;
            after = CaseFolding.after(after, told.event(), told.recorded());
        }
        Course.Told told = course.of(caseId, locale);
        Readable opened = opened(actor, may, today, before, after, told);
        List<Course.Line> lines = told.lines(opened);
        List<FileRows.Row> rows = new FileRows(new Words(messages, locale), named(before, after),
                may.dangerScore(today.contentFor(may)), opened, clock)
                .compared(before, after);

        model.addAttribute("may", may);
        model.addAttribute("file", after);
        model.addAttribute("today", today);
        model.addAttribute("line", lines.get(now - 1));
        model.addAttribute("count", events.size());
        model.addAttribute("step", now);
        model.addAttribute("before", asked == 0);
        model.addAttribute("nextByPerson",
                lines.stream().skip(now).filter(Course.Line::byPerson).findFirst().map(Course.Line::number)
                        .orElse(null));
        model.addAttribute("ticks", ticks(lines));
        model.addAttribute("shown", around(lines, now));
        model.addAttribute("rows", rows);
        model.addAttribute("changes", rows.stream().filter(FileRows.Row::changed).count());
        model.addAttribute("raw", may.rawEvents() ? raw(events.get(now - 1)) : null);
        return "timeline/replay";
    }

    private static int number(Integer step, int count) {
        return step == null ? count : Math.max(1, Math.min(count, step));
    }

    /** The last event recorded by then; 0 where there was none. */
    private int lastAt(String at, List<StoredEvents.Told> events) {
        Predicate<Recorded> recorded = AsOf.read(at, clock);
        return (int) events.stream().filter(told -> recorded.test(told.recorded())).count();
    }

    private Readable opened(Actor actor, MayRead may, CaseFile today, CaseFile before, CaseFile after,
            Course.Told told) {
        if (!today.contentFor(may)) {
            return Readable.nothing();
        }
        List<Sealed> sealed = new ArrayList<>(told.sealed());
        for (CaseFile file : new CaseFile[]{before, after}) {
            if (file != null) {
                sealed.add(file.narrative());
                file.parties().forEach(person -> {
                    sealed.add(person.name());
                    sealed.add(person.phone());
                });
            }
        }
        return Readable.opened(vault, actor, "case.replay", today.id().value(), sealed);
    }

    private Names.Named named(CaseFile before, CaseFile after) {
        Set<StaffId> staff = new HashSet<>();
        Set<UnitCode> units = new HashSet<>();
        for (CaseFile file : new CaseFile[]{before, after}) {
            if (file != null) {
                staff.addAll(file.workers());
                units.add(file.unit());
                file.handovers().forEach(handed -> {
                    units.add(handed.from());
                    units.add(handed.to());
                });
            }
        }
        return names.of(staff, units);
    }

    private static List<Tick> ticks(List<Course.Line> lines) {
        double gap = lines.size() < 2 ? 0 : 1000.0 / (lines.size() - 1);
        List<Tick> ticks = new ArrayList<>();
        for (Course.Line line : lines) {
            double x = Math.round((line.number() - 1) * gap * 10) / 10.0 - 1.5;
            String look = !line.byPerson() ? "tk-s" : "bad".equals(line.look()) ? "tk-h" : "tk";
            ticks.add(new Tick(line.number(), x, look, "tk-s".equals(look) ? 14 : "tk".equals(look) ? 8 : 4));
        }
        return ticks;
    }

    private static List<Course.Line> around(List<Course.Line> lines, int now) {
        int from = Math.max(0, Math.min(now - 1 - BEFORE_NOW, lines.size() - AROUND));
        return lines.subList(from, Math.min(lines.size(), from + AROUND));
    }

    /** Payload and metadata as they lie in the store, only laid out. */
    private static String raw(StoredEvents.Told told) {
        return "// " + told.type() + " " + told.revision() + "\n"
                + PRETTY.writeValueAsString(PRETTY.readTree(told.payload())) + "\n// metadata\n"
                + PRETTY.writeValueAsString(PRETTY.readTree(told.meta()));
    }

    /** One line on the axis. */
    record Tick(long number, double x, String look, int y) {

        public int height() {
            return 20 - y;
        }
    }
}
