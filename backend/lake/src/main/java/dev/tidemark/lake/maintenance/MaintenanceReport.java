package dev.tidemark.lake.maintenance;

/**
 * What was done to a table.
 *
 * @param filesPacked small files that were written anew
 * @param filesWritten what they became
 * @param bytesPacked size of the small files
 * @param manifestsRewritten manifests that were merged into fewer
 * @param snapshotsExpired snapshots that can no longer be asked for
 * @param filesDeleted data, manifest and other files deleted with them
 * @param orphansDeleted files no snapshot knew
 * @param conflicts commits given up because somebody else removed the files meanwhile; the next run finds what is left
 */
public record MaintenanceReport(
        int filesPacked,
        int filesWritten,
        long bytesPacked,
        int manifestsRewritten,
        int snapshotsExpired,
        int filesDeleted,
        int orphansDeleted,
        int conflicts) {

    public static final MaintenanceReport NOTHING = new MaintenanceReport(0, 0, 0, 0, 0, 0, 0, 0);

    public MaintenanceReport plus(MaintenanceReport other) {
        return new MaintenanceReport(
                filesPacked + other.filesPacked,
                filesWritten + other.filesWritten,
                bytesPacked + other.bytesPacked,
                manifestsRewritten + other.manifestsRewritten,
                snapshotsExpired + other.snapshotsExpired,
                filesDeleted + other.filesDeleted,
                orphansDeleted + other.orphansDeleted,
                conflicts + other.conflicts);
    }

    public static MaintenanceReport packed(int files, int written, long bytes) {
        return new MaintenanceReport(files, written, bytes, 0, 0, 0, 0, 0);
    }

    public static MaintenanceReport conflict() {
        return new MaintenanceReport(0, 0, 0, 0, 0, 0, 0, 1);
    }

    public static MaintenanceReport manifests(int rewritten) {
        return new MaintenanceReport(0, 0, 0, rewritten, 0, 0, 0, 0);
    }

    public static MaintenanceReport expired(int snapshots, int files) {
        return new MaintenanceReport(0, 0, 0, 0, snapshots, files, 0, 0);
    }

    public static MaintenanceReport orphans(int files) {
        return new MaintenanceReport(0, 0, 0, 0, 0, 0, files, 0);
    }
}
