package org.halfsky.ops.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.command.http.Problems;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What the framework itself refuses, an address nobody answers or a wrong method: the error page says it in the reader's words. */
@ControllerAdvice
class FrameworkProblems extends ResponseEntityExceptionHandler {

    /** A form that does not say where its parts end, or ends before: said here, for the error page would read it again. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> broken(MultipartException broken, HttpServletRequest request, Locale locale) {
        MessageSource words = Objects.requireNonNull(getMessageSource());
        return Problems.answer(Problems.of(HttpStatus.BAD_REQUEST, "request",
                words.getMessage("error.text.400", null, locale), request, words, locale));
    }

    /** A Content-Type that is none, or in a charset that nobody knows. */
    @ExceptionHandler
    ResponseEntity<Object> unknownType(InvalidMediaTypeException unknown, WebRequest request) {
        return handleExceptionInternal(unknown, null, HttpHeaders.EMPTY, HttpStatus.UNSUPPORTED_MEDIA_TYPE, request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception refused, Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        HttpServletResponse response = ((ServletWebRequest) request).getResponse();
        if (response == null || response.isCommitted()) {
            return null;
        }
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        try {
            response.sendError(status.value());
            return null;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
