package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

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
 * @param expectedBytes what the table's size and the asked share of its time let expect, without what was learnt since
 */
@JsonNaming(SnakeCaseStrategy.class)
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
        String sql,
        @Nullable Long expectedBytes) {

    /** The same part of an answer that is given again: no store was asked for it. */
    public Span unread() {
        return new Span(store, engine, table, snapshot, offsets, start, end, rows, 0, 0, sql, expectedBytes);
    }

    public Span(
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
            String sql) {
        this(store, engine, table, snapshot, offsets, start, end, rows, bytes, millis, sql, null);
    }
}
