package dev.tidemark.lake;

import dev.tidemark.lake.internal.ColumnTypes;
import dev.tidemark.lake.internal.LoadedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.util.SnapshotUtil;

/** The tables of the lake for readers: what they hold and how to read it. Thread-safe. */
public final class LakeTables {

    private final Lake lake;
    private final LoadedTables loaded;
    private final ScanPlanner planner;
    private final Map<TableRef, TableVersion> newest = new ConcurrentHashMap<>();

    /**
     * @param maxAge how old an answer about the current snapshot may be; {@link Duration#ZERO} asks every time
     */
    public LakeTables(Lake lake, Duration maxAge) {
        this.lake = lake;
        this.loaded = new LoadedTables(lake.catalog(), maxAge);
        this.planner = new ScanPlanner(lake.files());
    }

    public List<TableRef> list(String namespace) {
        return lake.catalog().listTables(Namespace.of(namespace)).stream()
                .map(name -> new TableRef(namespace, name.name()))
                .toList();
    }

    /** The table now; empty when there is none. */
    public Optional<TableVersion> current(TableRef name) {
        return loaded.latest(name.identifier()).map(table -> {
            Snapshot snapshot = table.currentSnapshot();
            return snapshot == null ? unwritten(name, table) : newest(name, table, snapshot);
        });
    }

    /** A snapshot never changes, so what is said of it is worked out once. */
    private TableVersion newest(TableRef name, Table table, Snapshot snapshot) {
        TableVersion last = newest.get(name);
        if (last != null && last.snapshot().equals(OptionalLong.of(snapshot.snapshotId()))) {
            return last;
        }
        TableVersion version = version(name, table, snapshot);
        newest.put(name, version);
        return version;
    }

    /** The table at a snapshot; empty when there is no such table or the snapshot is not kept any more. */
    public Optional<TableVersion> at(TableRef name, long snapshotId) {
        return loaded.latest(name.identifier())
                .flatMap(table -> Optional.ofNullable(table.snapshot(snapshotId))
                        .map(snapshot -> version(name, table, snapshot)));
    }

    /**
     * How to read a version of a table.
     *
     * @param span leaves out files that hold no such row; the relation may still return other rows
     * @throws dev.tidemark.problems.ProblemException {@link LakeProblem#UNREADABLE_DELETES}
     */
    public ScanPlan plan(TableVersion version, Optional<TimeSpan> span) {
        Table table = loaded.latest(version.table().identifier())
                .orElseThrow(() -> new IllegalStateException(version.table() + " was dropped"));
        return planner.plan(table, version.snapshot(), span);
    }

    private static TableVersion unwritten(TableRef name, Table table) {
        return new TableVersion(
                name,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Instant.EPOCH,
                Optional.empty(),
                0,
                0,
                ColumnTypes.columns(table.schema()),
                Map.of());
    }

    private static TableVersion version(TableRef name, Table table, Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return new TableVersion(
                name,
                OptionalLong.of(snapshot.snapshotId()),
                Contents.of(table, snapshot),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                Tide.of(table, snapshot.snapshotId()),
                number(summary, SnapshotSummary.TOTAL_RECORDS_PROP),
                number(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
                ColumnTypes.columns(SnapshotUtil.schemaFor(table, snapshot.snapshotId())),
                notes(table, snapshot));
    }

    /** What the writer noted; a rewrite has the notes of what it rewrote, and its own counts. */
    private static Map<String, String> notes(Table table, Snapshot snapshot) {
        Map<String, String> notes = new HashMap<>();
        Tide.carrier(table, snapshot.snapshotId()).ifPresent(carrier -> notes.putAll(carrier.summary()));
        notes.putAll(snapshot.summary());
        return notes;
    }

    private static long number(Map<String, String> summary, String property) {
        return Long.parseLong(summary.getOrDefault(property, "0"));
    }
}
