package org.halfsky.query.worklists;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.access.Names;
import org.halfsky.query.http.Pages;
import org.halfsky.query.worklists.Worklist.Tab;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What is to be done now, until when, by which article. */
@Controller
class WorklistPage {

    private static final int ITEMS = 200;

    private final Worklist worklist;
    private final Names names;

    WorklistPage(Worklist worklist, Names names) {
        this.worklist = worklist;
        this.names = names;
    }

    /** What a program gets. */
    record Answer(Tab tab, List<WorkItem> items) {}

    @GetMapping("/worklist")
    String page(Actor actor, @RequestParam(required = false) String tab, Model model) {
        MayRead may = MayRead.of(actor);
        Tab asked = Pages.code(Tab.class, "tab", tab).orElse(home(actor));
        List<WorkItem> items = worklist.of(may, asked, ITEMS);
        List<Tab> tabs = may.onlyOwnCases() ? List.of(Tab.MINE) : List.of(Tab.values());
        Map<Tab, Long> counts = new HashMap<>();
        tabs.forEach(one -> counts.put(one, worklist.count(may, one)));
        model.addAttribute("may", may);
        model.addAttribute("tab", asked);
        model.addAttribute("tabs", tabs);
        model.addAttribute("counts", counts);
        model.addAttribute("items", items);
        model.addAttribute("sizes",
                items.stream().collect(Collectors.groupingBy(WorkItem::group, Collectors.counting())));
        model.addAttribute("named", names.of(items.stream().map(item -> item.line().handler()).toList(),
                items.stream().flatMap(item -> Stream.of(item.line().unit(),
                        item.line().offeredTo() == null ? item.line().unit() : item.line().offeredTo())).toList()));
        return "worklists/page";
    }

    @GetMapping(path = "/worklist", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Answer json(Actor actor, @RequestParam(required = false) String tab) {
        Tab asked = Pages.code(Tab.class, "tab", tab).orElse(home(actor));
        return new Answer(asked, worklist.of(MayRead.of(actor), asked, ITEMS));
    }

    /** Whoever runs a unit begins with all of it, a mediator with her own. */
    private static Tab home(Actor actor) {
        return actor.role() == Role.RIGHTS_HEAD ? Tab.STATION : Tab.MINE;
    }
}
