package dev.tidemark.lake.maintenance.internal;

import dev.tidemark.lake.Tide;
import dev.tidemark.lake.maintenance.MaintenanceReport;
import dev.tidemark.lake.maintenance.SnapshotKeeping;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/** Forgets snapshots that nobody is promised any more and deletes the files that no other snapshot has. */
public final class SnapshotExpiry {

    private SnapshotExpiry() {}

    public static MaintenanceReport expire(Table table, SnapshotKeeping keeping, Instant now) {
        table.refresh();
        List<KeptSnapshots.Known> known = StreamSupport.stream(table.snapshots().spliterator(), false)
                .map(SnapshotExpiry::known)
                .toList();
        Set<Long> heads =
                table.refs().values().stream().map(SnapshotRef::snapshotId).collect(Collectors.toSet());
        Set<Long> kept = new KeptSnapshots(known).kept(heads, keeping, now);
        List<Long> expired = known.stream()
                .map(KeptSnapshots.Known::id)
                .filter(id -> !kept.contains(id))
                .toList();
        return expired.isEmpty() ? MaintenanceReport.NOTHING : expire(table, expired);
    }

    private static KeptSnapshots.Known known(Snapshot snapshot) {
        return new KeptSnapshots.Known(
                snapshot.snapshotId(),
                snapshot.parentId(),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                snapshot.summary().containsKey(Tide.COMPLETE_THROUGH),
                DataOperations.REPLACE.equals(snapshot.operation()));
    }

    private static MaintenanceReport expire(Table table, List<Long> snapshots) {
        AtomicInteger deleted = new AtomicInteger();
        // Only those that are named: none of Iceberg's own age applies.
        ExpireSnapshots expiry = table.expireSnapshots().expireOlderThan(0).deleteWith(location -> {
            table.io().deleteFile(location);
            deleted.incrementAndGet();
        });
        snapshots.forEach(expiry::expireSnapshotId);
        expiry.commit();
        return MaintenanceReport.expired(snapshots.size(), deleted.get());
    }
}
