package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the time range and the store that answered it.
 *
 * @param snapshot the pinned snapshot; null where the engine has none
 * @param offsets the next offset per {@code topic-partition} not yet in; null where a snapshot says it
 * @param start inclusive; null for everything before the end
 * @param end exclusive; null for everything after the start
 * @param rows rows that count in the answer; 0 before it ran
 * @param bytes bytes opened
 * @param millis wall time in the store
 * @param sql as sent, values left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Span(
        String store,
        String engine,
        String table,
        @Nullable Long snapshot,
        @Nullable Map<String, Long> offsets,
        @Nullable Instant start,
        @Nullable Instant end,
        long rows,
        long bytes,
        long millis,
        String sql) {}
