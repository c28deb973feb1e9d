package org.halfsky.query.http;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The role, or the unit asked for, is outside what this person may open. */
@ResponseStatus(HttpStatus.FORBIDDEN)
public class NotYours extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotYours() {
        super("not yours", null, false, false);
    }

    /** @throws NotYours unless it may be read */
    public static void unless(boolean allowed) {
        if (!allowed) {
            throw new NotYours();
        }
    }
}
