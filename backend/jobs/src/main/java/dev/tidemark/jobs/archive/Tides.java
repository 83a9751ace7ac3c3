package dev.tidemark.jobs.archive;

import dev.tidemark.lake.Tide;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Reads what a table says of itself. */
final class Tides {

    private Tides() {}

    /** Empty for a new table, and when a snapshot that is not ours is the current one. */
    static Optional<Tide> current(Table table) {
        Snapshot snapshot = table.currentSnapshot();
        return snapshot == null ? Optional.empty() : Tide.of(table, snapshot.snapshotId());
    }
}
