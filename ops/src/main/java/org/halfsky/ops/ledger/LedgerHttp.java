package org.halfsky.ops.ledger;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.command.http.Unreadable;
import org.halfsky.command.http.Unreadable.Fault;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Ledgers that are handed in over HTTP. */
@RestController
class LedgerHttp {

    private final LedgerImports imports;
    private final MessageSource messages;

    LedgerHttp(LedgerImports imports, MessageSource messages) {
        this.imports = imports;
        this.messages = messages;
    }

    /** The file is read here once, so that a broken one is refused at once; the rest goes on while one does other things. */
    @PostMapping(path = "/ledgers", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Accepted> handIn(Actor by, @RequestParam("file") MultipartFile file,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) throws IOException {
        Rule.require(HouseRule.ROLE_ALLOWS, mayImport(by));
        UUID id = begun(by, file);
        URI location = URI.create("/ledgers/" + id);
        if (accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location).build();
        }
        return ResponseEntity.accepted().location(location).body(new Accepted(id, location.toString()));
    }

    static boolean mayImport(Actor actor) {
        return actor.role() == Role.RIGHTS_HEAD || actor.role() == Role.STATION_OFFICER;
    }

    private UUID begun(Actor by, MultipartFile file) throws IOException {
        try {
            LedgerFile.refuseLargerThanAllowed(file.getSize());
            return imports.begin(by, ending(file.getOriginalFilename()), file.getBytes());
        } catch (UnreadableLedger unreadable) {
            throw new Unreadable(new Fault("file", unreadable.why().key(), unreadable.facts().toArray()));
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(RejectedExecutionException busy, HttpServletRequest request, Locale locale) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS,
                messages.getMessage("problem.ledger.BUSY", null, locale));
        problem.setType(URI.create("/problems/busy"));
        problem.setInstance(URI.create(request.getRequestURI()));
        return ResponseEntity.status(problem.getStatus()).header(HttpHeaders.RETRY_AFTER, "60")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    /** All that is kept of the name that a browser sent. */
    private static String ending(String original) {
        return original != null && original.toLowerCase(Locale.ROOT).endsWith(".xlsx") ? ".xlsx" : ".csv";
    }

    /** Where to ask how far it is. */
    record Accepted(UUID id, String location) {}
}
