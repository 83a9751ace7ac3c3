package dev.tidemark.registry.rest;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Errors have the protocol's shape instead of the portal's, because its clients read it. */
@RestControllerAdvice(basePackageClasses = RegistryErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RegistryErrors {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryErrors.class);
    private static final int STORE_FAILED = 50001;

    @ExceptionHandler
    ResponseEntity<byte[]> problem(ProblemException occurrence, HttpServletRequest request) {
        int status = occurrence.problem().status();
        int code = occurrence.problem() instanceof RegistryProblem known ? known.errorCode() : status;
        return error(request, status, code, occurrence.detail(), occurrence.remedy());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refusal(Wire.Refusal refusal, HttpServletRequest request) {
        int status = refusal.status().value();
        return error(request, status, status, String.valueOf(refusal.getMessage()), "");
    }

    /** An id that is no number names nothing. */
    @ExceptionHandler
    ResponseEntity<byte[]> noNumber(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return refusal(new Wire.Refusal(HttpStatus.NOT_FOUND), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> store(DataAccessException e, HttpServletRequest request) {
        LOG.error("The registry's database failed for {} {}", request.getMethod(), request.getRequestURI(), e);
        return error(request, 500, STORE_FAILED, "The registry's database did not answer", "Try again in a moment.");
    }

    private static ResponseEntity<byte[]> error(
            HttpServletRequest request, int status, int code, String message, String remedy) {
        return ArtifactDocuments.asked(request)
                ? ArtifactDocuments.error(status, code, message, remedy)
                : Wire.error(type(request), status, code, message, remedy);
    }

    private static MediaType type(HttpServletRequest request) {
        try {
            return Wire.spoken(request);
        } catch (Wire.Refusal e) {
            return Wire.V1;
        }
    }
}
