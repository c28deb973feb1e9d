package org.halfsky.ops.network;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.command.http.Problems;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.ops.ForCommands;
import org.halfsky.ops.network.Loading.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The division code that comes with the house, registered while the server runs; {@code GET /loading} tells how far it is. */
@ForCommands
@RestController
class NetworkImportHttp {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkImportHttp.class);

    private final NetworkImport network;
    private final Loading loading;
    private final MessageSource messages;

    NetworkImportHttp(NetworkImport network, Loading loading, MessageSource messages) {
        this.network = network;
        this.loading = loading;
        this.messages = messages;
    }

    /** Without a body the list that comes with the house; whatever the list, only the administrator's own units. */
    @PostMapping("/units/import")
    ResponseEntity<Void> begin(Actor by, HttpServletRequest request) throws IOException {
        Rule.require(HouseRule.ROLE_ALLOWS, by.role() == Role.ADMINISTRATOR);
        byte[] list = request.getInputStream().readNBytes(Divisions.LARGEST + 1);
        Divisions divisions = list.length == 0 ? Divisions.ofHunan() : Divisions.read(list);
        network.check(divisions, by);
        if (loading.begin()) {
            Thread.ofPlatform().name("network-import").daemon().start(() -> run(divisions, by));
        }
        return ResponseEntity.accepted().location(URI.create("/loading")).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(DivisionsRefused refused, HttpServletRequest request, Locale locale) {
        List<LineProblem> errors = refused.faults().stream().map(fault -> new LineProblem(fault.line(),
                messages.getMessage("divisions." + fault.key(), null, locale))).toList();
        ProblemDetail problem = Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "divisions",
                messages.getMessage("divisions.refused", new Object[]{errors.getFirst().line(),
                        errors.getFirst().detail()}, locale),
                request, messages, locale);
        problem.setProperty("errors", errors);
        return Problems.answer(problem);
    }

    /** What is wrong in a line of the file. */
    record LineProblem(int line, String detail) {}

    private void run(Divisions divisions, Actor by) {
        try {
            network.run(divisions, by, (done, all) -> loading.at(Step.NETWORK, done, all));
            loading.at(Step.DONE, 0, 0);
        } catch (RuntimeException failed) {
            LOG.error("The network was not imported whole; import it again", failed);
            loading.at(Step.FAILED, 0, 0);
        }
    }
}
