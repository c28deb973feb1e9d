package org.halfsky.ops.operations;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What must not grow unseen, as gauges: for Prometheus and {@code /actuator/metrics}. */
@Component
class OperationsMetrics {

    private final Machinery machinery;
    private final DeadLetters letters;
    private final MeterRegistry meters;

    OperationsMetrics(Machinery machinery, DeadLetters letters, MeterRegistry meters) {
        this.machinery = machinery;
        this.letters = letters;
        this.meters = meters;
    }

    /** By then every processor has its name. */
    @EventListener(ApplicationReadyEvent.class)
    void register() {
        for (String name : machinery.streaming()) {
            Gauge.builder("halfsky.processor.lag", () -> machinery.processor(name)
                    .map(state -> state.lag().toMillis() / 1000.0).orElse(Double.NaN)).tag("processor", name)
                    .baseUnit("seconds").description("Age of the oldest event this processor has not seen")
                    .register(meters);
            Gauge.builder("halfsky.processor.behind",
                    () -> machinery.processor(name).map(state -> (double) state.behind()).orElse(Double.NaN))
                    .tag("processor", name).baseUnit("events").description("Events this processor has not seen")
                    .register(meters);
            if (ProcessorState.Kind.of(name) == ProcessorState.Kind.AUTOMATION) {
                Gauge.builder("halfsky.deadletters", () -> letters.count(name)).tag("processor", name)
                        .description("Events that this automation could not act on").register(meters);
            }
        }
        Gauge.builder("halfsky.deadlines.due_unfired", machinery::dueAndUnfired)
                .description("Deadlines whose hour has passed and that the sweep has not told the case about")
                .register(meters);
    }
}
