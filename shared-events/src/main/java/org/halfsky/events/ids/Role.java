package org.halfsky.events.ids;

/**
 * What a member of staff may do; always held for one unit and its subtree
 * (rulebook §7.2, first cut).
 */
public enum Role {
    /** 接线员 */
    OPERATOR,
    /** 人民调解员 */
    MEDIATOR,
    /** 维权站工作人员 */
    STATION_OFFICER,
    /** 权益部负责人 */
    RIGHTS_HEAD,
    /** 妇联领导 */
    LEADER,
    /** 审计、督查 */
    AUDITOR,
    /** 系统管理员 */
    ADMINISTRATOR,
    /** Automations and sweeps: never a person, never signed in. */
    SYSTEM;

    /** Whether cases are given into the hands of such a person: as handler or as mediator. */
    public boolean handles() {
        return switch (this) {
            case MEDIATOR, STATION_OFFICER, RIGHTS_HEAD -> true;
            case OPERATOR, LEADER, AUDITOR, ADMINISTRATOR, SYSTEM -> false;
        };
    }
}
