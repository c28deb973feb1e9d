package org.halfsky.query.find;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.access.UnitNames;
import org.halfsky.query.casefile.CaseFiles;
import org.halfsky.query.casefile.CaseFilter;
import org.halfsky.query.casefile.CaseLine;
import org.halfsky.query.network.Named;
import org.halfsky.query.network.NetworkReader;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The find box of every page: case numbers and units, never names and phones. What is found lies in one's own scope; a single
 * exact hit opens at once.
 */
@Controller
class FindPage {

    private static final int MOST = 20;
    private static final int LONGEST = 60;

    private final CaseFiles cases;
    private final NetworkReader network;
    private final UnitNames names;
    private final Clock clock;

    FindPage(CaseFiles cases, NetworkReader network, UnitNames names, Clock clock) {
        this.cases = cases;
        this.network = network;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping("/find")
    String find(Model page, Actor by, @RequestParam(defaultValue = "") String q) {
        Found found = found(by, q);
        Optional<CaseLine> only = found.cases().stream()
                .filter(line -> found.cases().size() == 1 && found.units().isEmpty())
                .findFirst();
        if (only.isPresent() && only.get().number().equals(found.number())) {
            return "redirect:/cases/" + only.get().id();
        }
        page.addAttribute("q", q.strip()).addAttribute("found", found).addAttribute("unitNames",
                names.of(found.cases().stream().map(CaseLine::unit).distinct().toList()));
        return "find/page";
    }

    @GetMapping(path = "/find", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Found findJson(Actor by, @RequestParam(defaultValue = "") String q) {
        return found(by, q);
    }

    private Found found(Actor by, String typed) {
        // no number and no name has a control character, and PostgreSQL takes no NUL
        String text = typed.replaceAll("\\p{Cntrl}", "").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return new Found(null, List.of(), List.of());
        }
        MayRead may = MayRead.of(by);
        String number = CaseNumbers.meant(text, LocalDate.now(clock).getYear(), () -> shortName(by.unit()))
                .orElse(null);
        List<CaseLine> lines = number == null || !may.cases()
                ? List.of()
                : cases.list(may, new CaseFilter(null, null, null, null, null, null, null, null, null, null, number),
                        null, MOST);
        return new Found(number, lines, network.search(text, by.unit(), MOST));
    }

    /** The first character of the unit's name, as its case numbers begin. */
    private String shortName(UnitCode unit) {
        return Optional.ofNullable(names.of(List.of(unit)).get(unit)).map(name -> name.substring(0, 1)).orElse("");
    }

    /** @param number what was typed, as a case number or its beginning; null where it cannot be one */
    record Found(String number, List<CaseLine> cases, List<Named> units) {}
}
