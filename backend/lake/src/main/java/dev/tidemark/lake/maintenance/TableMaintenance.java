package dev.tidemark.lake.maintenance;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.maintenance.internal.Compaction;
import dev.tidemark.lake.maintenance.internal.Manifests;
import dev.tidemark.lake.maintenance.internal.OrphanFiles;
import dev.tidemark.lake.maintenance.internal.SnapshotExpiry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.NoSuchTableException;

/**
 * Looks after tables while others read and write them. Rows, tides and every snapshot inside its time stay as they are; a writer that
 * commits meanwhile loses nothing. Stateless and thread-safe, but two at once on one table only get in each other's way.
 */
public final class TableMaintenance {

    /** Every commit writes a whole metadata file, so old ones must go with it. */
    private static final Map<String, String> METADATA_CLEANUP = Map.of(
            TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
            TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20");

    private final Lake lake;

    public TableMaintenance(Lake lake) {
        this.lake = lake;
    }

    /**
     * Does the chores that are wanted, in the order of {@link Chore}. A chore that fails leaves the table as it was.
     *
     * @param now decides what is old
     * @return what was done; empty when there is no such table
     */
    public Optional<MaintenanceReport> maintain(
            TableRef name, MaintenancePolicy policy, Set<Chore> chores, Instant now) {
        try {
            Table table = lake.catalog().loadTable(name.identifier());
            return Optional.of(maintain(table, policy.with(table.properties()), chores, now));
        } catch (NoSuchTableException missing) {
            return Optional.empty();
        }
    }

    private MaintenanceReport maintain(Table table, MaintenancePolicy policy, Set<Chore> chores, Instant now) {
        cleanMetadataAtEachCommit(table);
        MaintenanceReport report = MaintenanceReport.NOTHING;
        if (chores.contains(Chore.COMPACT)) {
            report = report.plus(new Compaction(table, policy.files()).run(now));
        }
        if (chores.contains(Chore.MANIFESTS)) {
            report = report.plus(Manifests.merge(table));
        }
        if (chores.contains(Chore.EXPIRE)) {
            report = report.plus(SnapshotExpiry.expire(table, policy.snapshots(), now));
        }
        if (chores.contains(Chore.ORPHANS)) {
            report = report.plus(new OrphanFiles(table, lake.files()).delete(policy.orphansAfter(), now));
        }
        return report;
    }

    private static void cleanMetadataAtEachCommit(Table table) {
        if (METADATA_CLEANUP.keySet().stream().allMatch(table.properties()::containsKey)) {
            return;
        }
        UpdateProperties update = table.updateProperties();
        METADATA_CLEANUP.forEach((key, value) -> {
            if (!table.properties().containsKey(key)) {
                update.set(key, value);
            }
        });
        update.commit();
    }
}
