package org.halfsky.ops.operations;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.ops.ForQueries;
import org.halfsky.query.access.StaffNames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** How the machinery runs, for the administrator: nothing about any case, and nothing personal. */
@ForQueries
@Controller
class OperationsPage {

    private static final int ACTS = 20;

    private final Machinery machinery;
    private final DeadLetters letters;
    private final ApplicationAvailability availability;
    private final ProcessorsHealth health;
    private final ObjectProvider<StaffNames> staff;
    private final Clock clock;

    OperationsPage(Machinery machinery, DeadLetters letters, ApplicationAvailability availability,
            ProcessorsHealth health, ObjectProvider<StaffNames> staff, Clock clock) {
        this.machinery = machinery;
        this.letters = letters;
        this.availability = availability;
        this.health = health;
        this.staff = staff;
        this.clock = clock;
    }

    /** What the page shows, for programs. */
    record Operations(String liveness, String readiness, long position, List<ProcessorState> processors,
            List<DeadLetters.Letter> deadLetters, long deadLettersInAll, long deadlinesDueAndUnfired) {}

    @GetMapping(value = "/operations", produces = MediaType.TEXT_HTML_VALUE)
    String page(Actor actor, @RequestParam(defaultValue = "false") boolean reasons, Model model) {
        List<DeadLetters.Act> acts = letters.acts(ACTS);
        Map<Sealed, String> opened = reasons ? letters.reasons(acts, actor.staff()) : Map.of();
        Map<StaffId, String> names = staff.stream().findFirst()
                .map(known -> known.of(acts.stream().map(DeadLetters.Act::who).distinct().toList())).orElse(Map.of());
        model.addAttribute("now", clock.instant().atZone(clock.getZone()));
        model.addAttribute("zone", clock.getZone());
        model.addAttribute("it", operations());
        model.addAttribute("acts", acts.stream().map(act -> new ToldAct(act,
                names.getOrDefault(act.who(), act.who().value()),
                act.reason() == null ? null : opened.get(act.reason())))
                .toList());
        model.addAttribute("reasons", reasons);
        return "operations/page";
    }

    @GetMapping(value = "/operations", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Operations json() {
        return operations();
    }

    /** An act with what is known about it. */
    record ToldAct(DeadLetters.Act act, String who, String reason) {}

    private Operations operations() {
        boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                && health.health().getStatus().equals(Status.UP);
        boolean live = availability.getLivenessState() == LivenessState.CORRECT;
        return new Operations(live ? "UP" : "DOWN", ready ? "UP" : "DOWN", machinery.head().orElse(-1),
                machinery.processors(), letters.firsts(), letters.count(), machinery.dueAndUnfired());
    }
}
