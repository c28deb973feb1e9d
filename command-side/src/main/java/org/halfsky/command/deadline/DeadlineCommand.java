package org.halfsky.command.deadline;

import org.halfsky.command.authority.AllowedTo;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.DeadlineId;

import static org.halfsky.events.ids.Role.SYSTEM;

/** What can be asked of a time limit. */
public sealed interface DeadlineCommand {

    CaseId caseId();

    /** The sweep found that the due instant passed. */
    @AllowedTo(SYSTEM)
    record MissDeadline(CaseId caseId, DeadlineId deadlineId) implements DeadlineCommand {}
}
