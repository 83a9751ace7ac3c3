package dev.tidemark.collector.internal.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One event as it was sent.
 *
 * @param body the whole request's; shared
 * @param from where the event starts in it
 * @param to behind its last byte
 */
public record Submission(JsonNode json, byte[] body, int from, int to) {

    int bytes() {
        return to - from;
    }

    /** The event to the letter. */
    String original() {
        return new String(Arrays.copyOfRange(body, from, to), StandardCharsets.UTF_8);
    }
}
