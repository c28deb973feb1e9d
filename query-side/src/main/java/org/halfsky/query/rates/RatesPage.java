package org.halfsky.query.rates;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.http.Pages;
import org.halfsky.query.http.Times;
import org.halfsky.query.http.Unanswered;
import org.halfsky.query.network.Named;
import org.halfsky.query.network.NetworkReader;
import org.halfsky.query.rates.RatesSheet.Cell;
import org.halfsky.query.rates.RatesSheet.Funnel;
import org.halfsky.query.rates.RatesSheet.Reason;
import org.halfsky.query.rates.RatesSheet.Row;
import org.halfsky.query.rates.RatesSheet.Step;
import org.halfsky.query.rates.RatesSheet.Tile;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The rates of a unit on one page, and the list behind every number. */
@Controller
class RatesPage {

    private static final int LINES = 50;
    private static final List<Rate> TILES = List.of(Rate.RECEPTION, Rate.CLOSURE, Rate.MEDIATION,
            Rate.MEDIATION_SUCCESS, Rate.RECONCILIATION);
    private static final List<Rate> TABLE = List.of(Rate.MEDIATION, Rate.RECONCILIATION,
            Rate.RECONCILIATION_OF_RECEIVED);

    private final RatesReader rates;
    private final RatesQuestions questions;
    private final NetworkReader network;
    private final MessageSource messages;
    private final Clock clock;

    RatesPage(RatesReader rates, RatesQuestions questions, NetworkReader network, MessageSource messages,
            Clock clock) {
        this.rates = rates;
        this.questions = questions;
        this.network = network;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/rates")
    String rates(Actor actor, @RequestParam(required = false) String unit,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to, @RequestParam(required = false) String step,
            @RequestParam(required = false) String sort, Model model) {
        Asked said = questions.asked(actor, unit, from, to);
        boolean anyPeriod = (from == null || from.isBlank()) && (to == null || to.isBlank());
        rates.at(now -> {
            Asked extent = now.extent(said.unit());
            Asked asked = anyPeriod && extent != null && extent.to().isBefore(said.from()) ? extent : said;
            Step by = Pages.code(Step.class, "step", step == null ? null : step.toUpperCase(Locale.ROOT))
                    .orElse(Step.fitting(asked));
            List<Named> children = network.children(asked.unit());
            SortedMap<LocalDate, Map<Rate, Figure>> months = now.months(Rate.ALL, asked);
            Map<Rate, Figure> figures = RatesSheet.sum(months, Rate.ALL);
            Map<Rate, Split> splits = now.splits(TABLE, asked, figures, units(children), actor.unit());
            RatesSheet sheet = sheet(now, asked, by, months, figures, splits, children, actor, sort);
            model.addAttribute("sheet", sheet);
            model.addAttribute("extent", extent);
            model.addAttribute("coverage", network.coverage(asked.unit(), day(asked)));
            model.addAttribute("position", now.position());
            model.addAttribute("asOf", clock.instant());
            model.addAttribute("asOfText", new Times(clock).stamp(clock.instant()));
            model.addAttribute("unitName", network.nameOf(asked.unit()));
            model.addAttribute("path", network.path(actor.unit(), asked.unit()));
            model.addAttribute("children", tree(splits.get(Rate.MEDIATION), children));
            model.addAttribute("years", List.of(now.today().getYear(), now.today().getYear() - 1));
            model.addAttribute("definitions", Rate.ALL);
            model.addAttribute("versions", Rate.ALL.stream().map(Rate::version).distinct().sorted()
                    .map(String::valueOf).collect(Collectors.joining(", ")));
            model.addAttribute("sort", sort == null ? "mediation" : sort);
            return null;
        });
        return "rates/page";
    }

    /** The units right below one in the tree, with how many disputes each received. */
    @GetMapping("/rates/tree")
    String tree(Actor actor, @RequestParam(required = false) String unit, @RequestParam(required = false) String from,
            @RequestParam(required = false) String to, Model model) {
        Asked asked = questions.asked(actor, unit, from, to);
        rates.at(now -> {
            List<Named> children = network.children(asked.unit());
            model.addAttribute("children", tree(now.splits(List.of(Rate.MEDIATION), asked, units(children),
                    actor.unit()).get(Rate.MEDIATION), children));
            model.addAttribute("asked", asked);
            return null;
        });
        return "rates/tree :: branches";
    }

    @GetMapping("/rates/{name}")
    String rate(Actor actor, @PathVariable String name, @RequestParam(required = false) String unit,
            @RequestParam(required = false) String from, @RequestParam(required = false) String to,
            @RequestParam(required = false) String after, @RequestParam(required = false) String result,
            @RequestParam(required = false) boolean own, Locale locale, Model model) {
        return list(actor, name, ListPart.NUMERATOR.key(), unit, from, to, after, result, own, locale, model);
    }

    @GetMapping("/rates/{name}/{part}")
    String list(Actor actor, @PathVariable String name, @PathVariable String part,
            @RequestParam(required = false) String unit, @RequestParam(required = false) String from,
            @RequestParam(required = false) String to, @RequestParam(required = false) String after,
            @RequestParam(required = false) String result, @RequestParam(required = false) boolean own, Locale locale,
            Model model) {
        Asked asked = questions.asked(actor, unit, from, to);
        ListPart list = ListPart.named(part);
        if (name.equals(CoverageAnswer.NAME)) {
            return "redirect:/network/list?unit=" + asked.unit().value() + "&counted="
                    + (list == ListPart.NUMERATOR ? "yes" : list == ListPart.REMAINDER ? "no" : "all") + "&on="
                    + day(asked);
        }
        Rate rate = RatesQuestions.rate(name);
        Cursor cursor = Cursor.read(after);
        rates.at(now -> {
            Figure figure = own ? own(now, rate, asked, actor) : now.figure(rate, asked);
            boolean all = result == null || result.isBlank();
            List<String> results = all ? List.of() : List.of(result.split(","));
            Set<Mark> marks = list.marks(rate).stream().filter(mark -> all || results.contains(mark.code()))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Mark.class)));
            long total = marks.stream().mapToLong(figure::of).sum();
            RatesQuestions.open(now.hides(rate, asked, actor.unit()), asked, total, actor);
            List<Line> lines = now.lines(rate, asked, own, marks, cursor, LINES + 1, actor.unit());
            boolean more = lines.size() > LINES;
            List<Line> shown = more ? lines.subList(0, LINES) : lines;
            model.addAttribute("rate", rate);
            model.addAttribute("list", list);
            boolean fromAbove = Suppression.concerns(asked.unit(), actor.unit());
            model.addAttribute("fromAbove", fromAbove);
            model.addAttribute("lists", lists(figure, fromAbove));
            model.addAttribute("figure", figure);
            model.addAttribute("percent", RatesSheet.percent(figure.ratio()));
            model.addAttribute("asked", asked);
            model.addAttribute("lines", shown);
            model.addAttribute("total", total);
            model.addAttribute("results", list.marks(rate).stream()
                    .filter(mark -> figure.of(mark) > 0 && !(fromAbove && Figure.few(figure.of(mark))))
                    .map(mark -> new Reason(mark.code(), figure.of(mark))).toList());
            model.addAttribute("result", all ? null : result);
            model.addAttribute("chosen", marks.stream().map(mark -> messages.getMessage("mark." + mark.name(), null,
                    locale)).collect(Collectors.joining(messages.getMessage("rates.list.and", null, locale))));
            model.addAttribute("own", own);
            model.addAttribute("next", more ? Cursor.below(shown.getLast()).toString() : null);
            model.addAttribute("first", cursor.equals(Cursor.TOP));
            model.addAttribute("names", network.of(shown.stream().map(Line::unit).distinct().toList()));
            model.addAttribute("unitName", network.nameOf(asked.unit()));
            model.addAttribute("path", network.path(actor.unit(), asked.unit()));
            model.addAttribute("position", now.position());
            model.addAttribute("opensContacts", MayRead.of(actor).contacts());
            return null;
        });
        return "rates/list";
    }

    /** What is the unit's own; a town with a village that is hidden has no list of it, as what is left would be the village's. */
    private Figure own(RatesReader.Snapshot now, Rate rate, Asked asked, Actor actor) {
        Split split = now.splits(List.of(rate), asked, units(network.children(asked.unit())), actor.unit()).get(rate);
        if (split.hidden() > 0) {
            throw new Unanswered(HttpStatus.FORBIDDEN, "rates.refused.suppressed", "unit");
        }
        return split.self();
    }

    /** A tab of the lists with how many it holds; n is null where it may not be told. */
    public record Tab(String key, Long n) {}

    private static List<Tab> lists(Figure figure, boolean fromAbove) {
        List<Tab> tabs = new ArrayList<>();
        for (ListPart part : ListPart.values()) {
            long n = part.count(figure);
            tabs.add(new Tab(part.key(), fromAbove && Figure.few(n) ? null : n));
        }
        return tabs;
    }

    /** A unit of the tree; n is null where it may not be told. */
    public record Branch(Named unit, Long n, boolean leaf) {}

    private static List<Branch> tree(Split split, List<Named> children) {
        Map<UnitCode, Long> counts = split.children().stream()
                .collect(Collectors.toMap(Split.Child::unit, child -> child.figure().denominator()));
        return children.stream()
                .map(child -> new Branch(child, counts.get(child.unit()), child.level() == Level.VILLAGE)).toList();
    }

    private LocalDate day(Asked asked) {
        LocalDate today = LocalDate.now(clock);
        return asked.to().isAfter(today) ? today : asked.to();
    }

    private static List<UnitCode> units(List<Named> children) {
        return children.stream().map(Named::unit).toList();
    }

    private RatesSheet sheet(RatesReader.Snapshot now, Asked asked, Step step,
            SortedMap<LocalDate, Map<Rate, Figure>> months, Map<Rate, Figure> figures, Map<Rate, Split> splits,
            List<Named> children, Actor actor, String sort) {
        SortedMap<LocalDate, Map<Rate, Figure>> steps = RatesSheet.steps(months, asked, step, Rate.ALL);
        boolean fromAbove = Suppression.concerns(asked.unit(), actor.unit());
        boolean someClosed = TABLE.stream().anyMatch(rate -> now.hides(rate, asked, actor.unit()));
        List<Tile> tiles = TILES.stream().map(rate -> {
            Figure figure = figures.get(rate);
            boolean closed = now.hides(rate, asked, actor.unit());
            List<BigDecimal> ratios = steps.values().stream().map(each -> each.get(rate).ratio()).toList();
            return closed
                    ? new Tile(rate.name(), null, 0, 0, 0, 0, true, null)
                    : new Tile(rate.name(), RatesSheet.percent(figure.ratio()), figure.numerator(),
                            figure.denominator(), figure.excluded(), figure.missing(), false,
                            fromAbove ? null : RatesSheet.spark(ratios));
        }).toList();
        return new RatesSheet(asked, step, tiles, fromAbove ? List.of() : RatesSheet.trend(steps, asked, step),
                fromAbove ? null : funnel(figures.get(Rate.MEDIATION)), rows(splits, children, sort),
                row(asked.unit(), null, splits, Split::self), row(null, null, splits, Split::suppressed),
                splits.values().stream().mapToInt(Split::hidden).max().orElse(0), someClosed
                        ? null
                        : row(asked.unit(), network.nameOf(asked.unit()), splits, Split::whole),
                figures.values().stream().anyMatch(figure -> figure.synthetic() > 0),
                figures.values().stream().allMatch(figure -> figure.whole() == 0));
    }

    private static List<Row> rows(Map<Rate, Split> splits, List<Named> children, String sort) {
        Map<Rate, Map<UnitCode, Figure>> shown = splits.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                split -> split.getValue().children().stream()
                        .collect(Collectors.toMap(Split.Child::unit, Split.Child::figure))));
        List<Row> rows = new ArrayList<>();
        for (Named child : children) {
            List<Cell> cells = TABLE.stream().map(rate -> {
                Figure figure = shown.get(rate).get(child.unit());
                return figure == null ? Cell.MERGED : Cell.of(figure);
            }).toList();
            if (cells.stream().anyMatch(cell -> cell != Cell.MERGED)) {
                rows.add(new Row(child.unit(), child.name(), cells.get(0), cells.get(1), cells.get(2)));
            }
        }
        rows.sort(order(sort));
        return rows;
    }

    private static Comparator<Row> order(String sort) {
        Comparator<Row> byUnit = Comparator.comparing(row -> row.unit().value());
        return switch (sort == null ? "mediation" : sort) {
            case "unit" -> byUnit;
            case "received" -> Comparator.comparing((Row row) -> number(row.mediation().denominator())).reversed()
                    .thenComparing(byUnit);
            case "reconciliation" -> Comparator.comparing((Row row) -> ratio(row.reconciliation())).reversed()
                    .thenComparing(byUnit);
            default -> Comparator.comparing((Row row) -> ratio(row.mediation())).reversed().thenComparing(byUnit);
        };
    }

    private static long number(Long n) {
        return n == null ? -1 : n;
    }

    private static BigDecimal ratio(Cell cell) {
        return cell.percent() == null ? BigDecimal.ONE.negate() : new BigDecimal(cell.percent());
    }

    private static Row row(UnitCode unit, String name, Map<Rate, Split> splits,
            Function<Split, Figure> part) {
        List<Cell> cells = TABLE.stream().map(rate -> {
            Figure figure = part.apply(splits.get(rate));
            return figure == null ? Cell.MERGED : Cell.of(figure);
        }).toList();
        return new Row(unit, name, cells.get(0), cells.get(1), cells.get(2));
    }

    private static Funnel funnel(Figure received) {
        long reconciled = received.of(Mark.RECEIVED_RECONCILED);
        long agreed = received.of(Mark.RECEIVED_AGREED);
        long started = received.numerator();
        long all = received.denominator();
        return new Funnel(all, started, RatesSheet.percent(started, all),
                reasons(received, Mark.RECEIVED_REFUSED, Mark.RECEIVED_ADVISED, Mark.RECEIVED_WITHDRAWN,
                        Mark.RECEIVED_COURT, Mark.RECEIVED_LOST_CONTACT, Mark.RECEIVED_WAITING),
                reconciled + agreed, RatesSheet.percent(reconciled + agreed, started),
                reasons(received, Mark.RECEIVED_FAILED, Mark.RECEIVED_LAPSED, Mark.RECEIVED_STOPPED,
                        Mark.RECEIVED_END_UNKNOWN),
                received.of(Mark.RECEIVED_RUNNING), reconciled, RatesSheet.percent(reconciled, started),
                RatesSheet.percent(reconciled, all), agreed, RatesSheet.percent(agreed, started),
                received.of(Mark.RECEIVED_BARRED), received.missing(), width(started, all), width(reconciled, all),
                width(agreed, all));
    }

    private static List<Reason> reasons(Figure figure, Mark... marks) {
        List<Reason> reasons = new ArrayList<>();
        for (Mark mark : marks) {
            if (figure.of(mark) > 0) {
                reasons.add(new Reason(mark.code(), figure.of(mark)));
            }
        }
        return reasons;
    }

    private static String width(long part, long all) {
        String percent = RatesSheet.percent(part, all);
        return percent == null ? "0" : percent;
    }
}
