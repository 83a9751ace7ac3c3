package dev.tidemark.router;

import java.time.Duration;

/**
 * How the router behaves.
 *
 * @param deadline for one question, all stores together
 * @param maxRows the most rows one store may return for a question
 * @param maxDistinctValues the most distinct values of one measure that are merged between two stores
 * @param receiptsKept how long receipts can be asked for
 * @param usageKept how long the usage log remembers a question
 * @param cacheBytes the most memory that answers take which may be given again; 0 keeps none
 */
public record RouterSettings(
        Duration deadline,
        int maxRows,
        int maxDistinctValues,
        Duration receiptsKept,
        Duration usageKept,
        long cacheBytes) {

    public static final RouterSettings DEFAULT = new RouterSettings(
            Duration.ofSeconds(30), 100_000, 1_000_000, Duration.ofDays(30), Duration.ofDays(400), 64L << 20);
}
