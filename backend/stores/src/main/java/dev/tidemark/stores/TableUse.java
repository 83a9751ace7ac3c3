package dev.tidemark.stores;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a query reads a table.
 *
 * @param snapshot the snapshot to read; empty for the current one
 * @param prune what the SQL filters on anyway, so that files outside need not be opened; never changes the answer
 */
public record TableUse(TableName table, OptionalLong snapshot, Optional<TimeRange> prune) {

    public static TableUse current(TableName table) {
        return new TableUse(table, OptionalLong.empty(), Optional.empty());
    }
}
