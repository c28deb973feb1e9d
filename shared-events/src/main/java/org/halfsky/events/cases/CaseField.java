package org.halfsky.events.cases;

/** What of a case can be corrected; the notes are those of its members too, each an entry of the stream. */
public enum CaseField {
    SUB_CATEGORY, URGENCY, NARRATIVE, PARTY_NAME, PARTY_PHONE,
    /** What was noted of an action. */
    ACTION_NOTE,
    /** What was noted of a session or of how a mediation ended. */
    MEDIATION_NOTE,
    /** How she is safe. */
    SAFETY_NOTE
}
