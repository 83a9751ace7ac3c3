package dev.tidemark.lake.maintenance.internal;

import dev.tidemark.lake.maintenance.MaintenanceReport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/** Small manifests become few: planning reads each of them. */
public final class Manifests {

    private static final int MOST = 16;

    private Manifests() {}

    public static MaintenanceReport merge(Table table) {
        table.refresh();
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return MaintenanceReport.NOTHING;
        }
        long target = Long.parseLong(table.properties()
                .getOrDefault(
                        TableProperties.MANIFEST_TARGET_SIZE_BYTES,
                        Long.toString(TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT)));
        int small = (int) current.dataManifests(table.io()).stream()
                .filter(manifest -> manifest.length() < target / 2)
                .count();
        if (small <= MOST) {
            return MaintenanceReport.NOTHING;
        }
        try {
            table.rewriteManifests()
                    .clusterBy(file -> "")
                    .rewriteIf(manifest -> manifest.length() < target / 2)
                    .commit();
            return MaintenanceReport.manifests(small);
        } catch (ValidationException | CommitFailedException e) {
            return MaintenanceReport.conflict();
        }
    }
}
