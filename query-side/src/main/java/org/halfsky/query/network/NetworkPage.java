package org.halfsky.query.network;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.ActivityKind;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.StationClosingReason;
import org.halfsky.events.network.StationCorrectionReason;
import org.halfsky.events.network.StationKind;
import org.halfsky.query.access.Colleagues;
import org.halfsky.query.access.Names;
import org.halfsky.query.http.AtLeast;
import org.halfsky.query.http.Pages;
import org.halfsky.query.http.Unanswered;
import org.halfsky.query.shell.Area;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The four-level network: its coverage, its units, one unit with its station, committee and mediators. */
@Controller
class NetworkPage {

    private static final int FOUND = 50;
    private static final int LISTED = 100;

    private final NetworkReader network;
    private final Names names;
    private final Colleagues colleagues;
    private final Clock clock;

    NetworkPage(NetworkReader network, Names names, Colleagues colleagues, Clock clock) {
        this.network = network;
        this.names = names;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    @GetMapping("/network")
    String page(Actor actor, @RequestParam(required = false) String unit, @RequestParam(required = false) String on,
            Model model) {
        UnitCode asked = unit(actor, unit);
        LocalDate day = day(on);
        Coverage coverage = network.coverage(asked, day);
        model.addAttribute("unit", asked);
        model.addAttribute("unitName", network.nameOf(asked));
        model.addAttribute("path", network.path(actor.unit(), asked));
        model.addAttribute("on", day);
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("coverage", coverage);
        model.addAttribute("four", Coverage.FOUR);
        model.addAttribute("columns", columns(asked));
        model.addAttribute("root", network.row(asked, day).orElse(null));
        model.addAttribute("rows", network.rows(asked, day));
        model.addAttribute("depth", 2);
        model.addAttribute("position", network.position());
        return "network/page";
    }

    @GetMapping(path = "/network", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    NetworkAnswer.Row json(Actor actor, @RequestParam(required = false) String unit,
            @RequestParam(required = false) String on) {
        UnitCode asked = unit(actor, unit);
        LocalDate day = day(on);
        NetworkRow row = network.row(asked, day).orElseThrow(NetworkPage::unknown);
        return NetworkAnswer.Row.of(row, day, network.rows(asked, day));
    }

    /** The units right below one, as rows of the table. */
    @GetMapping("/network/rows")
    String rows(Actor actor, @RequestParam(required = false) String unit, @RequestParam(required = false) String on,
            @RequestParam(defaultValue = "2") int depth, @RequestParam(required = false) String root, Model model) {
        UnitCode asked = unit(actor, unit);
        LocalDate day = day(on);
        model.addAttribute("rows", network.rows(asked, day));
        model.addAttribute("on", day);
        model.addAttribute("depth", Math.clamp(depth, 1, 5));
        model.addAttribute("columns", columns(unit(actor, root)));
        model.addAttribute("unit", unit(actor, root));
        return "network/rows :: rows";
    }

    @GetMapping("/network/search")
    String search(Actor actor, @RequestParam(required = false) String q, Model model) {
        allowed(actor);
        String asked = q == null ? "" : q;
        model.addAttribute("q", asked);
        model.addAttribute("found", network.search(cut(asked), actor.unit(), FOUND));
        return "network/search";
    }

    @GetMapping(path = "/network/search", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<Named> searchJson(Actor actor, @RequestParam(required = false) String q) {
        allowed(actor);
        return network.search(cut(q == null ? "" : q), actor.unit(), FOUND);
    }

    /** The units behind a number of the coverage. */
    @GetMapping("/network/list")
    String list(Actor actor, @RequestParam(required = false) String unit, @RequestParam(required = false) String level,
            @RequestParam(defaultValue = "all") String counted, @RequestParam(required = false) String on,
            @RequestParam(required = false) String after, Model model) {
        UnitCode asked = unit(actor, unit);
        LocalDate day = day(on);
        Coverage coverage = network.coverage(asked, day);
        Level of = level(level).or(coverage::lowest).orElse(Level.VILLAGE);
        Boolean covered = covered(counted);
        List<NetworkUnit> units = network.units(asked, of, covered, day, after(after), LISTED + 1);
        boolean more = units.size() > LISTED;
        List<NetworkUnit> shown = more ? units.subList(0, LISTED) : units;
        Coverage.Count count = coverage.at(of);
        model.addAttribute("unit", asked);
        model.addAttribute("unitName", network.nameOf(asked));
        model.addAttribute("path", network.path(actor.unit(), asked));
        model.addAttribute("on", day);
        model.addAttribute("level", of);
        model.addAttribute("four", Coverage.FOUR);
        model.addAttribute("counted", counted);
        model.addAttribute("count", count);
        model.addAttribute("total",
                covered == null ? count.denominator() : covered ? count.numerator() : count.lacking());
        model.addAttribute("units", shown);
        model.addAttribute("parents", network.of(shown.stream().map(NetworkUnit::parent).distinct().toList()));
        model.addAttribute("next", more ? shown.getLast().unit() : null);
        model.addAttribute("position", network.position());
        return "network/list";
    }

    @GetMapping("/network/{code}")
    String unit(Actor actor, @PathVariable String code, @RequestParam(required = false) Long atLeast, Model model) {
        UnitCode asked = unit(actor, code);
        boolean there = AtLeast.await(atLeast, () -> network.version(asked));
        LocalDate today = LocalDate.now(clock);
        NetworkRow row = network.row(asked, today).orElseThrow(NetworkPage::unknown);
        NetworkUnit unit = row.unit();
        model.addAttribute("unit", unit);
        model.addAttribute("appointments",
                unit.mediators().stream().sorted(Comparator.comparing(each -> !each.on(today))).toList());
        model.addAttribute("row", row);
        model.addAttribute("path", network.path(actor.unit(), asked));
        model.addAttribute("four", Coverage.FOUR);
        model.addAttribute("today", today);
        model.addAttribute("behind", !there);
        model.addAttribute("names", names.of(
                Stream.concat(unit.mediators().stream().map(Appointment::mediator),
                        unit.committee().stream().map(CommitteeMember::staff)).toList(),
                List.<UnitCode>of()));
        boolean runs = actor.role() == Role.RIGHTS_HEAD;
        model.addAttribute("runs", runs);
        model.addAttribute("records", runs || actor.role() == Role.STATION_OFFICER);
        model.addAttribute("registers", actor.role() == Role.ADMINISTRATOR);
        model.addAttribute("stationKinds", Arrays.stream(StationKind.values())
                .filter(kind -> kind != StationKind.SERVICE_CENTRE || asked.level().above(Level.TOWNSHIP)).toList());
        model.addAttribute("activityKinds", ActivityKind.values());
        model.addAttribute("closingReasons", StationClosingReason.values());
        model.addAttribute("correctionReasons", StationCorrectionReason.values());
        model.addAttribute("staff", runs ? colleagues.of(actor.unit()) : List.of());
        model.addAttribute("position", network.position());
        return "network/unit";
    }

    @GetMapping(path = "/network/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    NetworkAnswer.Unit unitJson(Actor actor, @PathVariable String code, @RequestParam(required = false) Long atLeast,
            HttpServletResponse response) {
        UnitCode asked = unit(actor, code);
        AtLeast.await(atLeast, () -> network.version(asked));
        LocalDate today = LocalDate.now(clock);
        NetworkRow row = network.row(asked, today).orElseThrow(NetworkPage::unknown);
        Collection<StaffId> mediators = row.unit().mediators().stream().map(Appointment::mediator).toList();
        Map<StaffId, String> called = names.of(mediators, List.<UnitCode>of()).staff();
        Pages.versioned(response, row.unit().version());
        return NetworkAnswer.Unit.of(row, today, called, network.position());
    }

    private UnitCode unit(Actor actor, String text) {
        allowed(actor);
        if (text == null || text.isBlank()) {
            return actor.unit();
        }
        UnitCode unit;
        try {
            unit = new UnitCode(text.strip());
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        if (!actor.covers(unit)) {
            throw new Unanswered(HttpStatus.FORBIDDEN, "network.refused.scope", "unit");
        }
        if (!unit.equals(actor.unit()) && !network.exists(unit)) {
            throw unknown();
        }
        return unit;
    }

    private static void allowed(Actor actor) {
        if (!Area.NETWORK.roles().contains(actor.role())) {
            throw new Unanswered(HttpStatus.FORBIDDEN, "network.refused.role", null);
        }
    }

    private static Unanswered unknown() {
        return new Unanswered(HttpStatus.NOT_FOUND, "network.refused.unit", "unit");
    }

    private LocalDate day(String text) {
        LocalDate today = LocalDate.now(clock);
        if (text == null || text.isBlank()) {
            return today;
        }
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.isAfter(today) || day.getYear() < 1949) {
                throw new Unanswered(HttpStatus.BAD_REQUEST, "network.refused.future", "on");
            }
            return day;
        } catch (DateTimeException e) {
            throw new Unanswered(HttpStatus.BAD_REQUEST, "network.refused.date", "on");
        }
    }

    private static Optional<Level> level(String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Coverage.FOUR.stream().filter(level -> level.name().equals(text)).findFirst()
                .orElseThrow(() -> new Unanswered(HttpStatus.BAD_REQUEST, "network.refused.level", "level")));
    }

    private static Boolean covered(String counted) {
        return switch (counted) {
            case "all" -> null;
            case "yes" -> Boolean.TRUE;
            case "no" -> Boolean.FALSE;
            default -> throw new Unanswered(HttpStatus.BAD_REQUEST, "network.refused.counted", "counted");
        };
    }

    private static UnitCode after(String text) {
        try {
            return text == null || text.isBlank() ? null : new UnitCode(text);
        } catch (IllegalArgumentException e) {
            throw new Unanswered(HttpStatus.BAD_REQUEST, "network.refused.after", "after");
        }
    }

    /** As far as a name or a code goes; PostgreSQL takes no NUL. */
    private static String cut(String text) {
        String written = text.replaceAll("\\p{Cntrl}", "");
        return written.length() > 60 ? written.substring(0, 60) : written;
    }

    /** The levels below the units right below, each a column: how those themselves stand is told in their own lines. */
    private static List<Level> columns(UnitCode unit) {
        return Coverage.FOUR.stream().filter(level -> unit.level().ordinal() + 1 < level.ordinal()).toList();
    }
}
