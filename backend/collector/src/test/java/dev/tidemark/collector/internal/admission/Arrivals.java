package dev.tidemark.collector.internal.admission;

import dev.tidemark.collector.internal.enrichment.Client;
import dev.tidemark.collector.internal.enrichment.ClockCorrection;
import dev.tidemark.collector.internal.enrichment.Origin;
import java.time.Duration;
import java.time.Instant;

/** Requests for tests. */
final class Arrivals {

    private static final Origin ORIGIN =
            new Origin("10.1.2.0", "GB", "SCT", "curl/8", new Client("library", "curl", null));

    private Arrivals() {}

    static Arrival at(Instant now) {
        return new Arrival(now, ORIGIN, new ClockCorrection(Duration.ofSeconds(30)), null);
    }
}
