package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.server.Request;

/** The event in the address of a picture: the parameter {@code data} is its JSON, as it is or in base64 for addresses. */
final class Pixel {

    private static final String PARAMETER = "data";

    private Pixel() {}

    /**
     * @throws ProblemException MALFORMED_JSON
     */
    static Submission event(Request request) {
        String data = parameter(request, PARAMETER)
                .orElseThrow(() -> new ProblemException(
                        CollectorProblem.MALFORMED_JSON, 1, 1, "the address has no parameter data with an event"));
        byte[] json = data.startsWith("{") ? data.getBytes(StandardCharsets.UTF_8) : decoded(data);
        return EventJson.one(json, json.length);
    }

    /** A parameter of the address that is there and can be read. */
    static Optional<String> parameter(Request request, String name) {
        try {
            return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name))
                    .filter(value -> !value.isEmpty());
        } catch (IllegalArgumentException | IllegalStateException | BadMessageException e) {
            return Optional.empty(); // not percent-encoded UTF-8
        }
    }

    private static byte[] decoded(String data) {
        try {
            return Base64.getUrlDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                            CollectorProblem.MALFORMED_JSON, 1, 1, PARAMETER + " is neither JSON nor base64 of JSON")
                    .because(e);
        }
    }
}
