package org.halfsky.query.http;

import org.springframework.http.HttpStatus;

/** It does not exist, or not for whoever asks: the two look the same from outside. */
public class NotKnown extends Unanswered {

    private static final long serialVersionUID = 1L;

    public NotKnown() {
        super(HttpStatus.NOT_FOUND, "question.unknown", null);
    }
}
