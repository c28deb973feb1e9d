package org.halfsky.query.http;

import org.springframework.http.HttpStatus;

/** A parameter of the question makes no sense: an unknown code, a date that is none. */
public class NotReadable extends Unanswered {

    private static final long serialVersionUID = 1L;

    /** @param parameter its name, never its value */
    public NotReadable(String parameter) {
        this(parameter, "question.unreadable");
    }

    /**
     * @param key       of the sentence that says how to write it
     * @param arguments of the sentence
     */
    public NotReadable(String parameter, String key, Object... arguments) {
        super(HttpStatus.BAD_REQUEST, key, parameter, arguments);
    }
}
