package org.halfsky.query.worklists;

import org.halfsky.query.casefile.CaseLine;
import org.halfsky.query.casefile.Stage;
import org.halfsky.query.http.Due;

/**
 * One case that waits for somebody, and what it waits for.
 *
 * @param line
 *            the case
 * @param group
 *            how soon
 * @param task
 *            what is to be done: a time limit's kind or the next step
 * @param due
 *            how its due instant looks, or null
 * @param vacant
 *            whether its handler is in office for it no more
 */
public record WorkItem(CaseLine line, Group group, Task task, Due due, boolean vacant) {

    private static final int SOON = 3;

    /** The headings of the list, in their order. */
    public enum Group {
        /** 紧急：危险正在发生，或结案后有新情况重开 */
        URGENT,
        /** 已逾期 */
        OVER,
        /** 今天到期 */
        TODAY,
        /** 三日内 */
        SOON,
        /** 待接收 */
        RECEIVE,
        /** 待受理 */
        ACCEPT,
        /** 待分派 */
        ASSIGN,
        /** 以后 */
        LATER,
        /** 没有期限 */
        OPEN,
        /** 等对方 */
        WAIT;

        /** Whether the heading needs a word of explanation. */
        public boolean hinted() {
            return this == URGENT || this == OVER || this == RECEIVE || this == ASSIGN || this == WAIT;
        }
    }

    /** What is to be done. */
    public enum Task {
        /** 受理告知 ACC-01 */
        ACCEPTANCE_NOTICE,
        /** 出具处理意见 HAN-01 */
        HANDLING_60D,
        /** 调解满一个月 MED-15 */
        MEDIATION_1M,
        /** 接收移交 */
        RECEIVE,
        /** 决定是否受理 */
        ACCEPT,
        /** 确定承办人 */
        ASSIGN,
        /** 办理 */
        HANDLE,
        /** 等对方接收 */
        WAIT;

        /** The act on the case's page that does it, or null. */
        public String act() {
            return switch (this) {
                case ACCEPTANCE_NOTICE, ACCEPT -> "acceptance";
                case HANDLING_60D, HANDLE -> "actions";
                case MEDIATION_1M -> "session";
                case RECEIVE -> "receiving";
                case ASSIGN -> "handler";
                case WAIT -> null;
            };
        }
    }

    /**
     * @param vacant
     *            whether its handler is in office for it no more
     * @param toReceive
     *            whether it is offered to the reader's own units
     * @param waiting
     *            whether the list is of what others must answer
     * @param leads
     *            whether the reader decides on acceptance and handlers; nobody is told to do what another decides
     */
    static WorkItem of(CaseLine line, Due due, boolean vacant, boolean toReceive, boolean waiting, boolean leads) {
        if (waiting) {
            return new WorkItem(line, Group.WAIT, Task.WAIT, due, vacant);
        }
        if (toReceive) {
            return new WorkItem(line, line.urgent() ? Group.URGENT : Group.RECEIVE, Task.RECEIVE, due, vacant);
        }
        Group undated = undated(line, vacant, leads);
        Group group = due == null ? undated : dated(due, undated);
        return new WorkItem(line, line.urgent() ? Group.URGENT : group, task(line, undated, leads), due, vacant);
    }

    private static Group dated(Due due, Group undated) {
        return switch (due.look()) {
            case "over" -> Group.OVER;
            case "today" -> Group.TODAY;
            default -> due.days() <= SOON ? Group.SOON : undated == Group.OPEN ? Group.LATER : undated;
        };
    }

    private static Group undated(CaseLine line, boolean vacant, boolean leads) {
        if (!leads) {
            return Group.OPEN;
        }
        if (line.stage() == Stage.ACCEPTANCE_PENDING) {
            return Group.ACCEPT;
        }
        boolean nobody = line.handler() == null && line.stage() == Stage.ACCEPTED;
        return nobody || vacant ? Group.ASSIGN : Group.OPEN;
    }

    private static Task task(CaseLine line, Group undated, boolean leads) {
        if (line.dueKind() != null) {
            return switch (line.dueKind()) {
                case ACCEPTANCE_NOTICE -> leads ? Task.ACCEPTANCE_NOTICE : Task.HANDLE;
                case HANDLING_60D -> Task.HANDLING_60D;
                case MEDIATION_1M -> Task.MEDIATION_1M;
            };
        }
        return switch (undated) {
            case ACCEPT -> Task.ACCEPT;
            case ASSIGN -> Task.ASSIGN;
            case URGENT, OVER, TODAY, SOON, RECEIVE, LATER, OPEN, WAIT -> Task.HANDLE;
        };
    }
}
