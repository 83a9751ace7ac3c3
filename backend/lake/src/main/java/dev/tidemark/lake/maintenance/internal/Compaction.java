package dev.tidemark.lake.maintenance.internal;

import dev.tidemark.lake.maintenance.FilePacking;
import dev.tidemark.lake.maintenance.MaintenanceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.StructLikeWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes small files of a partition as one and replaces them in a commit that says of rows what its parent says. Others may append
 * meanwhile: Iceberg tries the commit again on top of them. When others removed one of the files, this commit is given up.
 *
 * <p>Left alone are files with deletes, of another partition spec, or of another format.
 */
public final class Compaction {

    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    /** One commit replaces about this much, so that little is lost when it is given up. */
    private static final long COMMIT_BYTES = 128L << 20;

    private final Table table;
    private final FilePacking policy;

    public Compaction(Table table, FilePacking policy) {
        this.table = table;
        this.policy = policy;
    }

    public MaintenanceReport run(Instant now) {
        table.refresh();
        Snapshot base = table.currentSnapshot();
        if (base == null) {
            return MaintenanceReport.NOTHING;
        }
        MaintenanceReport report = MaintenanceReport.NOTHING;
        for (List<List<DataFile>> batch : batches(groups(base, now))) {
            report = report.plus(replace(base, batch));
        }
        return report;
    }

    private List<List<DataFile>> groups(Snapshot base, Instant now) {
        long quietThrough = newestSequenceBefore(now.minus(policy.quietAfter()));
        Packing<DataFile> packing = new Packing<>(policy, DataFile::fileSizeInBytes);
        List<List<DataFile>> groups = new ArrayList<>();
        for (List<DataFile> partition : byPartition(base)) {
            boolean quiet = partition.stream().allMatch(file -> sequence(file) <= quietThrough);
            groups.addAll(packing.groups(partition, quiet));
        }
        groups.sort(Comparator.<List<DataFile>>comparingInt(List::size).reversed());
        return groups;
    }

    private Iterable<List<DataFile>> byPartition(Snapshot base) {
        Map<StructLikeWrapper, List<DataFile>> partitions = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(base.snapshotId()).planFiles()) {
            for (FileScanTask task : tasks) {
                if (isOurs(task)) {
                    DataFile file = task.file().copyWithoutStats();
                    partitions
                            .computeIfAbsent(
                                    StructLikeWrapper.forType(table.spec().partitionType())
                                            .set(file.partition()),
                                    it -> new ArrayList<>())
                            .add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot plan " + table.name(), e);
        }
        return partitions.values();
    }

    private boolean isOurs(FileScanTask task) {
        return task.deletes().isEmpty()
                && task.file().format() == FileFormat.PARQUET
                && task.file().specId() == table.spec().specId();
    }

    private long newestSequenceBefore(Instant time) {
        return StreamSupport.stream(table.snapshots().spliterator(), false)
                .filter(snapshot -> snapshot.timestampMillis() <= time.toEpochMilli())
                .mapToLong(Snapshot::sequenceNumber)
                .max()
                .orElse(-1);
    }

    private static long sequence(ContentFile<?> file) {
        Long sequence = file.fileSequenceNumber();
        return sequence == null ? 0 : sequence;
    }

    /** As much as one run may read, cut into commits. */
    private List<List<List<DataFile>>> batches(List<List<DataFile>> groups) {
        List<List<List<DataFile>>> batches = new ArrayList<>();
        List<List<DataFile>> batch = new ArrayList<>();
        long batched = 0;
        long read = 0;
        for (List<DataFile> group : groups) {
            long bytes = bytes(group);
            if (read + bytes > policy.mostBytes()) {
                continue;
            }
            if (batched + bytes > COMMIT_BYTES && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
                batched = 0;
            }
            batch.add(group);
            batched += bytes;
            read += bytes;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static long bytes(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    }

    private MaintenanceReport replace(Snapshot base, List<List<DataFile>> groups) {
        MergedFiles merged = new MergedFiles(table);
        try {
            RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(base.snapshotId());
            MaintenanceReport report = MaintenanceReport.NOTHING;
            for (List<DataFile> group : groups) {
                group.forEach(rewrite::deleteFile);
                rewrite.addFile(merged.write(inOrderOfArrival(group)));
                report = report.plus(MaintenanceReport.packed(group.size(), 1, bytes(group)));
            }
            rewrite.commit();
            return report;
        } catch (ValidationException | CommitFailedException e) {
            LOG.info("{}: small files were replaced by somebody else meanwhile: {}", table.name(), e.getMessage());
            merged.delete();
            return MaintenanceReport.conflict();
        } catch (IOException e) {
            merged.delete();
            throw new UncheckedIOException("Cannot merge files of " + table.name(), e);
        }
        // A commit of unknown state keeps its files: they may be in the table. If not, they are orphans.
    }

    private static List<DataFile> inOrderOfArrival(List<DataFile> files) {
        return files.stream()
                .sorted(Comparator.<DataFile>comparingLong(Compaction::sequence).thenComparing(ContentFile::location))
                .toList();
    }
}
