package dev.tidemark.router;

import dev.tidemark.router.export.ExportSettings;
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
 * @param moment the same questions within it are answered together, as of one instant; zero answers each by itself
 * @param exports how large files may be
 */
public record RouterSettings(
        Duration deadline,
        int maxRows,
        int maxDistinctValues,
        Duration receiptsKept,
        Duration usageKept,
        long cacheBytes,
        Duration moment,
        ExportSettings exports) {

    public static final RouterSettings DEFAULT = new RouterSettings(
            Duration.ofSeconds(30),
            100_000,
            1_000_000,
            Duration.ofDays(30),
            Duration.ofDays(400),
            64L << 20,
            Duration.ZERO,
            ExportSettings.DEFAULT);

    public RouterSettings withCacheBytes(long bytes) {
        return new RouterSettings(
                deadline, maxRows, maxDistinctValues, receiptsKept, usageKept, bytes, moment, exports);
    }

    public RouterSettings withExports(ExportSettings newExports) {
        return new RouterSettings(
                deadline, maxRows, maxDistinctValues, receiptsKept, usageKept, cacheBytes, moment, newExports);
    }

    public RouterSettings withMoment(Duration length) {
        return new RouterSettings(
                deadline, maxRows, maxDistinctValues, receiptsKept, usageKept, cacheBytes, length, exports);
    }

    /** The same for a question whose rows are not kept in memory. */
    public RouterSettings streaming() {
        return new RouterSettings(
                exports.deadline(),
                exports.maxRows(),
                maxDistinctValues,
                receiptsKept,
                usageKept,
                cacheBytes,
                moment,
                exports);
    }
}
