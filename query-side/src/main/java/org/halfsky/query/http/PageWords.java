package org.halfsky.query.http;

import java.time.Clock;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page the house's way of writing instants. */
@ControllerAdvice
class PageWords {

    private final Times times;

    PageWords(Clock clock) {
        times = new Times(clock);
    }

    @ModelAttribute("times")
    Times times() {
        return times;
    }
}
