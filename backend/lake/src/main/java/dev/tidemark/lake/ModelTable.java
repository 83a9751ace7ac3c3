package dev.tidemark.lake;

import dev.tidemark.lake.internal.ParquetFiles;
import dev.tidemark.lake.internal.SchemaEvolution;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A modeled table while it is written: staged on the branch {@value #AUDIT}, checked there by the caller, then published by
 * one commit. Readers see the old version or the new one, whole.
 *
 * <p>One writer at a time; a second one is found out when it publishes. Not thread-safe.
 */
public final class ModelTable {

    public static final String AUDIT = "audit";

    private final TableRef name;
    private final Table table;
    private final LocalFileIO files;
    private final boolean repartitioned;

    private ModelTable(TableRef name, Table table, LocalFileIO files, boolean repartitioned) {
        this.name = name;
        this.table = table;
        this.files = files;
        this.repartitioned = repartitioned;
    }

    /**
     * The table with these columns, created or evolved. Readers who pin a snapshot keep seeing its own columns.
     *
     * @param dayColumn the timestamp by whose days (UTC) the table is partitioned
     */
    public static ModelTable ensure(Lake lake, TableRef name, List<LakeColumn> columns, Optional<String> dayColumn) {
        Schema wanted = SchemaEvolution.schema(columns);
        PartitionSpec spec = spec(wanted, dayColumn);
        Table table = load(lake, name.identifier(), wanted, spec);
        SchemaEvolution.evolve(table, columns);
        boolean repartitioned = SchemaEvolution.repartition(table, dayColumn);
        return new ModelTable(name, table, lake.files(), repartitioned);
    }

    private static PartitionSpec spec(Schema schema, Optional<String> dayColumn) {
        return dayColumn
                .map(column -> PartitionSpec.builderFor(schema).day(column).build())
                .orElseGet(PartitionSpec::unpartitioned);
    }

    private static Table load(Lake lake, TableIdentifier name, Schema schema, PartitionSpec spec) {
        try {
            return lake.catalog().loadTable(name);
        } catch (NoSuchTableException missing) {
            try {
                return lake.catalog().createTable(name, schema, spec, Lake.TABLE_PROPERTIES);
            } catch (AlreadyExistsException raced) {
                return lake.catalog().loadTable(name);
            }
        }
    }

    /** Whether days of the old version cannot be kept, because it was partitioned otherwise. */
    public boolean mustBeReplacedWhole() {
        return repartitioned;
    }

    /** The field id of each column, which the files written must carry. */
    public Map<String, Integer> fieldIds() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        table.schema().columns().forEach(field -> ids.put(field.name(), field.fieldId()));
        return ids;
    }

    /** Where an engine may write a new file; nothing there counts before it is staged. */
    public Path newFile(Optional<LocalDate> day) {
        String directory = day.map(date -> "/data/" + partition(date)).orElse("/data");
        Path path = files.path(table.location() + directory + "/" + UUID.randomUUID() + ".parquet");
        try {
            Files.createDirectories(path.resolveSibling("."));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
        return path;
    }

    private String partition(LocalDate day) {
        return table.spec().fields().get(0).name() + "=" + day;
    }

    /**
     * Commits a new version on the branch {@value #AUDIT}, based on what is published now.
     *
     * @return the snapshot to check, then to {@link #publish}
     */
    public long stage(Replacement replacement) {
        table.refresh();
        Snapshot base = table.currentSnapshot();
        List<DataFile> added = replacement.added().stream().map(this::dataFile).toList();
        if (base == null) {
            AppendFiles first = table.newAppend();
            added.forEach(first::appendFile);
            replacement.summary().forEach(first::set);
            dropAudit();
            first.toBranch(AUDIT).commit();
        } else {
            startAuditAt(base);
            OverwriteFiles overwrite = table.newOverwrite().toBranch(AUDIT);
            replacement
                    .days()
                    .ifPresentOrElse(
                            days -> existing(base, days).forEach(overwrite::deleteFile),
                            () -> overwrite.overwriteByRowFilter(Expressions.alwaysTrue()));
            added.forEach(overwrite::addFile);
            replacement.summary().forEach(overwrite::set);
            overwrite.commit();
        }
        table.refresh();
        return table.snapshot(AUDIT).snapshotId();
    }

    private void startAuditAt(Snapshot base) {
        SnapshotRef audit = table.refs().get(AUDIT);
        if (audit == null) {
            table.manageSnapshots().createBranch(AUDIT, base.snapshotId()).commit();
        } else if (audit.snapshotId() != base.snapshotId()) {
            table.manageSnapshots().replaceBranch(AUDIT, base.snapshotId()).commit();
        }
    }

    private void dropAudit() {
        if (table.refs().containsKey(AUDIT)) {
            table.manageSnapshots().removeBranch(AUDIT).commit();
        }
    }

    private List<DataFile> existing(Snapshot base, Set<LocalDate> days) {
        Set<Integer> numbers =
                days.stream().map(day -> Math.toIntExact(day.toEpochDay())).collect(Collectors.toSet());
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(base.snapshotId()).planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false)
                    .map(FileScanTask::file)
                    .filter(file -> numbers.contains(file.partition().get(0, Integer.class)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot plan " + name, e);
        }
    }

    private DataFile dataFile(WrittenFile file) {
        return ParquetFiles.dataFile(table, files, file.path(), file.day().map(this::partition));
    }

    /**
     * Makes a staged version the one everybody reads.
     *
     * @throws ProblemException {@link LakeProblem#PUBLISH_CONFLICT} when the table moved since it was staged
     */
    public void publish(long snapshot) {
        try {
            table.manageSnapshots()
                    .fastForwardBranch(SnapshotRef.MAIN_BRANCH, AUDIT)
                    .commit();
        } catch (IllegalArgumentException | ValidationException e) {
            throw new ProblemException(LakeProblem.PUBLISH_CONFLICT, name).because(e);
        }
        table.refresh();
        Snapshot published = table.currentSnapshot();
        if (published == null || published.snapshotId() != snapshot) {
            throw new ProblemException(LakeProblem.PUBLISH_CONFLICT, name);
        }
    }

    /** Notes something in a new snapshot with the same rows, and publishes it. */
    public long note(Map<String, String> summary) {
        table.refresh();
        AppendFiles nothing = table.newFastAppend();
        Contents.unchanged(table).forEach(nothing::set);
        summary.forEach(nothing::set);
        nothing.commit();
        table.refresh();
        return table.currentSnapshot().snapshotId();
    }
}
