package dev.tidemark.stores;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a table holds at one moment.
 *
 * @param snapshot what to pin in {@link TableUse} to read exactly this; empty where the engine has no snapshots
 * @param offsets the next Kafka offset per {@code topic-partition} that is not in yet
 * @param completeThrough every event before it is in; {@link Instant#EPOCH} when nobody vouches for anything
 * @param keptFrom rows with an event time before it may have been dropped; {@link Instant#EPOCH} when everything is kept
 * @param rows rows stored, an estimate where the engine only estimates
 * @param bytes bytes stored
 */
public record TableState(
        TableName table,
        OptionalLong snapshot,
        Map<String, Long> offsets,
        Instant completeThrough,
        Instant keptFrom,
        long rows,
        long bytes,
        List<Column> columns) {

    public TableState {
        offsets = Map.copyOf(offsets);
        columns = List.copyOf(columns);
    }
}
