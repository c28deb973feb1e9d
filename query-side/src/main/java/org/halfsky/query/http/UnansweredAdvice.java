package org.halfsky.query.http;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says why, in the reader's language: to a browser on a page, to a program as a problem (RFC 9457). */
@ControllerAdvice
@Order(1)
class UnansweredAdvice {

    private final MessageSource messages;

    UnansweredAdvice(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unanswered(Unanswered question, HttpServletRequest request,
            HttpServletResponse response, Locale locale) throws IOException {
        String detail = messages.getMessage(question.key(), question.arguments(), locale);
        if (Pages.wanted(request)) {
            // the error page reads them, within the frame of every page; the name of a parameter tells its reader nothing
            request.setAttribute("detail", detail);
            request.setAttribute("field", question.field());
            response.sendError(question.status().value());
            return null;
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(question.status(), detail);
        problem.setType(URI.create("/problems/question"));
        problem.setTitle(messages.getMessage("error.title." + question.status().value(), null, locale));
        problem.setInstance(URI.create(request.getRequestURI()));
        if (question.field() != null) {
            problem.setProperty("field", question.field());
        }
        return ResponseEntity.status(question.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    /** What cannot be read from the address: an id that none can be, a number that is none. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unfit(MethodArgumentTypeMismatchException unfit, HttpServletRequest request,
            HttpServletResponse response, Locale locale) throws IOException {
        boolean address = unfit.getParameter().hasParameterAnnotation(PathVariable.class);
        boolean yesNo = unfit.getRequiredType() == boolean.class || unfit.getRequiredType() == Boolean.class;
        return unanswered(address
                ? new NotKnown()
                : new NotReadable(unfit.getName(), yesNo ? "question.yes-no" : "question.number"), request, response,
                locale);
    }
}
