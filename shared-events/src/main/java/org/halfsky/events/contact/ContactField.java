package org.halfsky.events.contact;

/** What of a contact can be corrected. */
public enum ContactField {
    SUB_CATEGORY, NATURE, URGENCY, NARRATIVE, CALLER_NAME, CALLER_PHONE
}
