package dev.tidemark.jobs.events;

import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * An event, or a heartbeat, read from its family's topic.
 *
 * @param appendedAt when the broker appended it, in epoch milliseconds
 * @param event null for a heartbeat
 */
public record Arrival(
        String family,
        int partition,
        long offset,
        long appendedAt,
        @Nullable Event event) implements Decoded {

    /**
     * @param schemaId the schema it was written with
     * @param properties JSON object; decimals are strings
     */
    public record Event(Envelope envelope, Enrichment enrichment, int schemaId, String properties) {

        /** An event of which nothing was worked out. */
        public Event(Envelope envelope, int schemaId, String properties) {
            this(envelope, Enrichment.NONE, schemaId, properties);
        }
    }

    public boolean isHeartbeat() {
        return event == null;
    }
}
