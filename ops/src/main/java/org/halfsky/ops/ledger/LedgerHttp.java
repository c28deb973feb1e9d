package org.halfsky.ops.ledger;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.command.http.Problems;
import org.halfsky.command.http.Unreadable;
import org.halfsky.command.http.Unreadable.Fault;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.ops.ForCommands;
import org.halfsky.ops.ledger.Survey.Heading;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Ledgers that are handed in over HTTP, and the steps that each of them goes through. */
@ForCommands
@RestController
class LedgerHttp {

    private static final int MOST = 100_000_000;

    private final LedgerImports imports;
    private final MessageSource messages;

    LedgerHttp(LedgerImports imports, MessageSource messages) {
        this.imports = imports;
        this.messages = messages;
    }

    /**
     * The file is read here once, so that a broken one is refused at once; the rest goes on while one does other things.
     *
     * @param until how far it goes by itself
     * @param form  {@code map}: 「heading=column」 for headings that tell nothing or mislead; {@code word}: 「column:word=code」 for
     *              the file's own words; and what the archives say, as below
     */
    @PostMapping(path = "/ledgers", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Accepted> handIn(Actor by, @RequestParam("file") MultipartFile file,
            @RequestParam(defaultValue = "WRITTEN") Until until, @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept, Locale locale)
            throws IOException {
        Rule.require(HouseRule.ROLE_ALLOWS, mayImport(by));
        Totals expected = totals(form);
        UUID id = begun(by, file, until, said(form, "map"), said(form, "word"), locale);
        if (expected.given()) {
            imports.expect(id, expected);
        }
        return accepted(id, accept);
    }

    /** What the columns mean: {@code column.3=UNIT} for the fourth, {@code word.3.7=F09} for the eighth word that stands in it. */
    @PostMapping("/ledgers/{id}/columns")
    ResponseEntity<Accepted> map(Actor by, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form,
            @RequestParam(defaultValue = "MAPPED") Until until,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept, Locale locale) {
        Rule.require(HouseRule.ROLE_ALLOWS, LedgerPage.mayCorrect(by, found(by, id)));
        Mapping mapping = imports.mapping(id, by).orElse(null);
        Rule.require(LedgerRule.FILE_IS_HELD, mapping != null);
        Mapping said = said(mapping, form);
        if (!said.doubled().isEmpty()) {
            String twice = "column." + said.columns().entrySet().stream()
                    .filter(each -> each.getValue() == said.doubled().getFirst()).map(Map.Entry::getKey)
                    .reduce((_, last) -> last).orElseThrow();
            throw new Unreadable(new Fault(twice, "ledger.DOUBLE_COLUMN", said.doubled().getFirst().named(locale)));
        }
        if (until != Until.MAPPED && !said.missing().isEmpty()) {
            throw new Unreadable(new Fault(null, "ledger.MISSING_COLUMN", named(said.missing(), locale)));
        }
        imports.map(id, said);
        if (until != Until.MAPPED) {
            imports.goOn(id, by, until);
        }
        return accepted(id, accept);
    }

    /** Checks every row; nothing is written. */
    @PostMapping("/ledgers/{id}/trial")
    ResponseEntity<Accepted> tryOut(Actor by, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept, Locale locale) {
        found(by, id);
        whole(id, by, locale);
        imports.goOn(id, by, Until.TRIED);
        return accepted(id, accept);
    }

    /** Writes what the trial found sound; an import that stopped goes on where it was. */
    @PostMapping("/ledgers/{id}/writing")
    ResponseEntity<Accepted> write(Actor by, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        Rule.require(LedgerRule.STEP_IN_TURN, found(by, id).trial() != null);
        imports.goOn(id, by, Until.WRITTEN);
        return accepted(id, accept);
    }

    @PostMapping("/ledgers/{id}/pause")
    ResponseEntity<Accepted> pause(Actor by, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        found(by, id);
        imports.pause(id);
        return accepted(id, accept);
    }

    /** What the archives (史料) say; a blank is not known. */
    @PostMapping("/ledgers/{id}/totals")
    ResponseEntity<Accepted> expect(Actor by, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        found(by, id);
        imports.expect(id, totals(form));
        return accepted(id, accept);
    }

    /** Gives it up: the file is forgotten at once, and what is written stays. */
    @DeleteMapping("/ledgers/{id}")
    ResponseEntity<Accepted> drop(Actor by, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        found(by, id);
        imports.drop(id);
        return accepted(id, accept);
    }

    static boolean mayImport(Actor actor) {
        return actor.role() == Role.RIGHTS_HEAD || actor.role() == Role.STATION_OFFICER;
    }

    private LedgerImport found(Actor by, UUID id) {
        Rule.require(HouseRule.ROLE_ALLOWS, mayImport(by));
        LedgerImport job = imports.sought(id).filter(each -> by.covers(each.unit())).orElse(null);
        Rule.require(HouseRule.KNOWN, job != null);
        return job;
    }

    private void whole(UUID id, Actor by, Locale locale) {
        Mapping mapping = imports.mapping(id, by).orElse(null);
        Rule.require(LedgerRule.FILE_IS_HELD, mapping != null);
        try {
            mapping.whole();
        } catch (UnreadableLedger unreadable) {
            throw told(unreadable, locale);
        }
    }

    private UUID begun(Actor by, MultipartFile file, Until until, List<String> map, List<String> word, Locale locale)
            throws IOException {
        if (file.isEmpty() && Objects.requireNonNullElse(file.getOriginalFilename(), "").isEmpty()) {
            throw new Unreadable(new Fault("file", "ledger.NO_FILE"));
        }
        try {
            LedgerFile.refuseLargerThanAllowed(file.getSize());
            return imports.begin(by, ending(file.getOriginalFilename()), file.getBytes(),
                    suggested -> suggested.with(map, word), until);
        } catch (UnreadableLedger unreadable) {
            throw told(unreadable, locale);
        }
    }

    private static Unreadable told(UnreadableLedger unreadable, Locale locale) {
        return new Unreadable(new Fault("file", unreadable.why().key(),
                unreadable.facts().stream().map(fact -> fact instanceof Collection<?> columns
                        ? named(columns.stream().map(Column.class::cast).toList(), locale)
                        : fact).toArray()));
    }

    private static String named(List<Column> columns, Locale locale) {
        return columns.stream().map(column -> column.named(locale))
                .collect(Collectors.joining(locale.getLanguage().equals("en") ? ", " : "、"));
    }

    private static Mapping said(Mapping known, MultiValueMap<String, String> form) {
        Map<Integer, Column> columns = new TreeMap<>();
        for (Heading heading : known.survey().headings()) {
            String field = "column." + heading.at();
            String said = form.getFirst(field);
            if (said == null) {
                Column before = known.columns().get(heading.at());
                if (before != null) {
                    columns.put(heading.at(), before);
                }
            } else if (!said.isEmpty()) {
                columns.put(heading.at(), Arrays.stream(Column.values()).filter(each -> each.name().equals(said))
                        .findFirst().orElseThrow(() -> new Unreadable(new Fault(field, "ledger.UNKNOWN_COLUMN",
                                heading.at() + 1))));
            }
        }
        Mapping said = known.with(columns);
        for (Heading heading : known.survey().headings()) {
            Column column = columns.get(heading.at());
            Words<?> codes = RowReader.lists().get(column);
            for (int i = 0; codes != null && i < heading.words().size(); i++) {
                String word = heading.words().get(i).text();
                String field = "word." + heading.at() + "." + i;
                String code = form.containsKey(field)
                        ? form.getFirst(field)
                        : known.said(column, word).orElse("");
                if (!code.isEmpty()) {
                    if (codes.code(code).isEmpty()) {
                        throw new Unreadable(new Fault(field, "ledger.UNKNOWN_WORD", i + 1));
                    }
                    said = said.with(column, word, code);
                }
            }
        }
        return said;
    }

    private static List<String> said(MultiValueMap<String, String> form, String field) {
        return form.getOrDefault(field, List.of()).stream().filter(each -> !each.isBlank()).toList();
    }

    private static Totals totals(MultiValueMap<String, String> form) {
        return new Totals(number(form, "received"), number(form, "mediated"), number(form, "reconciled"));
    }

    private static Integer number(MultiValueMap<String, String> form, String field) {
        String said = form.getFirst(field);
        if (said == null || said.isBlank()) {
            return null;
        }
        String digits = said.strip().replaceAll("[,，\\s]", "");
        if (!digits.matches("\\d{1,9}") || Integer.parseInt(digits) > MOST) {
            throw new Unreadable(new Fault(field, "ledger.NUMBER", MOST));
        }
        return Integer.valueOf(digits);
    }

    private static ResponseEntity<Accepted> accepted(UUID id, String accept) {
        URI location = URI.create("/ledgers/" + id);
        if (accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location).build();
        }
        return ResponseEntity.accepted().location(location).body(new Accepted(id, location.toString()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(RejectedExecutionException busy, HttpServletRequest request, Locale locale) {
        ProblemDetail problem = Problems.of(HttpStatus.TOO_MANY_REQUESTS, "busy",
                messages.getMessage("problem.ledger.BUSY", null, locale), request, messages, locale);
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
