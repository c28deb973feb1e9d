package org.halfsky.query.rates;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.halfsky.events.ids.UnitCode;
import org.springframework.web.util.UriComponentsBuilder;

/** What the page of the rates shows, already worded as numbers. */
public record RatesSheet(Asked asked, Step step, List<Tile> tiles, List<Point> trend, Funnel funnel, List<Row> rows,
        Row self, Row merged, int hidden, Row sum, boolean synthetic, boolean empty) {

    /** How long a point of the trend is. */
    public enum Step {
        MONTH(1), QUARTER(3), YEAR(12);

        private final int months;

        Step(int months) {
            this.months = months;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        LocalDate start(LocalDate day) {
            return LocalDate.of(day.getYear(), 1, 1).plusMonths((day.getMonthValue() - 1) / months * months);
        }

        LocalDate next(LocalDate start) {
            return start.plusMonths(months);
        }

        String label(LocalDate start) {
            return switch (this) {
                case MONTH -> String.format("%d-%02d", start.getYear(), start.getMonthValue());
                case QUARTER -> start.getYear() + " Q" + ((start.getMonthValue() - 1) / 3 + 1);
                case YEAR -> Integer.toString(start.getYear());
            };
        }

        /** The step in which a trend over the period can be read. */
        static Step fitting(Asked asked) {
            long months = (asked.to().getYear() - asked.from().getYear()) * 12L + asked.to().getMonthValue()
                    - asked.from().getMonthValue() + 1;
            return months <= 18 ? MONTH : months <= 96 ? QUARTER : YEAR;
        }
    }

    /**
     * One rate in large.
     *
     * @param percent two decimals, or null for a dash
     * @param closed  whether the viewer may not see it
     * @param spark   points of its small line, or null where there is no line to draw
     */
    public record Tile(String name, String percent, long numerator, long denominator, long excluded, long missing,
            boolean closed, String spark) {}

    /**
     * One point of the trend.
     *
     * @param mediation      percent, or null
     * @param reconciliation percent, or null
     */
    public record Point(String label, LocalDate from, LocalDate to, String mediation, String reconciliation,
            long received, long ended) {}

    /** A reason with how many it kept. */
    public record Reason(String code, long n) {}

    /** The course of the disputes received in the period, followed to now. */
    public record Funnel(long received, long started, String startedPercent, List<Reason> notStarted, long succeeded,
            String succeededPercent, List<Reason> notSucceeded, long running, long reconciled,
            String reconciledOfStarted, String reconciledOfReceived, long agreed, String agreedOfStarted, long barred,
            long missing, String startedWidth, String reconciledWidth, String agreedWidth) {

        public long notStartedSum() {
            return notStarted.stream().mapToLong(Reason::n).sum();
        }

        public long notSucceededSum() {
            return notSucceeded.stream().mapToLong(Reason::n).sum();
        }
    }

    /** One cell of the table: null figures are merged into the row of the suppressed. */
    public record Cell(Long numerator, Long denominator, String percent) {

        static final Cell MERGED = new Cell(null, null, null);

        static Cell of(Figure figure) {
            return new Cell(figure.numerator(), figure.denominator(), RatesSheet.percent(figure.ratio()));
        }
    }

    /** A unit right below, the unit itself, the suppressed together, or the sum. */
    public record Row(UnitCode unit, String name, Cell mediation, Cell reconciliation, Cell ofReceived) {}

    /** Two decimals, as the house writes a rate; null for a dash. */
    public static String percent(BigDecimal ratio) {
        return ratio == null ? null : ratio.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    static String percent(long part, long whole) {
        return whole == 0
                ? null
                : percent(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP));
    }

    /** All months together. */
    static Map<Rate, Figure> sum(SortedMap<LocalDate, Map<Rate, Figure>> months, List<Rate> rates) {
        Map<Rate, Figure> sum = new LinkedHashMap<>();
        rates.forEach(rate -> sum.put(rate, Figure.none(rate)));
        months.values().forEach(month -> sum.replaceAll((rate, figure) -> figure.plus(month.get(rate))));
        return sum;
    }

    /** Months put together to the steps of the trend; steps without anything are there too. */
    static SortedMap<LocalDate, Map<Rate, Figure>> steps(SortedMap<LocalDate, Map<Rate, Figure>> months, Asked asked,
            Step step, List<Rate> rates) {
        SortedMap<LocalDate, Map<Rate, Figure>> steps = new TreeMap<>();
        for (LocalDate start = step.start(asked.from()); !start.isAfter(asked.to()); start = step.next(start)) {
            Map<Rate, Figure> none = new LinkedHashMap<>();
            rates.forEach(rate -> none.put(rate, Figure.none(rate)));
            steps.put(start, none);
        }
        months.forEach((month, figures) -> steps.get(step.start(month))
                .replaceAll((rate, figure) -> figure.plus(figures.get(rate))));
        return steps;
    }

    static List<Point> trend(SortedMap<LocalDate, Map<Rate, Figure>> steps, Asked asked, Step step) {
        List<Point> points = new ArrayList<>();
        steps.forEach((start, figures) -> {
            LocalDate last = step.next(start).minusDays(1);
            Figure mediation = figures.get(Rate.MEDIATION);
            Figure reconciliation = figures.get(Rate.RECONCILIATION);
            points.add(new Point(step.label(start), start.isBefore(asked.from()) ? asked.from() : start,
                    last.isAfter(asked.to()) ? asked.to() : last, percent(mediation.ratio()),
                    percent(reconciliation.ratio()), mediation.denominator(), reconciliation.denominator()));
        });
        return points;
    }

    /** Points of a line in a box of 120 by 28, its own lowest at the bottom. */
    static String spark(List<BigDecimal> ratios) {
        List<double[]> known = new ArrayList<>();
        for (int i = 0; i < ratios.size(); i++) {
            if (ratios.get(i) != null) {
                known.add(new double[]{i, ratios.get(i).doubleValue()});
            }
        }
        if (known.size() < 2) {
            return null;
        }
        double low = known.stream().mapToDouble(point -> point[1]).min().orElse(0);
        double high = known.stream().mapToDouble(point -> point[1]).max().orElse(1);
        double first = known.getFirst()[0];
        double width = known.getLast()[0] - first;
        StringBuilder line = new StringBuilder();
        for (double[] point : known) {
            double y = high == low ? 24 : 24 - 20 * (point[1] - low) / (high - low);
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", 120 * (point[0] - first) / width, y));
        }
        return line.toString().strip();
    }

    /** The page of another unit, period or step. */
    public String here(String path, UnitCode unit, LocalDate from, LocalDate to, Step other) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath(path).queryParam("unit", unit.value())
                .queryParam("from", from).queryParam("to", to);
        if (other != null) {
            link.queryParam("step", other.key());
        }
        return link.toUriString();
    }

    /** The list behind a number of this period. */
    public String list(String rate, String part, UnitCode unit) {
        return here("/rates/" + rate + "/" + part, unit, asked.from(), asked.to(), null);
    }

    /** The same, of one reason alone. */
    public String list(String rate, String part, UnitCode unit, String result) {
        return list(rate, part, unit) + "&result=" + result;
    }

    /** The list behind a point of the trend. */
    public String list(String rate, String part, Point point) {
        return here("/rates/" + rate + "/" + part, asked.unit(), point.from(), point.to(), null);
    }

    /** The list behind a number of a row: of the unit itself alone, or with all below it. */
    public String list(String rate, String part, Row row) {
        return list(rate, part, row.unit()) + (row == self ? "&own=true" : "");
    }

    public String at(UnitCode unit) {
        return here("/rates", unit, asked.from(), asked.to(), step);
    }

    public String in(Step other) {
        return here("/rates", asked.unit(), asked.from(), asked.to(), other);
    }
}
