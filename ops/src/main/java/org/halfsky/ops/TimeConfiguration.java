package org.halfsky.ops;

import java.time.Clock;
import java.time.ZoneId;

import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the house. Nothing else asks what time it is. */
@Configuration(proxyBeanMethods = false)
public class TimeConfiguration {

    /** Dates are counted in this zone, wherever the machine stands. */
    @Bean
    ZoneId zone(HalfskyProperties properties) {
        return properties.zone();
    }

    /** Ticks in milliseconds, as Axon keeps them: an instant reads back as it was written. Tests put their own here. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(ZoneId zone) {
        return in(zone);
    }

    /** The same for a tool that runs without the house. */
    public static Clock in(ZoneId zone) {
        return Clock.tickMillis(zone);
    }

    /** Axon stamps every event by the same clock. */
    @Bean
    EventClock eventClock(Clock clock) {
        GenericEventMessage.clock = clock;
        return new EventClock(clock);
    }

    /** For waiting and for claims between processes, never for what is recorded. */
    public static Clock machineTime() {
        return Clock.systemUTC();
    }

    /** Shows that events are stamped by this clock. */
    record EventClock(Clock clock) {}
}
