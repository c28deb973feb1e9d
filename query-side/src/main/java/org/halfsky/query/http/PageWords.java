package org.halfsky.query.http;

import java.time.Clock;
import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page the house's way of writing instants, and of saying what a rule rests on. */
@ControllerAdvice
class PageWords {

    private final MessageSource messages;
    private final Times times;

    PageWords(MessageSource messages, Clock clock) {
        this.messages = messages;
        times = new Times(clock);
    }

    @ModelAttribute("times")
    Times times() {
        return times;
    }

    @ModelAttribute("words")
    Words words(Locale locale) {
        return new Words(messages, locale);
    }
}
