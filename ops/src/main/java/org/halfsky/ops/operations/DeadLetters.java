package org.halfsky.ops.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events that an automation could not act on. Behind each waits the rest of its stream, in order; so it is the first that is
 * tried again or discarded. Both leave a row that says who and why.
 */
@Component
class DeadLetters {

    private static final int SHOWN = 200;

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Vault vault;
    private final Clock clock;

    DeadLetters(EventProcessingConfiguration processing, JdbcClient jdbc, TransactionTemplate transactions, Vault vault,
            Clock clock) {
        this.processing = processing;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * The first of a stream's parked events.
     *
     * @param id       of the letter
     * @param group    the automation
     * @param event    the event's id
     * @param type     the event's stored name
     * @param stream   the case, contact or unit it happened to
     * @param parkedAt when it was parked
     * @param triedAt  when it was last tried
     * @param cause    the kind of failure
     * @param told     what the failure said: for a refusal its code
     * @param waiting  how many more of the same stream wait behind it
     */
    record Letter(String id, String group, String event, String type, String stream, Instant parkedAt, Instant triedAt,
            String cause, String told, long waiting) {}

    /** What a person did about one. */
    record Act(Instant at, StaffId who, String act, boolean worked, String group, String type, String stream,
            Sealed reason) {}

    long count(String group) {
        return jdbc.sql("select count(*) from command.dead_letter_entry where processing_group = ?").param(group)
                .query(Long.class).single();
    }

    long count() {
        return jdbc.sql("select count(*) from command.dead_letter_entry").query(Long.class).single();
    }

    /** The first of each stream, oldest first. */
    List<Letter> firsts() {
        return letters("", Map.of());
    }

    /** The letter, if it is the first of its stream. */
    Optional<Letter> first(String id) {
        return letters("and d.dead_letter_identifier = :id", Map.of("id", id)).stream().findFirst();
    }

    private List<Letter> letters(String only, Map<String, ?> parameters) {
        return jdbc.sql("""
                select d.dead_letter_identifier, d.processing_group, d.event_identifier, d.payload_type,
                       d.aggregate_identifier, d.enqueued_at, d.last_touched, d.cause_type, d.cause_message,
                       (select count(*) from command.dead_letter_entry w
                        where w.processing_group = d.processing_group and w.sequence_identifier = d.sequence_identifier
                          and w.sequence_index > d.sequence_index) waiting
                from command.dead_letter_entry d
                where not exists (select from command.dead_letter_entry e
                        where e.processing_group = d.processing_group and e.sequence_identifier = d.sequence_identifier
                          and e.sequence_index < d.sequence_index) %s
                order by d.enqueued_at limit %d""".formatted(only, SHOWN)).params(parameters)
                .query((row, n) -> new Letter(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5), instant(row.getString(6)), instant(row.getString(7)),
                        simple(row.getString(8)), row.getString(9), row.getLong(10)))
                .list();
    }

    /** @return whether the automation could act on it now; if so the rest of the stream followed, as far as it went */
    boolean retry(Letter letter, StaffId who) {
        boolean worked = processing.sequencedDeadLetterProcessor(letter.group()).map(
                processor -> processor.process(parked -> id(parked).equals(letter.id()))).orElse(false);
        record(letter, who, "RETRIED", worked, null);
        return worked;
    }

    /** Gives the event up. The stream's next one is then the first, and can be tried again. */
    void discard(Letter letter, StaffId who, String reason) {
        Sealed sealed = vault.seal(new PersonId(UUID.randomUUID().toString()), DataClass.D2, reason);
        SequencedDeadLetterQueue<EventMessage<?>> queue = processing.deadLetterQueue(letter.group()).orElseThrow();
        transactions.executeWithoutResult(status -> {
            for (Iterable<DeadLetter<? extends EventMessage<?>>> sequence : queue.deadLetters()) {
                DeadLetter<? extends EventMessage<?>> first = sequence.iterator().next();
                if (id(first).equals(letter.id())) {
                    queue.evict(first);
                    record(letter, who, "DISCARDED", true, sealed);
                    return;
                }
            }
        });
    }

    /** The latest acts, newest first. */
    List<Act> acts(int limit) {
        return jdbc.sql("select * from command.dead_letter_act order by id desc limit ?").param(limit)
                .query((row, n) -> new Act(row.getTimestamp("at").toInstant(), new StaffId(row.getString("who")),
                        row.getString("act"), row.getBoolean("worked"), row.getString("processing_group"),
                        row.getString("payload_type"), row.getString("stream"),
                        row.getString("reason") == null
                                ? null
                                : new Sealed(new PersonId(row.getString("reason_person")), DataClass.D2,
                                        row.getString("reason"))))
                .list();
    }

    /** Why the events were discarded; the opening is logged like any other. */
    Map<Sealed, String> reasons(List<Act> acts, StaffId who) {
        return vault.open(acts.stream().map(Act::reason).filter(Objects::nonNull).toList(),
                new Opening(who, "operations.reasons", "dead-letters"));
    }

    private void record(Letter letter, StaffId who, String act, boolean worked, Sealed reason) {
        Map<String, Object> row = new HashMap<>();
        row.put("at", Timestamp.from(clock.instant()));
        row.put("who", who.value());
        row.put("act", act);
        row.put("worked", worked);
        row.put("group", letter.group());
        row.put("event", letter.event());
        row.put("type", letter.type());
        row.put("stream", letter.stream());
        row.put("person", reason == null ? null : UUID.fromString(reason.person().value()));
        row.put("reason", reason == null ? null : reason.ciphertext());
        jdbc.sql("""
                insert into command.dead_letter_act (at, who, act, worked, processing_group, event_identifier, payload_type,
                    stream, reason_person, reason)
                values (:at, :who, :act, :worked, :group, :event, :type, :stream, cast(:person as uuid), :reason)""")
                .params(row).update();
    }

    private static String id(DeadLetter<?> letter) {
        return letter instanceof JdbcDeadLetter<?> stored ? stored.getIdentifier() : "";
    }

    private static Instant instant(String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static String simple(String className) {
        return className == null ? null : className.substring(className.lastIndexOf('.') + 1);
    }
}
