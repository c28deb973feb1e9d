package org.halfsky.ops.security;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What the framework itself refuses, an address nobody answers or a wrong method: a page to a browser, a problem to a program. */
@ControllerAdvice
class FrameworkProblems extends ResponseEntityExceptionHandler {

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception refused, Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        ServletWebRequest asked = (ServletWebRequest) request;
        if (!Answers.browses(asked.getRequest()) || asked.getResponse() == null) {
            return super.handleExceptionInternal(refused, body, headers, status, request);
        }
        try {
            asked.getResponse().sendError(status.value());
            return null;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
