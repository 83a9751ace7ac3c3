package dev.tidemark.server;

import dev.tidemark.lake.maintenance.MaintenancePolicy;
import dev.tidemark.lake.maintenance.SnapshotKeeping;
import dev.tidemark.pipelines.maintenance.MaintenanceSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this installation looks after the lake's tables.
 *
 * @param look how often to look which tables are due; zero for a portal that never does
 * @param every the pause between two runs of a table
 * @param orphansEvery the pause between two searches for files that no snapshot knows
 * @param targetFile how large files become that are packed
 * @param rawSnapshots how long every snapshot of the archive is kept, at least an hour
 * @param modelSnapshots how long every snapshot of modeled tables is kept, at least an hour
 */
@ConfigurationProperties("tidemark.maintenance")
record LakeKeeping(
        @DefaultValue("20s") Duration look,
        @DefaultValue("5m") Duration every,
        @DefaultValue("12h") Duration orphansEvery,
        @DefaultValue("64MB") DataSize targetFile,
        @DefaultValue("2h") Duration rawSnapshots,
        @DefaultValue("6h") Duration modelSnapshots) {

    MaintenanceSettings settings() {
        return new MaintenanceSettings(
                look,
                every,
                orphansEvery,
                policy(MaintenancePolicy.RAW, rawSnapshots),
                policy(MaintenancePolicy.MODEL, modelSnapshots));
    }

    private MaintenancePolicy policy(MaintenancePolicy usual, Duration snapshots) {
        SnapshotKeeping keeping = usual.snapshots();
        return new MaintenancePolicy(
                usual.files().withTarget(targetFile.toBytes()),
                new SnapshotKeeping(snapshots, keeping.last(), keeping.hourly(), keeping.daily()),
                usual.orphansAfter());
    }
}
