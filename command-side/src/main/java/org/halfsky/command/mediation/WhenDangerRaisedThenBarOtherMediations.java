package org.halfsky.command.mediation;

import java.util.Collection;
import java.util.List;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.halfsky.command.http.Commands;
import org.halfsky.command.mediation.MediationCommand.BarMediation;
import org.halfsky.command.registers.JdbcRegisters;
import org.halfsky.events.cases.CaseEvent.PartyAdded;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.springframework.stereotype.Component;

/**
 * Ends live mediations of a couple when high danger becomes known in another of their cases (MED-06): because it was graded,
 * because a person was recognised, because someone was added to a case, or because a dispute came in at the same moment. Each
 * step is refused meanwhile by the rule itself.
 */
@Component
@ProcessingGroup("automation.danger")
@DisallowReplay
class WhenDangerRaisedThenBarOtherMediations {

    private final LiveMediations mediations;
    private final JdbcRegisters registers;
    private final Commands commands;

    WhenDangerRaisedThenBarOtherMediations(LiveMediations mediations, JdbcRegisters registers, Commands commands) {
        this.mediations = mediations;
        this.registers = registers;
        this.commands = commands;
    }

    @EventHandler
    void on(DangerAssessed assessed, @MetaDataValue(Meta.UNIT) String unit) {
        if (assessed.level() == DangerLevel.HIGH) {
            bar(mediations.persons(assessed.caseId()), unit);
        }
    }

    @EventHandler
    void on(PersonRecognised recognised, @MetaDataValue(Meta.UNIT) String unit) {
        bar(List.of(recognised.personId(), recognised.sameAs()), unit);
    }

    @EventHandler
    void on(PartyAdded added, @MetaDataValue(Meta.UNIT) String unit) {
        bar(List.of(added.party().person()), unit);
    }

    /** One that was proposed in the very moment in which the danger was graded elsewhere. */
    @EventHandler
    void on(DisputeReceived received, @MetaDataValue(Meta.UNIT) String unit,
            @MetaDataValue(Meta.ORIGIN) String origin) {
        if (!Meta.IMPORTED.equals(origin)) {
            bar(mediations.persons(received.caseId()), unit);
        }
    }

    /** Whoever may be concerned is looked at; what is true by now decides, so this can be done again. */
    private void bar(Collection<PersonId> persons, String unit) {
        Actor system = new Actor(StaffId.SYSTEM, Role.SYSTEM, new UnitCode(unit));
        mediations.of(registers.knownAs(persons)).stream()
                .filter(live -> registers.dangerElsewhere(mediations.persons(live.caseId()), live.caseId()))
                .forEach(live -> commands.send(system,
                        new BarMediation(live.caseId(), live.mediationId(), BarGround.DANGER_HIGH_OTHER_CASE)));
    }
}
