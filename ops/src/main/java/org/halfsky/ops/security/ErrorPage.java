package org.halfsky.ops.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/** The last answer to whatever went wrong: a page to a browser, a problem (RFC 9457) to a program, both in the reader's language. */
@Controller
class ErrorPage extends BasicErrorController {

    private final MessageSource messages;
    private final LocaleResolver locales;

    ErrorPage(ErrorAttributes attributes, WebProperties web, List<ErrorViewResolver> views, MessageSource messages,
            LocaleResolver locales) {
        super(attributes, web.getError(), views);
        this.messages = messages;
        this.locales = locales;
    }

    @Override
    public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
        return super.errorHtml(request, response).addObject("again", withoutQuery(request));
    }

    /** The page that was asked for, where it was the question after it that went wrong; else null. */
    private String withoutQuery(HttpServletRequest request) {
        boolean asked = request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING) != null
                && "GET".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD));
        boolean misread = getStatus(request) == HttpStatus.BAD_REQUEST || request.getAttribute("field") != null;
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return asked && misread && !path.startsWith("//") ? path : null; // two strokes would lead to another house
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        return ResponseEntity.status(getStatus(request)).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(getErrorAttributes(request, ErrorAttributeOptions.defaults()));
    }

    @Override
    protected Map<String, Object> getErrorAttributes(HttpServletRequest request, ErrorAttributeOptions options) {
        HttpStatus status = getStatus(request);
        Locale locale = locales.resolveLocale(request);
        Object said = request.getAttribute("detail");
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problems/question");
        problem.put("title", text("error.title.", status, locale));
        problem.put("status", status.value());
        problem.put("detail", said != null ? said : text("error.text.", status, locale));
        problem.put("instance", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return problem;
    }

    private String text(String key, HttpStatus status, Locale locale) {
        String other = messages.getMessage(key + "other", null, locale);
        return messages.getMessage(key + status.value(), null, other, locale);
    }
}
