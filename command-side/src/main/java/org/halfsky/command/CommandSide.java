package org.halfsky.command;

import java.time.Clock;

import org.halfsky.command.act.Registers;
import org.halfsky.command.stream.Streams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The one import for an assembler. It asks for a clock in the house's zone, Axon's command bus, command gateway and event store,
 * the vault, and the JDBC client and transactions of the schema {@code command}; cache and snapshots are used where they are.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class CommandSide {

    @Bean
    Streams streams(Clock clock, Registers registers) {
        return new Streams(clock, registers);
    }
}
