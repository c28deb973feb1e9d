package org.halfsky.query.http;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A parameter of the question makes no sense: an unknown code, a date that is none. */
@ResponseStatus(HttpStatus.BAD_REQUEST)
public class NotReadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param parameter its name, never its value */
    public NotReadable(String parameter) {
        super(parameter, null, false, false);
    }
}
