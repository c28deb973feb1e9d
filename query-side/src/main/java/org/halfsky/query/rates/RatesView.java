package org.halfsky.query.rates;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.View;
import org.springframework.stereotype.Component;

/** What every rate is counted from. Days are those of the clock's zone. */
@Component
public class RatesView implements View {

    static final String PROCESSOR = "view.rates";

    private final List<FoldedTable<?>> tables;

    public RatesView(Clock clock) {
        this.tables = List.of(new RatedContacts(clock.getZone()), new RatedCases(clock.getZone()));
    }

    @Override
    public String processor() {
        return PROCESSOR;
    }

    @Override
    public Set<Class<?>> families() {
        return Set.of(ContactEvent.class, CaseEvent.class, MediationEvent.class, DeadlineEvent.class);
    }

    @Override
    public List<FoldedTable<?>> tables() {
        return tables;
    }
}
