package org.halfsky.ops.operations;

import java.util.List;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * A view that stands still shows old things, an automation that stands still forgets duties: then others should answer. One
 * that is merely behind, as after a large import, still does what it should.
 */
@Component("eventProcessors")
class ProcessorsHealth implements HealthIndicator {

    private final Machinery machinery;

    ProcessorsHealth(Machinery machinery) {
        this.machinery = machinery;
    }

    @Override
    public Health health() {
        List<String> standing = machinery.here().stream().filter(state -> !state.well())
                .map(ProcessorState::name).toList();
        return standing.isEmpty() ? Health.up().build() : Health.down().withDetail("standing", standing).build();
    }
}
