package org.halfsky.command.mediation;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.AgreementReached;
import org.halfsky.events.mediation.MediationEvent.ConsentGiven;
import org.halfsky.events.mediation.MediationEvent.ConsentRefused;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;
import org.halfsky.events.mediation.MediationEvent.MediationFailed;
import org.halfsky.events.mediation.MediationEvent.MediationLapsed;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.MediationEvent.MediatorAssigned;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.RightsNoticeGiven;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the mediations that have not ended, in the transaction of the events that begin and end them. */
@Component
@ProcessingGroup("register.mediation")
class LiveMediations {

    private final JdbcClient jdbc;

    LiveMediations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(MediationEvent event) {
        switch (event) {
            case DisputeReceived received ->
                jdbc.sql("insert into live_mediation (mediation_id, case_id) values (?, ?)")
                        .params(uuid(received.mediationId().value()), uuid(received.caseId().value())).update();
            case MediationNotStarted _,MediationBarred _,AgreementReached _,PartiesReconciled _,MediationFailed _,MediationStopped _,MediationLapsed _ ->
                jdbc.sql("delete from live_mediation where mediation_id = ?")
                        .param(uuid(event.mediationId().value())).update();
            case ConsentGiven _,ConsentRefused _,RightsNoticeGiven _,MediationStarted _,MediatorAssigned _,SessionHeld _ ->
                {
                }
        }
    }

    /** Those of every case that one of these persons is in. */
    List<Live> of(Collection<PersonId> persons) {
        return jdbc.sql("""
                select mediation_id, case_id from live_mediation
                where case_id in (select case_id from case_party where person = any (:persons))
                order by mediation_id""").param("persons", uuids(persons))
                .query((row, _) -> new Live(new CaseId(row.getString(2)), new MediationId(row.getString(1)))).list();
    }

    /** Everyone in the case. */
    List<PersonId> persons(CaseId caseId) {
        return jdbc.sql("select person from case_party where case_id = ?").param(uuid(caseId.value()))
                .query(String.class).list().stream().map(PersonId::new).toList();
    }

    /** One that has not ended. */
    record Live(CaseId caseId, MediationId mediationId) {}

    private static UUID[] uuids(Collection<PersonId> persons) {
        return persons.stream().map(person -> uuid(person.value())).toArray(UUID[]::new);
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id);
    }
}
