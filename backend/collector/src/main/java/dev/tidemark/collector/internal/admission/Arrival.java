package dev.tidemark.collector.internal.admission;

import dev.tidemark.collector.internal.enrichment.ClockCorrection;
import dev.tidemark.collector.internal.enrichment.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about all of its events.
 *
 * @param at our clock
 * @param sentAt the sender's clock when it sent them, for those that do not say so themselves; null when it did not tell
 */
public record Arrival(
        Instant at,
        Origin origin,
        ClockCorrection clock,
        @Nullable Instant sentAt) {

    public Arrival withSentAt(@Nullable Instant sent) {
        return new Arrival(at, origin, clock, sent);
    }
}
