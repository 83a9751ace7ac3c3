package dev.tidemark.stores.warehouse;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What one DuckDB instance may use.
 *
 * @param memoryLimit as DuckDB writes sizes, for example {@code 256MB}; what does not fit spills to {@code scratch}
 * @param threads threads of one query
 * @param slots queries that run at once
 * @param queueWait how long a query waits for a slot before it is refused
 * @param scratch a directory of this instance alone
 */
public record DuckDbSettings(String memoryLimit, int threads, int slots, Duration queueWait, Path scratch) {

    public DuckDbSettings {
        if (!memoryLimit.matches("[0-9]+ ?[KMGT]i?B")) {
            throw new IllegalArgumentException("memoryLimit must be a size such as 256MB: " + memoryLimit);
        }
        if (threads < 1 || slots < 1) {
            throw new IllegalArgumentException("threads and slots must be at least 1");
        }
    }

    /** Safe on a laptop: two queries at once of two threads each, 256 MB together. */
    public static DuckDbSettings defaults(Path scratch) {
        return new DuckDbSettings("256MB", 2, 2, Duration.ofSeconds(5), scratch);
    }
}
