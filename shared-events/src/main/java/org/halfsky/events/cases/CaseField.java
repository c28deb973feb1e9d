package org.halfsky.events.cases;

/** What of a case can be corrected. */
public enum CaseField {
    SUB_CATEGORY, URGENCY, NARRATIVE, PARTY_NAME, PARTY_PHONE, ACTION_NOTE
}
