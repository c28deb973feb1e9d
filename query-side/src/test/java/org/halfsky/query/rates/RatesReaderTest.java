package org.halfsky.query.rates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.halfsky.events.cases.Outcome;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.query.ViewDatabase;
import org.halfsky.query.projection.Happened;
import org.halfsky.query.projection.LiveViews;
import org.halfsky.query.projection.ViewPositions;
import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.query.rates.RatesStory.HESHAN;
import static org.halfsky.query.rates.RatesStory.LANXI;
import static org.halfsky.query.rates.RatesStory.PLACES;
import static org.halfsky.query.rates.RatesStory.VILLAGES;
import static org.halfsky.query.rates.RatesStory.YIYANG;

class RatesReaderTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static ViewDatabase shared;

    /** What the tables must say, counted by hand from the folded rows. */
    private record Truth(List<Stand> stands, Map<Stand, Boolean> notYetDue) {

        static Truth of(RatesView view, List<Happened> story) {
            Map<String, RatedCase> cases = new HashMap<>();
            Map<String, RatedContact> contacts = new HashMap<>();
            RatedContacts contactRows = (RatedContacts) view.tables().getFirst();
            RatedCases caseRows = (RatedCases) view.tables().getLast();
            for (Happened happened : story) {
                String stream = happened.recorded().stream();
                if (happened.event() instanceof ContactEvent) {
                    contacts.put(stream, contactRows.after(stream, contacts.get(stream), happened.event(),
                            happened.recorded()));
                } else if (!caseRows.keysOf(happened.event()).isEmpty()) {
                    cases.put(stream, caseRows.after(stream, cases.get(stream), happened.event(), happened.recorded()));
                }
            }
            List<Stand> stands = new ArrayList<>();
            Map<Stand, Boolean> due = new HashMap<>();
            contacts.values().forEach(contact -> stands.add(contact.arrived()));
            cases.values().forEach(each -> {
                Stream.concat(Stream.of(each.arrived(), each.decided()), each.mediations().stream()
                        .flatMap(mediation -> Stream.of(mediation.received(), mediation.ended()))).forEach(stand -> {
                            if (stand != null) {
                                stands.add(stand);
                            }
                        });
                if (each.decided() != null && each.dueOn() != null && !each.dueOn().isBefore(TODAY)) {
                    due.put(each.decided(), true);
                }
            });
            return new Truth(stands, due);
        }

        Figure figure(Rate rate, Asked asked) {
            Map<Mark, Long> marks = new EnumMap<>(Mark.class);
            for (Stand stand : stands) {
                if (stand.mark().cohort() == rate.cohort() && asked.unit().covers(stand.unit())
                        && !stand.day().isBefore(asked.from()) && !stand.day().isAfter(asked.to())) {
                    boolean waits = notYetDue.containsKey(stand)
                            && RateCounts.MATURING.contains(stand.mark().name());
                    marks.merge(waits ? Mark.DECIDED_NOT_YET_DUE : stand.mark(), 1L, Long::sum);
                }
            }
            return new Figure(rate, marks, 0);
        }
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void numbers_lists_and_parts_agree_over_any_history(@ForAll long seed) {
        Random random = new Random(seed);
        RatesStory story = RatesStory.random(seed, 120);
        RatesView view = new RatesView(RatesStory.clock());
        ViewDatabase database = emptied(view);
        for (int from = 0; from < story.all().size();) {
            int to = Math.min(story.all().size(), from + 1 + random.nextInt(90));
            database.live(view, story.all().subList(from, to));
            from = to;
        }
        Truth truth = Truth.of(view, story.all());
        RatesReader reader = reader(database);
        for (int i = 0; i < 6; i++) {
            LocalDate from = LocalDate.of(2025, 11, 1).plusDays(random.nextInt(300));
            Asked asked = new Asked(PLACES.get(random.nextInt(PLACES.size())), from,
                    from.plusDays(random.nextInt(300)));
            reader.at(now -> {
                for (Rate rate : Rate.ALL) {
                    Figure figure = now.figure(rate, asked);
                    assertThat(figure.marks()).as("%s of %s", rate, asked).isEqualTo(truth.figure(rate, asked).marks());
                    addsUp(now, rate, asked, figure);
                    listsAreAsLong(now, rate, asked, figure);
                    monthsAddUp(now, rate, asked, figure);
                }
                return null;
            });
        }
    }

    private static void addsUp(RatesReader.Snapshot now, Rate rate, Asked asked, Figure figure) {
        Set<UnitCode> below = PLACES.stream().filter(place -> !place.equals(asked.unit()) && asked.unit().covers(place))
                .map(place -> place.at(Level.values()[asked.unit().level().ordinal() + 1])).collect(Collectors.toSet());
        Split split = now.splits(List.of(rate), asked, below, HESHAN).get(rate);
        Figure self = split.self() == null ? Figure.none(rate) : split.self();
        Figure sum = self.plus(split.suppressed());
        for (Split.Child child : split.children()) {
            sum = sum.plus(child.figure());
            assertThat(child.unit().level() == Level.VILLAGE && child.figure().small()).isFalse();
        }
        assertThat(sum).isEqualTo(figure).isEqualTo(split.whole());
        assertThat(self.marks().values()).allMatch(n -> n > 0);
        assertThat(split.children().size() + split.hidden()).isEqualTo(below.size());
        if (asked.unit().level() == Level.TOWNSHIP) {
            nothingElseTellsWhatTheRowHides(now, rate, asked, below, split);
        }
    }

    /** A village of the row is closed when it is asked for by itself, and its lines in the town's list bear the town's name. */
    private static void nothingElseTellsWhatTheRowHides(RatesReader.Snapshot now, Rate rate, Asked asked,
            Set<UnitCode> villages, Split split) {
        Map<UnitCode, Figure> shown = split.children().stream()
                .collect(Collectors.toMap(Split.Child::unit, Split.Child::figure));
        villages.forEach(village -> assertThat(now.hides(rate, asked.at(village), HESHAN))
                .isEqualTo(!shown.containsKey(village)));
        List<Line> lines = now.lines(rate, asked, false, Mark.of(rate.cohort()), Cursor.TOP, 10_000, HESHAN);
        villages.forEach(village -> assertThat(lines).filteredOn(line -> line.unit().equals(village))
                .hasSize(shown.containsKey(village) ? (int) shown.get(village).whole() : 0));
        boolean some = split.suppressed().whole() > 0;
        assertThat(lines).as("nor can they be told from the town's own").filteredOn(Line::merged)
                .hasSize(some ? (int) split.whole().whole() - named(lines) : 0);
    }

    private static int named(List<Line> lines) {
        return (int) lines.stream().filter(line -> line.unit().level() == Level.VILLAGE).count();
    }

    private static void listsAreAsLong(RatesReader.Snapshot now, Rate rate, Asked asked, Figure figure) {
        for (Part part : Part.values()) {
            Set<String> items = new HashSet<>();
            Cursor after = Cursor.TOP;
            while (true) {
                List<Line> page = now.lines(rate, asked, false, rate.marks(part), after, 7, asked.unit());
                page.forEach(line -> assertThat(items.add(line.item())).isTrue());
                if (page.size() < 7) {
                    break;
                }
                after = Cursor.parse(Cursor.below(page.getLast()).toString());
            }
            assertThat(items).as("%s of %s", part, rate).hasSize((int) figure.count(part));
        }
    }

    private static void monthsAddUp(RatesReader.Snapshot now, Rate rate, Asked asked, Figure figure) {
        Figure sum = now.months(List.of(rate), asked).values().stream().map(month -> month.get(rate))
                .reduce(Figure.none(rate), Figure::plus);
        assertThat(sum).isEqualTo(figure);
    }

    @Test
    void yiyangs_figures_come_out_exactly() {
        RatesStory story = new RatesStory();
        Random random = new Random(3);
        LocalDate start = LocalDate.of(2016, 1, 1);
        String[] failed = {"AGREED", "FAILED", "LAPSED"};
        for (int i = 0; i < 12_375; i++) {
            UnitCode unit = PLACES.get(1 + random.nextInt(10));
            LocalDate day = i == 0 ? start : i == 1 ? LocalDate.of(2019, 12, 31) : start.plusDays(random.nextInt(1400));
            boolean mediated = i < 10_350;
            story.imported(unit, day, mediated, i < 5_547 ? "RECONCILED" : mediated ? failed[i % 3] : null,
                    day.plusDays(i == 1 ? 0 : random.nextInt(30)), NotStarted.values()[i % 5], Outcome.RESOLVED,
                    "synthetic:yiyang");
        }
        ViewDatabase database = ViewDatabase.fresh();
        RatesView view = new RatesView(RatesStory.clock());
        database.live(view, story.all());

        Asked asked = new Asked(YIYANG, start, LocalDate.of(2019, 12, 31));
        Map<Rate, Figure> figures = reader(database).at(now -> now.figures(Rate.ALL, asked));

        assertThat(figures.get(Rate.MEDIATION).numerator()).isEqualTo(10_350);
        assertThat(figures.get(Rate.MEDIATION).denominator()).isEqualTo(12_375);
        assertThat(figures.get(Rate.MEDIATION).ratio()).isEqualByComparingTo("0.836364");
        assertThat(figures.get(Rate.RECONCILIATION).numerator()).isEqualTo(5_547);
        assertThat(figures.get(Rate.RECONCILIATION).denominator()).isEqualTo(10_350);
        assertThat(figures.get(Rate.RECONCILIATION).ratio()).isEqualByComparingTo("0.535942");
        assertThat(figures.get(Rate.RECONCILIATION_OF_RECEIVED).ratio()).isEqualByComparingTo("0.448242");
        assertThat(figures.get(Rate.RECEPTION).ratio()).isEqualByComparingTo("1");
        assertThat(figures.get(Rate.MEDIATION).synthetic()).isEqualTo(12_375);
        assertThat(figures.get(Rate.CLOSURE).whole()).isEqualTo(12_375);
    }

    @Test
    void a_single_small_village_never_stands_alone_in_its_row() {
        RatesStory story = new RatesStory();
        int[] disputes = {7, 3, 9, 12};
        for (int village = 0; village < disputes.length; village++) {
            for (int i = 0; i < disputes[village]; i++) {
                story.imported(VILLAGES.get(village), LocalDate.of(2026, 3, 1 + i), true, "AGREED",
                        LocalDate.of(2026, 3, 20), null, Outcome.AGREEMENT, null);
            }
        }
        ViewDatabase database = ViewDatabase.fresh();
        database.live(new RatesView(RatesStory.clock()), story.all());
        Asked asked = new Asked(LANXI, LocalDate.of(2026, 1, 1), TODAY);

        reader(database).at(now -> {
            Split split = now.splits(List.of(Rate.MEDIATION), asked, VILLAGES, HESHAN).get(Rate.MEDIATION);
            assertThat(split.children()).extracting(Split.Child::unit)
                    .containsExactly(VILLAGES.get(2), VILLAGES.get(3));
            assertThat(split.suppressed().denominator()).isEqualTo(10);
            assertThat(split.hidden()).isEqualTo(2);
            assertThat(split.whole().denominator()).isEqualTo(31);

            assertThat(VILLAGES).filteredOn(village -> now.hides(Rate.MEDIATION, asked.at(village), HESHAN))
                    .as("the one that hides another is closed too: the difference would be the other")
                    .containsExactly(VILLAGES.get(0), VILLAGES.get(1));
            assertThat(now.hides(Rate.MEDIATION, asked.at(VILLAGES.get(1)), LANXI)).isTrue();
            assertThat(now.hides(Rate.MEDIATION, asked.at(VILLAGES.get(1)), VILLAGES.get(1))).isFalse();

            List<Line> lines = now.lines(Rate.MEDIATION, asked, false, EnumSet.allOf(Mark.class), Cursor.TOP, 100,
                    HESHAN);
            assertThat(lines).hasSize(31).filteredOn(Line::merged).hasSize(10)
                    .allSatisfy(line -> assertThat(line.unit()).isEqualTo(LANXI));
            return null;
        });
    }

    @Test
    void the_only_village_of_a_town_hides_behind_the_towns_own() {
        RatesStory story = new RatesStory();
        for (int i = 0; i < 5; i++) {
            story.imported(i < 3 ? VILLAGES.get(0) : LANXI, LocalDate.of(2026, 3, 1 + i), true, "AGREED",
                    LocalDate.of(2026, 3, 20), null, Outcome.AGREEMENT, null);
        }
        ViewDatabase database = ViewDatabase.fresh();
        database.live(new RatesView(RatesStory.clock()), story.all());
        Asked asked = new Asked(LANXI, LocalDate.of(2026, 1, 1), TODAY);

        Split split = reader(database).at(now -> now.splits(List.of(Rate.MEDIATION), asked, VILLAGES.subList(0, 1),
                HESHAN)).get(Rate.MEDIATION);

        assertThat(split.children()).isEmpty();
        assertThat(split.self()).isNull();
        assertThat(split.suppressed()).isEqualTo(split.whole());
        assertThat(split.whole().denominator()).isEqualTo(5);
    }

    private static RatesReader reader(ViewDatabase database) {
        return new RatesReader(database.client(), database.transactions(),
                new ViewPositions(database.client(), RatesStory.clock()),
                RatesStory.clock());
    }

    private static synchronized ViewDatabase emptied(RatesView view) {
        if (shared == null) {
            shared = ViewDatabase.fresh();
        }
        new LiveViews(shared.jdbc()).reset(view);
        return shared;
    }
}
