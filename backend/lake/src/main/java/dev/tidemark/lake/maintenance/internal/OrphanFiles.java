package dev.tidemark.lake.maintenance.internal;

import dev.tidemark.lake.LocalFileIO;
import dev.tidemark.lake.maintenance.MaintenanceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;

/**
 * Files in a table's directory that none of its snapshots knows: of jobs that were killed, of commits that were given up.
 *
 * <p>Age counts back from the last commit of a writer, not from now: a job that was stopped for a week still commits, first of all,
 * what it had written before.
 */
public final class OrphanFiles {

    private final Table table;
    private final LocalFileIO files;

    public OrphanFiles(Table table, LocalFileIO files) {
        this.table = table;
        this.files = files;
    }

    public MaintenanceReport delete(Duration age, Instant now) {
        table.refresh();
        Optional<Instant> written = lastWrite();
        if (written.isEmpty()) {
            return MaintenanceReport.NOTHING;
        }
        long before =
                (written.get().isBefore(now) ? written.get() : now).minus(age).toEpochMilli();
        Set<Path> reachable = reachable();
        int deleted = 0;
        for (FileInfo file : files.listPrefix(table.location())) {
            if (file.createdAtMillis() < before && !reachable.contains(files.path(file.location()))) {
                files.deleteFile(file.location());
                deleted++;
            }
        }
        return MaintenanceReport.orphans(deleted);
    }

    private Optional<Instant> lastWrite() {
        return StreamSupport.stream(table.snapshots().spliterator(), false)
                .filter(snapshot -> !DataOperations.REPLACE.equals(snapshot.operation()))
                .map(snapshot -> Instant.ofEpochMilli(snapshot.timestampMillis()))
                .max(Instant::compareTo);
    }

    private Set<Path> reachable() {
        Set<Path> reachable = new HashSet<>();
        ReachableFileUtil.metadataFileLocations(table, false).forEach(location -> add(reachable, location));
        ReachableFileUtil.statisticsFilesLocations(table).forEach(location -> add(reachable, location));
        for (Snapshot snapshot : table.snapshots()) {
            add(reachable, snapshot.manifestListLocation());
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (reachable.add(files.path(manifest.path()))) {
                    addFiles(reachable, manifest);
                }
            }
        }
        return reachable;
    }

    private void add(Set<Path> reachable, String location) {
        reachable.add(files.path(location));
    }

    private void addFiles(Set<Path> reachable, ManifestFile manifest) {
        try (ManifestReader<? extends ContentFile<?>> reader = manifest.content() == ManifestContent.DATA
                ? ManifestFiles.read(manifest, table.io(), table.specs())
                : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
            for (ContentFile<?> file : reader) {
                add(reachable, file.location());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read manifest " + manifest.path(), e);
        }
    }
}
