package org.halfsky.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the house. Nothing else asks what time it is. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** Dates are counted in this zone, wherever the machine stands. */
    @Bean
    ZoneId zone(HalfskyProperties properties) {
        return properties.zone();
    }

    /** Ticks in microseconds, as PostgreSQL keeps them: an instant reads back as it was written. Tests put their own here. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(ZoneId zone) {
        return Clock.tick(Clock.system(zone), Duration.ofNanos(1000));
    }

    /** Axon stamps every event by the same clock. */
    @Bean
    EventClock eventClock(Clock clock) {
        GenericEventMessage.clock = clock;
        return new EventClock(clock);
    }

    /** For waiting and for claims between processes, never for what is recorded. */
    static Clock machineTime() {
        return Clock.systemUTC();
    }

    /** Shows that events are stamped by this clock. */
    record EventClock(Clock clock) {}
}
