package dev.tidemark.server.problems;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.ProblemDocument;
import dev.tidemark.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Renders every problem of every REST door as RFC 9457. A door with its own protocol handles its own. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> problem(ProblemException occurrence) {
        String trace = TraceId.create();
        if (occurrence.problem().owner() == Owner.INTERNAL
                || occurrence.problem().owner() == Owner.EXTERNAL) {
            LOG.warn("{} ({}): {}", occurrence.problem().code(), trace, occurrence.detail(), occurrence.getCause());
        }
        return answer(occurrence, trace);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e) {
        String detail = "The body is missing or is not the JSON that is expected here.";
        if (e.getCause() instanceof JacksonException json) {
            detail = json.getOriginalMessage();
            if (json.getLocation() != null) {
                detail += " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")";
            }
        }
        return answer(new ProblemException(RequestProblem.MALFORMED_REQUEST, detail), TraceId.create());
    }

    @ExceptionHandler({ServletRequestBindingException.class, MethodArgumentTypeMismatchException.class})
    ResponseEntity<Map<String, Object>> badParameter(Exception e) {
        String detail = e instanceof MethodArgumentTypeMismatchException mismatch
                ? "The parameter " + mismatch.getName() + " cannot be read."
                : String.valueOf(e.getMessage());
        return answer(new ProblemException(RequestProblem.MALFORMED_REQUEST, detail), TraceId.create());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> nothingThere(NoResourceFoundException e, HttpServletRequest request) {
        return answer(
                new ProblemException(RequestProblem.NO_SUCH_DOOR, request.getMethod(), request.getRequestURI()),
                TraceId.create());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> wrongMethod(
            HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        String[] supported = e.getSupportedMethods() == null ? new String[0] : e.getSupportedMethods();
        return answer(
                new ProblemException(
                        RequestProblem.METHOD_NOT_ALLOWED,
                        request.getRequestURI(),
                        e.getMethod(),
                        Arrays.toString(supported)),
                TraceId.create());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> wrongMediaType(HttpMediaTypeNotSupportedException e) {
        return answer(
                new ProblemException(
                        RequestProblem.UNSUPPORTED_MEDIA_TYPE, e.getContentType(), e.getSupportedMediaTypes()),
                TraceId.create());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return answer(
                new ProblemException(RequestProblem.NOT_ACCEPTABLE, e.getSupportedMediaTypes()), TraceId.create());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> ours(Exception e) throws Exception {
        if (e instanceof AccessDeniedException) {
            throw e;
        }
        String trace = TraceId.create();
        LOG.error("Unexpected failure ({})", trace, e);
        return answer(new ProblemException(RequestProblem.INTERNAL_ERROR, trace), trace);
    }

    private static ResponseEntity<Map<String, Object>> answer(ProblemException occurrence, String trace) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(occurrence.problem().status());
        occurrence
                .retryAfter()
                .ifPresent(
                        wait -> answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds()))));
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(ProblemDocument.of(occurrence, trace));
    }
}
