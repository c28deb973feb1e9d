package org.halfsky.query.network;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.network.NetworkEvent;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.View;
import org.springframework.stereotype.Component;

/** The four-level network with what its stations do. */
@Component
public class NetworkView implements View {

    static final String PROCESSOR = "view.network";

    private final List<FoldedTable<?>> tables;

    public NetworkView(Clock clock) {
        this.tables = List.of(new NetworkUnits(clock.getZone()));
    }

    @Override
    public String processor() {
        return PROCESSOR;
    }

    @Override
    public Set<Class<?>> families() {
        return Set.of(NetworkEvent.class, MediationEvent.class);
    }

    @Override
    public List<FoldedTable<?>> tables() {
        return tables;
    }
}
