package org.halfsky.events.deadline;

/**
 * What must be done in time; the rule and its figure are decided where the
 * clock opens.
 */
public enum DeadlineKind {
    /** 受理告知 ACC-01 */
    ACCEPTANCE_NOTICE,
    /** 办理 HAN-01 */
    HANDLING_60D,
    /** 调解 MED-15 */
    MEDIATION_1M
}
