package org.halfsky.ops.security;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.command.http.Problems;
import org.halfsky.query.http.Pages;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

import tools.jackson.databind.json.JsonMapper;

/** Refusals before any controller is reached: a page to a browser, a problem to a program or a script. */
@Component
class Answers {

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final JsonMapper json;

    Answers(MessageSource messages, LocaleResolver locales, JsonMapper json) {
        this.messages = messages;
        this.locales = locales;
        this.json = json;
    }

    /** Whether someone looks at a page, not a script at an answer. */
    static boolean browses(HttpServletRequest request) {
        return Pages.wanted(request) && request.getHeader("HX-Request") == null;
    }

    /** @param rule the code whose sentence tells why */
    void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String rule)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        if (browses(request)) {
            response.sendError(status.value());
            return;
        }
        Locale locale = locales.resolveLocale(request);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        ProblemDetail problem = Problems.of(status, status == HttpStatus.UNAUTHORIZED ? "signed-out" : "rule-broken",
                messages.getMessage(rule, null, locale), request, messages, locale);
        problem.setProperty("rule", rule);
        problem.setProperty("ruleId", rule);
        problem.setProperty("basis", "本系统规则");
        json.writeValue(response.getOutputStream(), problem);
    }
}
