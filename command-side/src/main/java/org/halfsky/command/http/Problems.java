package org.halfsky.command.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.halfsky.command.http.Unreadable.Fault;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Refusal;
import org.halfsky.events.ids.StaffId;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers every refusal as an RFC 9457 problem in the caller's language, with the rule and its legal basis. */
@Order(0)
@RestControllerAdvice(basePackages = {"org.halfsky.command", "org.halfsky.ops"})
public class Problems {

    private static final Map<String, HttpStatus> STATUS_OF = Map.of("version.missing", HttpStatus.PRECONDITION_REQUIRED,
            "version.shape", HttpStatus.BAD_REQUEST, "key.shape", HttpStatus.BAD_REQUEST, "body.broken",
            HttpStatus.BAD_REQUEST, "body.form",
            HttpStatus.BAD_REQUEST, "body.large",
            HttpStatus.CONTENT_TOO_LARGE);

    private final MessageSource messages;

    Problems(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(CommandExecutionException refused, HttpServletRequest request,
            HttpServletResponse response, Locale locale) throws IOException {
        if (refused.getDetails().orElse(null) instanceof Refusal refusal) {
            return told(refused(refusal, request, locale), request, response);
        }
        throw refused;
    }

    @ExceptionHandler({ConcurrencyException.class, AggregateStreamCreationException.class})
    ResponseEntity<ProblemDetail> raced(HttpServletRequest request, Locale locale) {
        return answer(refused(Refusal.of(HouseRule.UNRACED), request, locale));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(NoHandlerForCommandException away, HttpServletRequest request, Locale locale) {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable",
                text("problem.unavailable", locale),
                request, locale);
        return ResponseEntity.status(problem.getStatus()).header(HttpHeaders.RETRY_AFTER, "2")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(Unreadable unreadable, HttpServletRequest request,
            HttpServletResponse response, Locale locale) throws IOException {
        return told(unreadable(unreadable, request, locale), request, response);
    }

    private ProblemDetail unreadable(Unreadable unreadable, HttpServletRequest request, Locale locale) {
        List<Fault> faults = unreadable.faults();
        Fault first = faults.getFirst();
        HttpStatus status = STATUS_OF.getOrDefault(first.key(), HttpStatus.UNPROCESSABLE_CONTENT);
        ProblemDetail problem = problem(status, "request", text("problem." + first.key(), locale, first.arguments()),
                request,
                locale);
        List<FieldProblem> fields = faults.stream().filter(fault -> fault.field() != null)
                .map(fault -> new FieldProblem(fault.field(),
                        text("problem." + fault.key(), locale, fault.arguments())))
                .toList();
        if (!fields.isEmpty()) {
            problem.setProperty("field", fields.getFirst().field());
            problem.setProperty("errors", fields);
        }
        return problem;
    }

    /** An id in the URL that no id can be: nothing is known under it. Anything else that cannot be read is named. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unfit(MethodArgumentTypeMismatchException unfit, HttpServletRequest request,
            HttpServletResponse response, Locale locale) throws IOException {
        Class<?> wanted = Objects.requireNonNull(unfit.getRequiredType());
        // the name of an account is chosen when it is made, all other ids are found
        boolean chosen = wanted == StaffId.class && request.getMethod().equals("PUT");
        if (unfit.getParameter().hasParameterAnnotation(PathVariable.class) && !chosen) {
            return told(refused(Refusal.of(HouseRule.KNOWN), request, locale), request, response);
        }
        return told(unreadable(new Unreadable(wanted.isEnum()
                ? RecordReader.unknownCode(unfit.getName(), wanted)
                : new Fault(unfit.getName(), "field.shape." + RecordReader.shape(wanted))), request, locale), request,
                response);
    }

    /** To somebody who opens a page the error page says it, within the frame of every page; to all others the problem does. */
    private static ResponseEntity<ProblemDetail> told(ProblemDetail problem, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        if (!request.getMethod().equals("GET") || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return answer(problem);
        }
        request.setAttribute("detail", problem.getDetail());
        Object field = Objects.requireNonNullElse(problem.getProperties(), Map.of()).get("field");
        request.setAttribute("field", field);
        response.sendError(field == null ? problem.getStatus() : HttpStatus.BAD_REQUEST.value());
        return null;
    }

    private ProblemDetail refused(Refusal refusal, HttpServletRequest request, Locale locale) {
        HttpStatus status = switch (refusal.kind()) {
            case CONFLICT -> HttpStatus.CONFLICT;
            case INCOMPLETE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case CHANGED -> HttpStatus.PRECONDITION_FAILED;
        };
        // some rules say it in other words of one field: CODE.field
        String detail = messages.getMessage(refusal.code() + '.' + refusal.field(), null, text(refusal.code(), locale),
                locale);
        ProblemDetail problem = problem(status, "rule-broken", detail, request, locale);
        problem.setProperty("rule", refusal.code());
        problem.setProperty("ruleId", refusal.ruleId());
        problem.setProperty("basis", refusal.basis());
        if (refusal.field() != null) {
            problem.setProperty("field", refusal.field());
            problem.setProperty("errors", List.of(new FieldProblem(refusal.field(), problem.getDetail())));
        }
        return problem;
    }

    private ProblemDetail problem(HttpStatus status, String type, String detail, HttpServletRequest request,
            Locale locale) {
        return of(status, type, detail, request, messages, locale);
    }

    /**
     * What every problem of the command side and of operations says.
     *
     * @param type   the last part of its address under {@code /problems/}
     * @param detail why, in the reader's language
     */
    public static ProblemDetail of(HttpStatus status, String type, String detail, HttpServletRequest request,
            MessageSource messages, Locale locale) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + type));
        problem.setTitle(messages.getMessage("problem.status." + status.value(), null, locale));
        problem.setInstance(URI.create(request.getRequestURI()));
        return problem;
    }

    /** With the status that the problem names. */
    public static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** What is wrong with one field, in the caller's language. */
    public record FieldProblem(String field, String detail) {}
}
