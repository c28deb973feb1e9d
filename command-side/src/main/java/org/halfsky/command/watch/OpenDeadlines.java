package org.halfsky.command.watch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.UnitCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the clocks that run, in the transaction of the events that open and end them. */
@Component
@ProcessingGroup("register.deadline")
class OpenDeadlines {

    private final JdbcClient jdbc;

    OpenDeadlines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(DeadlineEvent event, @MetaDataValue(Meta.UNIT) String unit) {
        switch (event) {
            case DeadlineOpened opened -> jdbc.sql("""
                    insert into open_deadline (deadline_id, case_id, unit, kind, due_at) values (?, ?, ?, ?, ?)""")
                    .params(uuid(opened.deadlineId().value()), uuid(opened.caseId().value()), unit,
                            opened.kind().name(),
                            opened.dueAt().atOffset(ZoneOffset.UTC))
                    .update();
            case DeadlineExtended extended -> jdbc.sql("update open_deadline set due_at = ? where deadline_id = ?")
                    .params(extended.dueAt().atOffset(ZoneOffset.UTC), uuid(extended.deadlineId().value())).update();
            case DeadlineMet met -> forget(met.deadlineId());
            case DeadlineMissed missed -> forget(missed.deadlineId());
        }
    }

    /** The clock is not running, whatever the table said. */
    void forget(DeadlineId deadlineId) {
        jdbc.sql("delete from open_deadline where deadline_id = ?").param(uuid(deadlineId.value())).update();
    }

    /** Takes the longest overdue one that no other node has in hand; it stays locked until the transaction ends. */
    Optional<Due> takeDue(Instant now, Collection<DeadlineId> except) {
        return jdbc.sql("""
                select case_id, deadline_id, unit from open_deadline
                where due_at <= :now and not deadline_id = any (:except)
                order by due_at limit 1 for update skip locked""").param("now", now.atOffset(ZoneOffset.UTC))
                .param("except", except.stream().map(id -> uuid(id.value())).toArray(UUID[]::new))
                .query((row, _) -> new Due(new CaseId(row.getString(1)), new DeadlineId(row.getString(2)),
                        new UnitCode(row.getString(3))))
                .optional();
    }

    /** How many are due at this instant and not yet told as missed. */
    long due(Instant now) {
        return jdbc.sql("select count(*) from open_deadline where due_at <= ?").param(now.atOffset(ZoneOffset.UTC))
                .query(Long.class).single();
    }

    /**
     * A clock whose due instant has passed.
     *
     * @param unit where it was opened
     */
    record Due(CaseId caseId, DeadlineId deadlineId, UnitCode unit) {}

    private static UUID uuid(String id) {
        return UUID.fromString(id);
    }
}
