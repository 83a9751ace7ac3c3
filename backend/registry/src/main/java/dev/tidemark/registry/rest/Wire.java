package dev.tidemark.registry.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.internal.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Bodies in and out, in the media types that clients of the protocol use. */
final class Wire {

    static final MediaType V1 = MediaType.parseMediaType("application/vnd.schemaregistry.v1+json");

    private static final List<MediaType> SPOKEN =
            List.of(V1, MediaType.parseMediaType("application/vnd.schemaregistry+json"), MediaType.APPLICATION_JSON);

    /** A subtype of any type says nothing more than any type. */
    private static final Pattern ANY_TYPE = Pattern.compile("\\*/[^;,\\s]+");

    /** More than the longest schema may have, so that a longer one is refused as that. */
    private static final int MOST_BYTES = 8 << 20;

    private Wire() {}

    /**
     * The JSON object of the request; clients also call it octets, or nothing.
     *
     * @throws Refusal 415
     * @throws ProblemException EMPTY_REGISTRY_REQUEST or MALFORMED_REGISTRY_REQUEST
     */
    static ObjectNode body(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && !understood(type)) {
            throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        try {
            JsonNode body = Json.MAPPER.readTree(request.getInputStream());
            if (body instanceof ObjectNode object) {
                return object;
            }
            if (body.isMissingNode() || body.isNull()) {
                throw new ProblemException(RegistryProblem.EMPTY_REGISTRY_REQUEST);
            }
        } catch (JacksonException | NumberFormatException e) { // the latter of 1e99999999999
            throw new ProblemException(RegistryProblem.MALFORMED_REGISTRY_REQUEST, "it is no JSON").because(e);
        } catch (IOException e) {
            throw new ProblemException(RegistryProblem.MALFORMED_REGISTRY_REQUEST, "it broke off").because(e);
        }
        throw new ProblemException(RegistryProblem.MALFORMED_REGISTRY_REQUEST, "it is no JSON object");
    }

    private static boolean understood(String type) {
        try {
            MediaType given = MediaType.parseMediaType(type);
            return given.equalsTypeAndSubtype(MediaType.APPLICATION_OCTET_STREAM)
                    || SPOKEN.stream().anyMatch(given::equalsTypeAndSubtype);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** The body as it is, for what is no JSON object or whose own text counts. */
    static String text(HttpServletRequest request) {
        try {
            return new String(request.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProblemException(RegistryProblem.MALFORMED_REGISTRY_REQUEST, "it broke off").because(e);
        }
    }

    static ResponseEntity<byte[]> answer(HttpServletRequest request, JsonNode document) {
        return answer(request, HttpStatus.OK.value(), Json.text(document));
    }

    /** A text that is an answer by itself, such as a schema alone. */
    static ResponseEntity<byte[]> answer(HttpServletRequest request, int status, String text) {
        return ResponseEntity.status(status).contentType(spoken(request)).body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param remedy what to do next, a member of ours beside those that clients know; may be empty */
    static ResponseEntity<byte[]> error(@Nullable MediaType type, int status, int code, String message, String remedy) {
        ObjectNode document =
                Json.MAPPER.createObjectNode().put("error_code", code).put("message", message);
        if (!remedy.isEmpty()) {
            document.put("remedy", remedy);
        }
        return ResponseEntity.status(status)
                .contentType(type == null ? V1 : type)
                .body(Json.text(document).getBytes(StandardCharsets.UTF_8));
    }

    /** What the caller likes best of what is spoken here. */
    static MediaType spoken(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        if (accepted == null || accepted.isBlank()) {
            return V1;
        }
        try {
            return MediaType.parseMediaTypes(ANY_TYPE.matcher(accepted).replaceAll("*/*")).stream()
                    .sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
                    .flatMap(wanted -> SPOKEN.stream().filter(wanted::includes))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(HttpStatus.NOT_ACCEPTABLE));
        } catch (InvalidMediaTypeException e) {
            throw new Refusal(HttpStatus.NOT_ACCEPTABLE);
        }
    }

    /** What HTTP itself has a status for. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;

        Refusal(HttpStatus status) {
            super("HTTP " + status.value() + " " + status.getReasonPhrase());
            this.status = status;
        }

        HttpStatus status() {
            return status;
        }
    }
}
