package dev.tidemark.pipelines.maintenance;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.maintenance.MaintenancePolicy;
import java.time.Duration;

/**
 * How the lake is looked after.
 *
 * @param look how often to look which tables are due; zero to run on demand only
 * @param every the pause between two runs of a table
 * @param orphansEvery the pause between two searches for files that nobody knows, which read every manifest
 * @param raw for the archive
 * @param model for modeled tables
 */
public record MaintenanceSettings(
        Duration look, Duration every, Duration orphansEvery, MaintenancePolicy raw, MaintenancePolicy model) {

    /** Every five minutes, orphans twice a day. */
    public static MaintenanceSettings defaults() {
        return new MaintenanceSettings(
                Duration.ofSeconds(20),
                Duration.ofMinutes(5),
                Duration.ofHours(12),
                MaintenancePolicy.RAW,
                MaintenancePolicy.MODEL);
    }

    public MaintenancePolicy policy(TableRef table) {
        return table.namespace().equals(Lake.RAW) ? raw : model;
    }
}
