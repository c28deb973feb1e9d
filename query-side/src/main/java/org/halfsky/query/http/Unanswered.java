package org.halfsky.query.http;

import org.springframework.http.HttpStatus;

/** A question that gets no answer, with the sentence that says why under a key of the messages. */
public class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String field;
    private final transient Object[] arguments;

    /**
     * @param key       of the sentence in the messages
     * @param field     the parameter it is about, or null
     * @param arguments of the sentence; nothing that was typed
     */
    public Unanswered(HttpStatus status, String key, String field, Object... arguments) {
        super(key, null, false, false);
        this.status = status;
        this.field = field;
        this.arguments = arguments;
    }

    public HttpStatus status() {
        return status;
    }

    public String key() {
        return getMessage();
    }

    public String field() {
        return field;
    }

    Object[] arguments() {
        return arguments;
    }
}
