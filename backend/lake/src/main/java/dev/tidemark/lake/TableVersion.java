package dev.tidemark.lake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table as it was at one snapshot.
 *
 * @param snapshot empty when nothing was ever written
 * @param contents the newest snapshot at or before it that changed rows: equal contents mean equal rows
 * @param committedAt when that snapshot was committed, or {@link Instant#EPOCH}
 * @param tide what its writer vouches for
 * @param columns the columns it had then
 * @param summary what its writer noted in the snapshot
 */
public record TableVersion(
        TableRef table,
        OptionalLong snapshot,
        OptionalLong contents,
        Instant committedAt,
        Optional<Tide> tide,
        long rows,
        long bytes,
        List<LakeColumn> columns,
        Map<String, String> summary) {

    public TableVersion {
        columns = List.copyOf(columns);
        summary = Map.copyOf(summary);
    }
}
