package org.halfsky.query.network;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.network.NetworkEvent;
import org.halfsky.query.projection.LiveViews;
import org.halfsky.query.projection.Recorded;
import org.springframework.stereotype.Component;

/** Keeps the table {@code network_unit}, and nothing else, in step with the events of units and mediations. */
@Component
@ProcessingGroup(NetworkView.PROCESSOR)
class NetworkProjection {

    private final LiveViews live;
    private final NetworkView view;

    NetworkProjection(LiveViews live, NetworkView view) {
        this.live = live;
        this.view = view;
    }

    @EventHandler
    void on(NetworkEvent event, Recorded recorded) {
        live.fold(view, event, recorded);
    }

    @EventHandler
    void on(MediationEvent event, Recorded recorded) {
        live.fold(view, event, recorded);
    }

    @ResetHandler
    void reset() {
        live.reset(view);
    }
}
