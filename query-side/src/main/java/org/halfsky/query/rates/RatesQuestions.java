package org.halfsky.query.rates;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.http.Unanswered;
import org.halfsky.query.network.NetworkReader;
import org.halfsky.query.shell.Area;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads what is asked of the rates, and says clearly what cannot be asked. */
@Component
class RatesQuestions {

    /** No ledger of the federation is older than the republic. */
    private static final LocalDate EARLIEST = LocalDate.of(1949, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    private final NetworkReader network;
    private final Clock clock;

    RatesQuestions(NetworkReader network, Clock clock) {
        this.network = network;
        this.clock = clock;
    }

    /** Of which unit and which days; the own unit and the current year where nothing is said. */
    Asked asked(Actor actor, String unit, String from, String to) {
        allowed(actor);
        LocalDate today = LocalDate.now(clock);
        LocalDate last = date("to", to).orElse(today);
        LocalDate first = date("from", from).orElse(last.withDayOfYear(1));
        if (first.isAfter(last)) {
            throw new Unanswered(HttpStatus.BAD_REQUEST, "rates.refused.order", "from");
        }
        return new Asked(unit(actor, unit), first, last);
    }

    static void allowed(Actor actor) {
        if (!Area.RATES.roles().contains(actor.role())) {
            throw new Unanswered(HttpStatus.FORBIDDEN, "rates.refused.role", null);
        }
    }

    static Rate rate(String name) {
        return Rate.named(name)
                .orElseThrow(() -> new Unanswered(HttpStatus.NOT_FOUND, "rates.refused.name", "name", names()));
    }

    static void by(String by) {
        if (by != null && !by.isBlank() && !by.equals("unit")) {
            throw new Unanswered(HttpStatus.BAD_REQUEST, "rates.refused.by", "by");
        }
    }

    /** Whether the list of a number may be opened by the viewer: not one that is hidden, nor a few of one that is not. */
    static void open(boolean hidden, Asked asked, long lines, Actor viewer) {
        if (hidden || Suppression.concerns(asked.unit(), viewer.unit()) && Figure.few(lines)) {
            throw new Unanswered(HttpStatus.FORBIDDEN, "rates.refused.suppressed", "unit");
        }
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        Rate.ALL.forEach(rate -> names.append(rate.name()).append(", "));
        return names.append(CoverageAnswer.NAME).toString();
    }

    private UnitCode unit(Actor actor, String text) {
        if (text == null || text.isBlank()) {
            return actor.unit();
        }
        UnitCode unit;
        try {
            unit = new UnitCode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new Unanswered(HttpStatus.NOT_FOUND, "rates.refused.unit", "unit");
        }
        if (!actor.covers(unit)) {
            throw new Unanswered(HttpStatus.FORBIDDEN, "rates.refused.scope", "unit");
        }
        if (!unit.equals(actor.unit()) && !network.exists(unit)) {
            throw new Unanswered(HttpStatus.NOT_FOUND, "rates.refused.unit", "unit");
        }
        return unit;
    }

    private static Optional<LocalDate> date(String field, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(text.strip());
            if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
                throw new Unanswered(HttpStatus.BAD_REQUEST, "rates.refused.years", field);
            }
            return Optional.of(date);
        } catch (DateTimeException e) {
            throw new Unanswered(HttpStatus.BAD_REQUEST, "rates.refused.date", field);
        }
    }
}
