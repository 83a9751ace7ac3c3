package dev.tidemark.lake.maintenance;

import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.TableProperties;

/**
 * How a table is kept.
 *
 * @param orphansAfter how long before the table's last commit a file must have been written to count as left behind; a job may
 *     still commit what it wrote before it was stopped
 */
public record MaintenancePolicy(FilePacking files, SnapshotKeeping snapshots, Duration orphansAfter) {

    private static final long MIB = 1L << 20;

    /** The archive: a commit every few seconds, read by people and transforms. */
    public static final MaintenancePolicy RAW = new MaintenancePolicy(
            new FilePacking(64 * MIB, 8, Duration.ofHours(1), 512 * MIB),
            new SnapshotKeeping(Duration.ofHours(2), 10, Duration.ofDays(7), Duration.ofDays(30)),
            Duration.ofDays(3));

    /** Modeled tables: a commit per run of the transform, whole days at once. */
    public static final MaintenancePolicy MODEL = new MaintenancePolicy(
            new FilePacking(64 * MIB, 8, Duration.ofHours(1), 256 * MIB),
            new SnapshotKeeping(Duration.ofHours(6), 10, Duration.ofDays(7), Duration.ofDays(30)),
            Duration.ofDays(1));

    public MaintenancePolicy {
        if (orphansAfter.compareTo(SnapshotKeeping.LEAST) < 0) {
            throw new IllegalArgumentException(
                    "Files younger than " + SnapshotKeeping.LEAST + " may be in use; orphansAfter is " + orphansAfter);
        }
    }

    /**
     * This policy with what the table itself says, in Iceberg's own properties: {@code write.target-file-size-bytes},
     * {@code history.expire.max-snapshot-age-ms} and {@code history.expire.min-snapshots-to-keep}.
     */
    public MaintenancePolicy with(Map<String, String> properties) {
        String target = properties.get(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES);
        String age = properties.get(TableProperties.MAX_SNAPSHOT_AGE_MS);
        String last = properties.get(TableProperties.MIN_SNAPSHOTS_TO_KEEP);
        Duration all = age == null ? snapshots.all() : atLeast(Duration.ofMillis(Long.parseLong(age)));
        return new MaintenancePolicy(
                target == null ? files : files.withTarget(Long.parseLong(target)),
                new SnapshotKeeping(
                        all,
                        last == null ? snapshots.last() : Integer.parseInt(last),
                        snapshots.hourly(),
                        snapshots.daily()),
                orphansAfter);
    }

    private static Duration atLeast(Duration age) {
        return age.compareTo(SnapshotKeeping.LEAST) < 0 ? SnapshotKeeping.LEAST : age;
    }
}
