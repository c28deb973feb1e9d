package org.halfsky.command.cases;

import java.util.List;

import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.modelling.command.Repository;
import org.halfsky.command.deadline.DeadlineCommand;
import org.halfsky.command.dvresponse.DvCommand;
import org.halfsky.command.mediation.MediationCommand;
import org.halfsky.command.stream.StreamWiring;
import org.halfsky.events.ids.CaseId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stream of a case: its own commands, and those of its members. */
@Configuration(proxyBeanMethods = false)
class CaseStream {

    /** Everything that the root of a case decides on. */
    static final List<Class<?>> FAMILIES = List.of(CaseCommand.class, MediationCommand.class, DvCommand.class,
            DeadlineCommand.class);

    @Bean
    AggregateFactory<Case> caseFactory() {
        return new GenericAggregateFactory<>(Case.class);
    }

    @Bean
    Repository<Case> cases(StreamWiring wiring, AggregateFactory<Case> caseFactory) {
        return wiring.open(caseFactory, Case::new, CaseStream::streamOf, FAMILIES);
    }

    static String streamOf(Object command) {
        CaseId id = switch (command) {
            case CaseCommand asked -> asked.caseId();
            case MediationCommand asked -> asked.caseId();
            case DvCommand asked -> asked.caseId();
            case DeadlineCommand asked -> asked.caseId();
            default -> throw new IllegalArgumentException("Not a command of a case: " + command.getClass().getName());
        };
        return id.value();
    }
}
