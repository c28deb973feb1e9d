package org.halfsky.query.http;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** It does not exist, or not for whoever asks: the two look the same from outside. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NotKnown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotKnown() {
        super("not known", null, false, false);
    }
}
