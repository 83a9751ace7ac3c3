package dev.tidemark.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.problems.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record in a quarantine topic, as JSON: an event that did not fit, with everything needed to repair and replay it.
 *
 * @param eventId the source's, or ours when it gave none
 * @param type what the source said it is; null when it said nothing
 * @param reason code of the problem, for example {@code invalid-event}
 * @param original the event exactly as it was received, as JSON text
 */
public record QuarantinedEvent(
        String eventId,
        @Nullable String type,
        String source,
        String team,
        String receivedAt,
        String reason,
        String detail,
        List<Fault> faults,
        String original) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public QuarantinedEvent {
        faults = List.copyOf(faults);
    }

    public Instant received() {
        return Rfc3339.parse(receivedAt);
    }

    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws UncheckedIOException when the value is no such document
     */
    public static QuarantinedEvent parse(byte[] json) {
        try {
            return JSON.readValue(json, QuarantinedEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
