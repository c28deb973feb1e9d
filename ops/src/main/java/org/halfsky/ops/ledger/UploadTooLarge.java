package org.halfsky.ops.ledger;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.command.http.Problems;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** An upload that the server stopped reading: known before any controller is. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UploadTooLarge {

    private final MessageSource messages;

    UploadTooLarge(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException large, HttpServletRequest request,
            Locale locale) {
        ProblemDetail problem = Problems.of(HttpStatus.CONTENT_TOO_LARGE, "request",
                messages.getMessage("problem.ledger.TOO_LARGE", new Object[]{LedgerFile.MAX_BYTES / 1024 / 1024},
                        locale),
                request, messages, locale);
        problem.setProperty("field", "file");
        return Problems.answer(problem);
    }
}
