package org.halfsky.command.watch;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.halfsky.command.deadline.DeadlineCommand.MissDeadline;
import org.halfsky.command.http.Commands;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells each clock whose due instant has passed that it was missed. It reads what is due by now, whatever happened to earlier
 * sweeps, so it heals itself after any outage; several nodes may sweep at once, each takes what no other holds.
 */
@Component
public class DeadlineWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);

    private final OpenDeadlines deadlines;
    private final Commands commands;
    private final Clock clock;

    DeadlineWatch(OpenDeadlines deadlines, Commands commands, Clock clock) {
        this.deadlines = deadlines;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * One transaction per clock: one that cannot be told holds back no other, and is tried again by the next sweep. Each is told
     * at this node's instant; where the case is decided on a node whose time is behind, that is refused and not forgotten.
     */
    @Scheduled(fixedDelayString = "${halfsky.watch.every:30s}", initialDelayString = "${halfsky.watch.every:30s}")
    public void sweep() {
        Instant now = clock.instant();
        Set<DeadlineId> tried = new HashSet<>();
        while (tellNext(now, tried)) {
            LOG.debug("{} missed deadlines told in this sweep", tried.size());
        }
    }

    /** How many clocks are due and not yet told as missed: what a gauge shows. */
    public long dueAndUnfired() {
        return deadlines.due(clock.instant());
    }

    /** @return whether there was one to tell */
    private boolean tellNext(Instant now, Set<DeadlineId> tried) {
        int before = tried.size();
        try {
            commands.together(() -> {
                deadlines.takeDue(now, tried).ifPresent(due -> {
                    tried.add(due.deadlineId());
                    commands.send(new Actor(StaffId.SYSTEM, Role.SYSTEM, due.unit()),
                            new MissDeadline(due.caseId(), due.deadlineId()), null, now);
                    deadlines.forget(due.deadlineId());
                });
                return null;
            });
        } catch (RuntimeException e) {
            LOG.error("A missed deadline could not be told; the next sweep tries again", e);
        }
        return tried.size() > before;
    }
}
