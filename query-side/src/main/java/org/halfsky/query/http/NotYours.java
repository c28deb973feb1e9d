package org.halfsky.query.http;

import org.springframework.http.HttpStatus;

/** The role, or the unit asked for, is outside what this person may open. */
public class NotYours extends Unanswered {

    private static final long serialVersionUID = 1L;

    public NotYours() {
        super(HttpStatus.FORBIDDEN, "question.not-yours", null);
    }

    private NotYours(String unit) {
        super(HttpStatus.FORBIDDEN, "question.scope", unit);
    }

    /** @throws NotYours unless it may be read */
    public static void unless(boolean allowed) {
        if (!allowed) {
            throw new NotYours();
        }
    }

    /**
     * @param parameter that names the unit
     * @throws NotYours unless the unit lies in one's own
     */
    public static void unlessWithin(String parameter, boolean within) {
        if (!within) {
            throw new NotYours(parameter);
        }
    }
}
