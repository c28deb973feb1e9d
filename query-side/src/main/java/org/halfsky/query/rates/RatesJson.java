package org.halfsky.query.rates;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.http.Unanswered;
import org.halfsky.query.network.Coverage;
import org.halfsky.query.network.Named;
import org.halfsky.query.network.NetworkReader;
import org.halfsky.query.network.NetworkUnit;
import org.halfsky.query.rates.CoverageAnswer.LevelAnswer;
import org.halfsky.query.rates.CoverageAnswer.UnitAnswer;
import org.halfsky.query.rates.CoverageAnswer.UnitsAnswer;
import org.halfsky.query.rates.LinesAnswer.LineAnswer;
import org.halfsky.query.rates.RateAnswer.PartAnswer;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rates for programs: the same numbers and lists as on the pages. */
@RestController
@RequestMapping(path = "/rates/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
class RatesJson {

    /** A list comes whole unless a program asks for less or it is longer than any city's. */
    private static final int MOST_LINES = 50_000;

    private final RatesReader rates;
    private final RatesQuestions questions;
    private final NetworkReader network;
    private final MessageSource messages;
    private final Clock clock;

    RatesJson(RatesReader rates, RatesQuestions questions, NetworkReader network, MessageSource messages, Clock clock) {
        this.rates = rates;
        this.questions = questions;
        this.network = network;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    Object rate(Actor actor, Locale locale, @PathVariable String name, @RequestParam(required = false) String unit,
            @RequestParam(required = false) String from, @RequestParam(required = false) String to,
            @RequestParam(required = false) String by) {
        Asked asked = questions.asked(actor, unit, from, to);
        RatesQuestions.by(by);
        boolean split = by != null && !by.isBlank();
        return name.equals(CoverageAnswer.NAME)
                ? coverage(asked, split, locale)
                : rate(RatesQuestions.rate(name), asked, split, actor, locale);
    }

    @GetMapping("/{part}")
    Object lines(Actor actor, Locale locale, @PathVariable String name, @PathVariable String part,
            @RequestParam(required = false) String unit, @RequestParam(required = false) String from,
            @RequestParam(required = false) String to, @RequestParam(required = false) String after,
            @RequestParam(required = false) String level, @RequestParam(required = false) Integer limit) {
        Asked asked = questions.asked(actor, unit, from, to);
        ListPart list = ListPart.named(part);
        int most = limit == null ? MOST_LINES : Math.clamp(limit, 1, MOST_LINES);
        return name.equals(CoverageAnswer.NAME)
                ? units(asked, list, level, after, most, locale)
                : lines(RatesQuestions.rate(name), asked, list, after, most, actor);
    }

    private RateAnswer rate(Rate rate, Asked asked, boolean split, Actor actor, Locale locale) {
        return rates.at(now -> {
            Figure figure = now.figure(rate, asked);
            if (now.hides(rate, asked, actor.unit())) {
                return new RateAnswer(rate.name(), rate.version(), title(rate.name(), locale),
                        definition(rate.name(), locale), asked.unit().value(), network.nameOf(asked.unit()),
                        asked.from(), asked.to(), null, null, null, null, null, null, null, null, true, now.position(),
                        clock.instant(), null, null, null);
            }
            List<PartAnswer> children = null;
            PartAnswer self = null;
            PartAnswer suppressed = null;
            if (split) {
                List<Named> known = network.children(asked.unit());
                Split parts = now.splits(List.of(rate), asked, known.stream().map(Named::unit).toList(), actor.unit())
                        .get(rate);
                Map<UnitCode, String> names = network.of(parts.children().stream().map(Split.Child::unit).toList());
                children = parts.children().stream().map(child -> PartAnswer.of(child.unit().value(),
                        names.getOrDefault(child.unit(), child.unit().value()), 1, child.figure())).toList();
                boolean apart = parts.self() != null;
                self = PartAnswer.of(asked.unit().value(), network.nameOf(asked.unit()), apart ? 1 : 0,
                        apart ? parts.self() : Figure.none(rate));
                suppressed = PartAnswer.of(null, messages.getMessage("rates.merged", null, locale),
                        parts.hidden() + (apart ? 0 : 1), parts.suppressed());
            }
            return new RateAnswer(rate.name(), rate.version(), title(rate.name(), locale),
                    definition(rate.name(), locale), asked.unit().value(), network.nameOf(asked.unit()), asked.from(),
                    asked.to(), figure.numerator(), figure.denominator(), figure.excluded(), figure.by(Part.EXCLUDED),
                    figure.missing(), figure.by(Part.MISSING), figure.ratio(), figure.synthetic(), false,
                    now.position(), clock.instant(), children, self, suppressed);
        });
    }

    private LinesAnswer lines(Rate rate, Asked asked, ListPart list, String after, int limit, Actor actor) {
        Cursor cursor = Cursor.read(after);
        return rates.at(now -> {
            Figure figure = now.figure(rate, asked);
            long total = list.count(figure);
            RatesQuestions.open(now.hides(rate, asked, actor.unit()), asked, total, actor);
            List<Line> lines = now.lines(rate, asked, false, list.marks(rate), cursor, limit + 1,
                    actor.unit());
            boolean more = lines.size() > limit;
            List<Line> shown = more ? lines.subList(0, limit) : lines;
            Map<UnitCode, String> names = network.of(shown.stream().map(Line::unit).distinct().toList());
            return new LinesAnswer(rate.name(), rate.version(), list.key(), asked.unit().value(), asked.from(),
                    asked.to(), now.position(), total, shown.stream().map(line -> new LineAnswer(line.caseId(),
                            line.contactId(), line.number(), line.unit().value(),
                            names.getOrDefault(line.unit(), line.unit().value()), line.merged(), line.subCategory(),
                            line.day(), line.mark().code(), line.begunOn(), line.endedOn(), line.days(),
                            line.position(), line.synthetic())).toList(),
                    more ? Cursor.below(shown.getLast()).toString() : null);
        });
    }

    private CoverageAnswer coverage(Asked asked, boolean split, Locale locale) {
        LocalDate on = onDay(asked);
        Coverage coverage = network.coverage(asked.unit(), on);
        LevelAnswer lowest = LevelAnswer.lowest(coverage);
        List<CoverageAnswer.PartAnswer> children = null;
        CoverageAnswer.PartAnswer self = null;
        CoverageAnswer.PartAnswer suppressed = null;
        if (split) {
            Coverage left = coverage;
            children = new ArrayList<>();
            if (asked.unit().level() != Level.VILLAGE) {
                Level below = Level.values()[asked.unit().level().ordinal() + 1];
                Map<UnitCode, Coverage> parts = network.coverages(asked.unit(), below, on);
                for (Named child : network.children(asked.unit())) {
                    Coverage part = parts.getOrDefault(child.unit(), new Coverage(Map.of()));
                    children.add(part(child.unit().value(), child.name(), 1, part));
                    left = left.minus(part);
                }
            }
            self = part(asked.unit().value(), network.nameOf(asked.unit()), 1, left);
            suppressed = part(null, messages.getMessage("rates.merged", null, locale), 0, new Coverage(Map.of()));
        }
        return new CoverageAnswer(CoverageAnswer.NAME, CoverageAnswer.VERSION, title(CoverageAnswer.NAME, locale),
                definition(CoverageAnswer.NAME, locale), asked.unit().value(), network.nameOf(asked.unit()),
                asked.from(), asked.to(), on, lowest == null ? 0 : lowest.numerator(),
                lowest == null ? 0 : lowest.denominator(), 0, 0, lowest == null ? null : lowest.rate(),
                LevelAnswer.all(coverage), lowest, network.position(), clock.instant(), children, self, suppressed);
    }

    private static CoverageAnswer.PartAnswer part(String unit, String name, int units, Coverage coverage) {
        return new CoverageAnswer.PartAnswer(unit, name, units, LevelAnswer.all(coverage),
                LevelAnswer.lowest(coverage));
    }

    private UnitsAnswer units(Asked asked, ListPart list, String level, String after, int limit, Locale locale) {
        LocalDate on = onDay(asked);
        Coverage coverage = network.coverage(asked.unit(), on);
        Level of = level(level, coverage);
        UnitCode last = lastUnit(after);
        boolean none = list == ListPart.EXCLUDED || list == ListPart.MISSING;
        Boolean covered = list == ListPart.NUMERATOR ? Boolean.TRUE : list == ListPart.REMAINDER ? Boolean.FALSE : null;
        List<NetworkUnit> units = none
                ? List.of()
                : network.units(asked.unit(), of, covered, on, last, limit + 1);
        boolean more = units.size() > limit;
        List<NetworkUnit> shown = more ? units.subList(0, limit) : units;
        Coverage.Count count = coverage.at(of);
        long total = none ? 0 : covered == null ? count.denominator() : covered ? count.numerator() : count.lacking();
        return new UnitsAnswer(CoverageAnswer.NAME, CoverageAnswer.VERSION, list.key(), asked.unit().value(), on, of,
                network.position(), total,
                shown.stream().map(unit -> new UnitAnswer(unit.unit().value(), unit.name(), unit.level(),
                        unit.coveredOn(on), unit.lacks(on).stream().map(Enum::name).toList(), unit.activeOn()))
                        .toList(),
                more ? shown.getLast().unit().value() : null);
    }

    private LocalDate onDay(Asked asked) {
        LocalDate today = LocalDate.now(clock);
        return asked.to().isAfter(today) ? today : asked.to();
    }

    private static Level level(String text, Coverage coverage) {
        if (text == null || text.isBlank()) {
            return coverage.lowest().orElse(Level.VILLAGE);
        }
        return Coverage.FOUR.stream().filter(level -> level.name().equals(text)).findFirst()
                .orElseThrow(() -> new Unanswered(HttpStatus.BAD_REQUEST, "rates.refused.level", "level"));
    }

    private static UnitCode lastUnit(String after) {
        try {
            return after == null || after.isBlank() ? null : new UnitCode(after);
        } catch (IllegalArgumentException e) {
            throw new Unanswered(HttpStatus.BAD_REQUEST, "rates.refused.after", "after");
        }
    }

    private String title(String name, Locale locale) {
        return messages.getMessage("rate." + name, null, locale);
    }

    private String definition(String name, Locale locale) {
        return messages.getMessage("rate." + name + ".definition", null, locale);
    }
}
