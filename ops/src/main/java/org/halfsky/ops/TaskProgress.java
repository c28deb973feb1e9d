package org.halfsky.ops;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/**
 * How far the long tasks are, each the only one of its kind: told by the process that works, asked by any. One whose process was
 * killed is silent, and after a while no longer taken to run.
 */
@Component
public class TaskProgress {

    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    TaskProgress(@Qualifier("command") JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return whether the task is now the caller's; false while another one runs */
    public boolean begin(String task, Record state) {
        return jdbc.sql("""
                insert into command.task_progress as old (task, running, state, told_at)
                values (:task, true, :state::jsonb, :now)
                on conflict (task) do update
                set running = true, state = excluded.state, told_at = excluded.told_at
                where not old.running or old.told_at < :silent""").param("task", task)
                .param("state", json.writeValueAsString(state)).param("now", now())
                .param("silent", Timestamp.from(clock.instant().minus(SILENCE))).update() == 1;
    }

    /** @param running whether it goes on */
    public void tell(String task, Record state, boolean running) {
        jdbc.sql("update command.task_progress set running = ?, state = ?::jsonb, told_at = ? where task = ?")
                .params(running, json.writeValueAsString(state), now(), task).update();
    }

    /** Where it is, or how it ended last; empty if there never was one. */
    public <S extends Record> Optional<At<S>> of(String task, Class<S> state) {
        return jdbc.sql("select running, state, told_at from command.task_progress where task = ?").param(task)
                .query((row, _) -> new At<>(json.readValue(row.getString("state"), state), row.getBoolean("running")
                        && row.getTimestamp("told_at").toInstant().isBefore(clock.instant().minus(SILENCE))))
                .optional();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /**
     * What was told last.
     *
     * @param silent whether it was said to go on, and nothing was heard since
     */
    public record At<S extends Record>(S state, boolean silent) {}
}
