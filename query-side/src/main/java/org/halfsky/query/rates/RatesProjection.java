package org.halfsky.query.rates;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.contact.ContactEvent;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.query.projection.LiveViews;
import org.halfsky.query.projection.Recorded;
import org.springframework.stereotype.Component;

/** Keeps the tables {@code rates_*}, and nothing else, in step with the events of contacts and cases, a batch at a time. */
@Component
@ProcessingGroup(RatesView.PROCESSOR)
class RatesProjection {

    private final LiveViews live;
    private final RatesView view;

    RatesProjection(LiveViews live, RatesView view) {
        this.live = live;
        this.view = view;
    }

    @EventHandler
    void on(ContactEvent event, Recorded recorded) {
        live.fold(view, event, recorded);
    }

    @EventHandler
    void on(CaseEvent event, Recorded recorded) {
        live.fold(view, event, recorded);
    }

    @EventHandler
    void on(MediationEvent event, Recorded recorded) {
        live.fold(view, event, recorded);
    }

    @EventHandler
    void on(DeadlineEvent event, Recorded recorded) {
        live.fold(view, event, recorded);
    }

    @ResetHandler
    void reset() {
        live.reset(view);
    }
}
