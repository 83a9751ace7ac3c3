package dev.tidemark.events;

import dev.tidemark.events.internal.Documents;
import dev.tidemark.problems.Fault;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    /**
     * @throws NullPointerException when something but the type is missing
     */
    public QuarantinedEvent {
        Objects.requireNonNull(eventId, "event_id");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(receivedAt, "received_at");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(original, "original");
        faults = List.copyOf(faults);
    }

    public Instant received() {
        return Rfc3339.parse(receivedAt);
    }

    public byte[] toJson() {
        return Documents.write(this);
    }

    /**
     * @throws UncheckedIOException when the value is no such document
     */
    public static QuarantinedEvent parse(byte[] json) {
        return Documents.read(json, QuarantinedEvent.class);
    }
}
