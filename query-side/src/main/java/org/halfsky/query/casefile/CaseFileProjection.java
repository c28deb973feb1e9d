package org.halfsky.query.casefile;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.dvresponse.DvEvent;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.query.projection.LiveViews;
import org.halfsky.query.projection.Recorded;
import org.springframework.stereotype.Component;

/** Keeps the table {@code case_file}, and nothing else, in step with the events of each case, a batch at a time. */
@Component
@ProcessingGroup(CaseFileView.PROCESSOR)
class CaseFileProjection {

    private final LiveViews live;
    private final CaseFileView view;

    CaseFileProjection(LiveViews live, CaseFileView view) {
        this.live = live;
        this.view = view;
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
    void on(DvEvent event, Recorded recorded) {
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
