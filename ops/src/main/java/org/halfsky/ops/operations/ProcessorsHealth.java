package org.halfsky.ops.operations;

import java.util.List;

import org.halfsky.query.projection.ViewTokens;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * A view that stands still shows old things, an automation that stands still forgets duties: then others should answer. One
 * that is merely behind, as after a large import, still does what it should; so does one that rests while a rebuild makes
 * its rows anew.
 */
@Component("eventProcessors")
class ProcessorsHealth implements HealthIndicator {

    private final Machinery machinery;
    private final ViewTokens views;

    ProcessorsHealth(Machinery machinery, ViewTokens views) {
        this.machinery = machinery;
        this.views = views;
    }

    @Override
    public Health health() {
        List<String> standing = machinery.here().stream().filter(state -> !state.well())
                .filter(state -> !views.paused(state.name()))
                .map(ProcessorState::name).toList();
        return standing.isEmpty() ? Health.up().build() : Health.down().withDetail("standing", standing).build();
    }
}
