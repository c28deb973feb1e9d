package org.halfsky.query.casefile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.halfsky.events.contact.RightsCategory;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.access.Names;
import org.halfsky.query.casefile.CaseFilter.Where;
import org.halfsky.query.http.NotYours;
import org.halfsky.query.http.Pages;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of cases: metadata only, a page at a time. */
@Controller
class CaseListPage {

    private static final int LINES = 50;
    private static final int COUNTED = 10_000;

    private final CaseFiles files;
    private final Names names;

    CaseListPage(CaseFiles files, Names names) {
        this.files = files;
        this.names = names;
    }

    /** The question as it comes in; every part may be absent. */
    record Asked(String where, String unit, String state, String category, String subCategory, String danger,
            String mediation, String from, String to, String number, String after) {

        CaseFilter filter() {
            boolean closed = "CLOSED".equals(state);
            boolean open = "OPEN".equals(state);
            return new CaseFilter(Pages.code(Where.class, "where", where).orElse(null),
                    Pages.unit("unit", unit).orElse(null), open ? Boolean.TRUE : null,
                    open ? null : closed ? Stage.CLOSED : Pages.code(Stage.class, "state", state).orElse(null),
                    Pages.code(RightsCategory.class, "category", category).orElse(null),
                    Pages.code(SubCategory.class, "subCategory", subCategory).orElse(null),
                    Pages.code(DangerLevel.class, "danger", danger).orElse(null),
                    Pages.code(MediationStage.class, "mediation", mediation).orElse(null),
                    Pages.date("from", from).orElse(null), Pages.date("to", to).orElse(null),
                    Pages.number("number", number).orElse(null));
        }

        CaseFiles.After afterLine() {
            return Pages.parsed("after", after, CaseFiles.After::parse).orElse(null);
        }

        /** The same question with another value, or without it when that is null. */
        public String with(String name, String value) {
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put("where", where);
            parts.put("unit", unit);
            parts.put("state", state);
            parts.put("category", category);
            parts.put("subCategory", subCategory);
            parts.put("danger", danger);
            parts.put("mediation", mediation);
            parts.put("from", from);
            parts.put("to", to);
            parts.put("number", number);
            parts.put(name, value);
            parts.values().removeIf(part -> part == null || part.isBlank());
            UriComponentsBuilder link = UriComponentsBuilder.fromPath("/cases");
            parts.keySet().forEach(part -> link.queryParam(part, "{" + part + "}"));
            return link.encode().buildAndExpand(parts).toUriString();
        }
    }

    /** What a program gets. */
    record Answer(List<CaseLine> cases, String after) {}

    @GetMapping("/cases")
    String page(Actor actor, @ModelAttribute("asked") Asked asked, Model model) {
        MayRead may = MayRead.of(actor);
        NotYours.unless(may.cases());
        CaseFilter filter = asked.filter();
        List<CaseLine> lines = files.list(may, filter, asked.afterLine(), LINES + 1);
        boolean more = lines.size() > LINES;
        List<CaseLine> shown = more ? lines.subList(0, LINES) : lines;
        long count = files.count(may, filter, COUNTED + 1);
        model.addAttribute("may", may);
        model.addAttribute("cases", shown);
        model.addAttribute("count", Math.min(count, COUNTED));
        model.addAttribute("countedOut", count <= COUNTED);
        model.addAttribute("more", more ? asked.with("after", CaseFiles.After.of(shown.getLast()).toString()) : null);
        model.addAttribute("where", filter.where() == null ? Where.RESPONSIBLE : filter.where());
        model.addAttribute("wheres", wheres(may));
        model.addAttribute("dangers", DangerLevel.values());
        model.addAttribute("categories", RightsCategory.values());
        model.addAttribute("stages", Stage.values());
        model.addAttribute("mediations", MediationStage.values());
        model.addAttribute("named", names.of(shown.stream().map(CaseLine::handler).toList(),
                Stream.concat(shown.stream().map(CaseLine::unit), shown.stream().map(CaseLine::offeredTo)).toList()));
        return "casefile/list";
    }

    @GetMapping(path = "/cases", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Answer json(Actor actor, @ModelAttribute("asked") Asked asked) {
        List<CaseLine> lines = files.list(MayRead.of(actor), asked.filter(), asked.afterLine(), LINES + 1);
        boolean more = lines.size() > LINES;
        return new Answer(more ? lines.subList(0, LINES) : lines,
                more ? CaseFiles.After.of(lines.get(LINES - 1)).toString() : null);
    }

    private static List<Where> wheres(MayRead may) {
        if (may.onlyOwnCases()) {
            return List.of(Where.RESPONSIBLE);
        }
        return may.leads()
                ? List.of(Where.RESPONSIBLE, Where.MINE, Where.OFFERED, Where.HANDED_OVER)
                : List.of(Where.RESPONSIBLE, Where.OFFERED, Where.HANDED_OVER);
    }
}
