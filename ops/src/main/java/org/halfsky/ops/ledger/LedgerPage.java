package org.halfsky.ops.ledger;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.ops.ForQueries;
import org.halfsky.ops.ledger.Survey.Heading;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.access.Names;
import org.halfsky.query.access.Names.Named;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Imports of ledgers as pages and as JSON: how far each is, what was refused and why, and the file to correct it in. */
@ForQueries
@Controller
@RequestMapping("/ledgers")
class LedgerPage {

    private static final int SHOWN_IMPORTS = 50;
    private static final int SHOWN_BESIDE = 6;
    private static final int SHOWN_LINES = 50;
    private static final int SHOWN_WORDS = 60;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final MediaType XLSX = MediaType
            .parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final LedgerJobs jobs;
    private final HeldFiles held;
    private final RefusedRows refusedRows;
    private final Names names;
    private final MessageSource messages;
    private final Clock clock;

    LedgerPage(LedgerJobs jobs, HeldFiles held, RefusedRows refusedRows, Names names, MessageSource messages,
            Clock clock) {
        this.jobs = jobs;
        this.held = held;
        this.refusedRows = refusedRows;
        this.names = names;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    String all(Actor actor, Model model) {
        mayLook(actor);
        model.addAttribute("imports", shown(jobs.below(actor.unit(), SHOWN_IMPORTS)));
        model.addAttribute("mayImport", LedgerHttp.mayImport(actor));
        model.addAttribute("megabytes", LedgerFile.MAX_BYTES / 1024 / 1024);
        model.addAttribute("bytes", LedgerFile.MAX_BYTES);
        return "ledger/list";
    }

    @ResponseBody
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    List<LedgerImport> all(Actor actor) {
        mayLook(actor);
        return jobs.below(actor.unit(), SHOWN_IMPORTS);
    }

    @GetMapping(path = "/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String one(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "refused") Tab tab,
            @RequestParam(defaultValue = "0") int skip, Model model, Locale locale) {
        LedgerImport job = found(actor, id);
        boolean mayImport = LedgerHttp.mayImport(actor);
        Tab open = job.stage() == Stage.MAPPING || tab == Tab.columns && !mayCorrect(actor, job)
                ? Tab.refused
                : tab;
        boolean refusing = open != Tab.noted;
        int total = jobs.count(id, refusing);
        int from = Math.clamp(skip, 0, Math.max(0, total - 1));
        live(job, false, model);
        model.addAttribute("tab", open.name());
        model.addAttribute("total", total);
        model.addAttribute("from", from);
        model.addAttribute("shown", SHOWN_LINES);
        model.addAttribute("mayCorrect", mayCorrect(actor, job));
        model.addAttribute("mayImport", mayImport);
        model.addAttribute("findings",
                job.reported() && open != Tab.columns ? explained(job, actor, refusing, from, locale) : List.of());
        boolean matching = mayCorrect(actor, job) && (job.stage() == Stage.MAPPING || open == Tab.columns);
        model.addAttribute("matched", matching
                ? held.mapping(id, actor).map(mapping -> matched(mapping, locale)).orElse(null)
                : null);
        model.addAttribute("columns", Column.values());
        model.addAttribute("choices", RowReader.lists().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, list -> list.getValue().choices(locale))));
        model.addAttribute("locale", locale);
        model.addAttribute("imports", shown(jobs.below(actor.unit(), SHOWN_BESIDE).stream()
                .filter(other -> !other.id().equals(id)).toList()));
        return "ledger/page";
    }

    /** Only the parts that change while it runs; the page is loaded anew when it is done. */
    @GetMapping(path = "/{id}/progress", produces = MediaType.TEXT_HTML_VALUE)
    String progress(Actor actor, @PathVariable UUID id, Model model, HttpServletResponse response) {
        LedgerImport job = found(actor, id);
        if (job.finished()) {
            response.setHeader("HX-Refresh", "true");
        }
        live(job, true, model);
        model.addAttribute("mayImport", LedgerHttp.mayImport(actor));
        return "ledger/page :: live";
    }

    /** @param again whether the page is there already, and only parts of it are replaced */
    private void live(LedgerImport job, boolean again, Model model) {
        model.addAttribute("again", again);
        model.addAttribute("job", shown(List.of(job)).getFirst());
        model.addAttribute("totals", TotalsShown.of(job));
    }

    /** What the columns were taken for, and the words in them that no list knows. */
    @ResponseBody
    @GetMapping(path = "/{id}/columns", produces = MediaType.APPLICATION_JSON_VALUE)
    Matched columns(Actor actor, @PathVariable UUID id, Locale locale) {
        Rule.require(HouseRule.ROLE_ALLOWS, mayCorrect(actor, found(actor, id)));
        Mapping mapping = held.mapping(id, actor).orElse(null);
        Rule.require(LedgerRule.FILE_IS_HELD, mapping != null);
        return matched(mapping, locale);
    }

    private Matched matched(Mapping mapping, Locale locale) {
        List<MatchedColumn> columns = new ArrayList<>();
        List<StrangeWord> words = new ArrayList<>();
        for (Heading heading : mapping.survey().headings()) {
            Column column = mapping.columns().get(heading.at());
            columns.add(new MatchedColumn(heading.at(), heading.letter(), heading.text(), heading.filled(), column,
                    column == null ? null : column.named(locale)));
            mapping.strange(heading).stream().limit(SHOWN_WORDS)
                    .forEach(word -> words.add(new StrangeWord("word." + heading.at() + "."
                            + heading.words().indexOf(word), column, column.named(locale), word.text(), word.count(),
                            mapping.said(column, word.text()).orElse(null))));
        }
        return new Matched(columns, words, mapping.missing().stream().map(column -> column.named(locale)).toList(),
                mapping.undecided().stream().map(column -> column.named(locale)).toList());
    }

    @ResponseBody
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Report one(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "0") int skip, Locale locale) {
        LedgerImport job = found(actor, id);
        return new Report(job, told(jobs.findings(id, true, Math.max(0, skip), 500), Map.of(), locale),
                told(jobs.findings(id, false, Math.max(0, skip), 500), Map.of(), locale));
    }

    /** The refused rows as they stood, with the reason beside them: corrected, the same file is imported again. */
    @GetMapping("/{id}/refused.csv")
    ResponseEntity<byte[]> refusedCsv(Actor actor, @PathVariable UUID id, Locale locale) {
        return refused(actor, id, locale, true);
    }

    @GetMapping("/{id}/refused.xlsx")
    ResponseEntity<byte[]> refusedXlsx(Actor actor, @PathVariable UUID id, Locale locale) {
        return refused(actor, id, locale, false);
    }

    @GetMapping("/template.csv")
    ResponseEntity<byte[]> templateCsv(Actor actor, Locale locale) {
        mayLook(actor);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LedgerWriter.csv(out, LedgerWriter.headings(locale), Stream.empty());
        return file(out.toByteArray(), CSV, text("ledger.template.file", locale) + ".csv");
    }

    @GetMapping("/template.xlsx")
    ResponseEntity<byte[]> templateXlsx(Actor actor, Locale locale) {
        mayLook(actor);
        return file(LedgerWriter.template(locale), XLSX, text("ledger.template.file", locale) + ".xlsx");
    }

    private ResponseEntity<byte[]> refused(Actor actor, UUID id, Locale locale, boolean csv) {
        LedgerImport job = found(actor, id);
        Rule.require(HouseRule.ROLE_ALLOWS, mayCorrect(actor, job));
        boolean english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
        String colon = english ? ": " : "：";
        String semicolon = english ? "; " : "；";
        Map<Integer, String> reasons = new LinkedHashMap<>();
        told(jobs.findings(id, true, 0, Integer.MAX_VALUE), Map.of(), locale)
                .forEach(told -> reasons.merge(told.line(), told.column() + colon + told.why(),
                        (one, other) -> one + semicolon + other));
        List<String> headings = new ArrayList<>(LedgerWriter.headings(locale));
        headings.add(text("ledger.line", locale));
        headings.add(text("ledger.why", locale));
        Stream<List<String>> rows = refusedRows.open(job.id(), null, actor, "ledger.correct").values().stream()
                .map(line -> {
                    List<String> cells = new ArrayList<>(LedgerWriter.cells(line.cells()));
                    cells.add(Integer.toString(line.number()));
                    cells.add(reasons.getOrDefault(line.number(), ""));
                    return cells;
                });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (csv) {
            LedgerWriter.csv(out, headings, rows);
        } else {
            LedgerWriter.xlsx(out, headings, rows);
        }
        return file(out.toByteArray(), csv ? CSV : XLSX,
                text("ledger.refused.file", locale) + "-" + id.toString().substring(0, 8) + (csv ? ".csv" : ".xlsx"));
    }

    private List<Told> explained(LedgerImport job, Actor actor, boolean refusing, int skip, Locale locale) {
        List<Flaw> flaws = jobs.findings(job.id(), refusing, skip, SHOWN_LINES);
        boolean showable = refusing && mayCorrect(actor, job)
                && flaws.stream().anyMatch(flaw -> flaw.column() != null && flaw.column().showable());
        Map<Integer, Line> stood = showable
                ? refusedRows.open(job.id(), flaws.stream().map(Flaw::line).distinct().toList(), actor, "ledger.report")
                : Map.of();
        return told(flaws, stood, locale);
    }

    private List<Told> told(Collection<Flaw> flaws, Map<Integer, Line> stood, Locale locale) {
        return flaws.stream().map(flaw -> {
            Object[] facts = flaw.reason() == Flaw.Reason.CONTRADICTION
                    ? flaw.facts().stream().map(fact -> Column.valueOf(fact).named(locale)).toArray()
                    : flaw.facts().toArray();
            boolean rule = flaw.reason() == Flaw.Reason.RULE;
            String why = rule
                    ? text(flaw.facts().getFirst(), locale)
                    : text("ledger.flaw." + flaw.reason().code(), locale, facts);
            Line line = stood.get(flaw.line());
            String value = flaw.column() == null || !flaw.column().showable() || line == null
                    ? null
                    : line.at(flaw.column());
            return new Told(flaw.line(), flaw.column() == null ? "—" : flaw.column().named(locale), value,
                    rule ? flaw.facts().getFirst() : flaw.reason().code(), why,
                    text("ledger.fix." + flaw.reason().code(), locale, facts));
        }).toList();
    }

    private List<Shown> shown(List<LedgerImport> jobs) {
        Named named = names.of(jobs.stream().map(LedgerImport::by).toList(),
                jobs.stream().map(LedgerImport::unit).toList());
        return jobs.stream()
                .map(job -> new Shown(job, named.staff(job.by()), named.unit(job.unit()), at(job.startedAt()),
                        job.finishedAt() == null ? null : at(job.finishedAt()),
                        job.heldUntil() == null ? null : at(job.heldUntil())))
                .toList();
    }

    private String at(Instant instant) {
        return MINUTE.format(instant.atZone(clock.getZone()));
    }

    private LedgerImport found(Actor actor, UUID id) {
        mayLook(actor);
        LedgerImport job = jobs.find(id).filter(found -> actor.covers(found.unit())).orElse(null);
        Rule.require(HouseRule.KNOWN, job != null);
        return job;
    }

    /** Names and phones stand in the rows: whoever only reads up sees what was refused, not in whose matter. */
    static boolean mayCorrect(Actor actor, LedgerImport job) {
        return LedgerHttp.mayImport(actor) && MayRead.of(actor).contactContent(job.unit(), job.by());
    }

    private static void mayLook(Actor actor) {
        Rule.require(HouseRule.ROLE_ALLOWS, LedgerHttp.mayImport(actor) || actor.role() == Role.AUDITOR);
    }

    private String text(String key, Locale locale, Object... facts) {
        return messages.getMessage(key, facts, locale);
    }

    /** Personal data: nobody between keeps a copy. */
    private static ResponseEntity<byte[]> file(byte[] bytes, MediaType type, String name) {
        return ResponseEntity.ok().contentType(type).cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name, java.nio.charset.StandardCharsets.UTF_8).build()
                                .toString())
                .body(bytes);
    }

    /** What is shown below the numbers. */
    enum Tab {
        refused, noted, columns
    }

    /** An import as a page shows it. */
    record Shown(LedgerImport state, String by, String unit, String startedAt, String finishedAt, String heldUntil) {

        private static final List<String> STEPS = List.of("file", "columns", "trial", "write", "totals");

        /** What stands above the numbers, step by step. */
        public List<Step> steps() {
            int here = switch (state.stage()) {
                case MAPPING -> 1;
                case CHECKING, TRIED -> 2;
                case WRITING -> 3;
                case DONE -> state.disagrees() ? 4 : 5;
                case WAITING, FAILED, STOPPED, DROPPED -> state.began() ? 3 : state.trial() != null ? 2 : 1;
            };
            return STEPS.stream()
                    .map(name -> new Step(name, STEPS.indexOf(name) < here, STEPS.indexOf(name) == here)).toList();
        }
    }

    /** One step of an import. */
    record Step(String name, boolean past, boolean here) {}

    /** One of the three totals: what the archives say, what the trial found, what is in the house. */
    record TotalsShown(String name, Integer expected, Integer trial, Integer written, String state, int off) {

        static List<TotalsShown> of(LedgerImport job) {
            Totals trial = job.trial() == null ? null : job.trial().totals();
            return List.of(
                    of(job, "received", job.expected().received(), trial == null ? null : trial.received(),
                            job.written().received()),
                    of(job, "mediated", job.expected().mediated(), trial == null ? null : trial.mediated(),
                            job.written().mediated()),
                    of(job, "reconciled", job.expected().reconciled(), trial == null ? null : trial.reconciled(),
                            job.written().reconciled()));
        }

        private static TotalsShown of(LedgerImport job, String name, Integer expected, Integer trial, int written) {
            Integer there = job.began() ? written : null;
            Integer counted = there != null ? there : trial;
            int off = expected == null || counted == null ? 0 : counted - expected;
            String state = job.stage() == Stage.WRITING
                    ? "writing"
                    : expected == null || counted == null ? "unknown" : off == 0 ? "equal" : "unequal";
            return new TotalsShown(name, expected, trial, there, state, off);
        }
    }

    /** One column of the file, and what it was taken for. */
    record MatchedColumn(int at, String letter, String heading, int filled, Column column, String named) {

        /** The field that says it anew. */
        public String field() {
            return "column." + at;
        }
    }

    /**
     * A word of the file that no list knows.
     *
     * @param field that says what it means
     * @param code  what it was said to mean, or null
     */
    record StrangeWord(String field, Column column, String named, String word, int count, String code) {}

    /** What the columns were taken for. */
    record Matched(List<MatchedColumn> columns, List<StrangeWord> words, List<String> missing,
            List<String> undecided) {}

    /**
     * What was found in a row, in the reader's language.
     *
     * @param value what stood there, where it can be nobody's name; else null
     */
    record Told(int line, String column, String value, String code, String why, String fix) {}

    /** An import with what was found, as JSON. */
    record Report(LedgerImport state, List<Told> refused, List<Told> noted) {}
}
