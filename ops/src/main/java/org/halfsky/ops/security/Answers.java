package org.halfsky.ops.security;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE) && request.getHeader("HX-Request") == null;
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
        json.writeValue(response.getOutputStream(),
                Map.of("type", "/problems/" + (status.value() == 401 ? "signed-out" : "rule-broken"),
                        "title", text("problem.status." + status.value(), locale), "status", status.value(), "detail",
                        text(rule, locale),
                        "instance", URI.create(request.getRequestURI()), "rule", rule, "ruleId", rule, "basis",
                        "本系统规则"));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
