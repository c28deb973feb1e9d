package org.halfsky.ops.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.halfsky.ops.Stumbles;
import org.halfsky.ops.TimeConfiguration;
import org.halfsky.query.projection.ViewPositions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an administrator, a probe and a gauge want to know about the processors and the sweep. */
@Component
class Machinery {

    private final EventProcessingConfiguration processing;
    private final Stumbles stumbles;
    private final EmbeddedEventStore events;
    private final JdbcClient view;
    private final JdbcClient command;
    private final Clock clock;

    Machinery(EventProcessingConfiguration processing, Stumbles stumbles,
            @Qualifier("recorded") EmbeddedEventStore events,
            @Qualifier("view") JdbcClient view,
            @Qualifier("command") JdbcClient command, Clock clock) {
        this.processing = processing;
        this.stumbles = stumbles;
        this.events = events;
        this.view = view;
        this.command = command;
        this.clock = clock;
    }

    /** All processors by name, those of other processes too. */
    List<ProcessorState> processors() {
        long head = head().orElse(-1);
        Stream<ProcessorState> others = Stream.of(view, command).flatMap(tokens -> tokens
                .sql("select distinct processor_name from token_entry where processor_name ~ '^(view|automation)[.]'")
                .query(String.class).list().stream()).filter(name -> processing.eventProcessor(name).isEmpty())
                .map(name -> elsewhere(name, head));
        return Stream.concat(here().stream(), others).sorted(Comparator.comparing(ProcessorState::name)).toList();
    }

    /** Those that this process has, whether it works on them or another one does. */
    List<ProcessorState> here() {
        long head = head().orElse(-1);
        return processing.eventProcessors().values().stream().map(processor -> state(processor, head)).toList();
    }

    /** How many names of streaming processors there are to watch; known once the application has started. */
    List<String> streaming() {
        return processing.eventProcessors().values().stream().filter(StreamingEventProcessor.class::isInstance)
                .map(EventProcessor::getName).sorted().toList();
    }

    Optional<ProcessorState> processor(String name) {
        long head = head().orElse(-1);
        return processing.eventProcessor(name).map(processor -> state(processor, head));
    }

    /** The last event's position. */
    OptionalLong head() {
        TrackingToken token = events.createHeadToken();
        return token == null ? OptionalLong.empty() : token.position();
    }

    /** Deadlines whose hour has passed and that the sweep has not told the case about. */
    long dueAndUnfired() {
        return command.sql("select count(*) from open_deadline where due_at <= ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    private ProcessorState state(EventProcessor processor, long head) {
        String name = processor.getName();
        ProcessorState.Kind kind = ProcessorState.Kind.of(name);
        if (!(processor instanceof StreamingEventProcessor streaming)) {
            return new ProcessorState(name, kind, processor.isRunning(), true, trouble(processor), null, 0,
                    Duration.ZERO, false);
        }
        List<EventTrackerStatus> segments = List.copyOf(streaming.processingStatus().values());
        if (segments.isEmpty()) {
            // another process has it, or this one let go of it after a failure and waits to try again
            return at(name, processor.isRunning(), trouble(processor), new ViewPositions(tokens(name), clock).of(name),
                    head);
        }
        long position = segments.stream().mapToLong(segment -> segment.getCurrentPosition().orElse(-1)).min()
                .orElse(-1);
        long behind = Math.max(0, head - position);
        return new ProcessorState(name, kind, processor.isRunning(), true, trouble(processor, segments),
                position < 0 ? null : position, behind, behind == 0 ? Duration.ZERO : ageAfter(position),
                segments.stream().anyMatch(EventTrackerStatus::isReplaying));
    }

    /** As its token tells. */
    private ProcessorState elsewhere(String name, long head) {
        JdbcClient tokens = tokens(name);
        boolean claimed = tokens.sql("""
                select coalesce(bool_and(owner is not null and "timestamp"::timestamptz > :alive), false)
                from token_entry where processor_name = :name""").param("name", name)
                .param("alive", Timestamp.from(TimeConfiguration.machineTime().instant().minusSeconds(30)))
                .query(Boolean.class).single();
        return at(name, claimed, null, new ViewPositions(tokens, clock).of(name), head);
    }

    private ProcessorState at(String name, boolean running, String trouble, long position, long head) {
        long behind = Math.max(0, head - position);
        return new ProcessorState(name, ProcessorState.Kind.of(name), running, trouble != null, trouble,
                position < 0 ? null : position, behind, behind == 0 ? Duration.ZERO : ageAfter(position), false);
    }

    private JdbcClient tokens(String name) {
        return ProcessorState.Kind.of(name) == ProcessorState.Kind.VIEW ? view : command;
    }

    private Duration ageAfter(long position) {
        return view
                .sql("select time_stamp from events.domain_event where global_index > ? order by global_index limit 1")
                .param(position).query(Timestamp.class).optional()
                .map(recorded -> Duration.between(recorded.toInstant(), clock.instant()))
                .filter(age -> !age.isNegative()).orElse(Duration.ZERO);
    }

    private String trouble(EventProcessor processor, List<EventTrackerStatus> segments) {
        return segments.stream().filter(EventTrackerStatus::isErrorState).findFirst()
                .map(segment -> kinds(segment.getError())).orElseGet(() -> trouble(processor));
    }

    private String trouble(EventProcessor processor) {
        return stumbles.of(processor.getName()).map(Machinery::kinds).orElse(processor.isError() ? "" : null);
    }

    /** Kinds of failure only: a message may quote what must not be shown. The log has the rest. */
    private static String kinds(Throwable error) {
        if (error == null) {
            return "";
        }
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String kind = error.getClass().getSimpleName();
        return root == error ? kind : kind + " ← " + root.getClass().getSimpleName();
    }
}
