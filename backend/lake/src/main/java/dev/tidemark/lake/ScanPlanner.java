package dev.tidemark.lake;

import dev.tidemark.lake.internal.ColumnTypes;
import dev.tidemark.lake.internal.DuckDbRelation;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * Turns a table at a snapshot into the files to read. Plans are kept: a snapshot never changes, so neither does its plan.
 * Thread-safe.
 */
public final class ScanPlanner {

    private static final int KEPT_PLANS = 256;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private record Key(UUID table, long snapshot, Optional<TimeSpan> span) {}

    private final LocalFileIO files;
    private final Map<Key, ScanPlan> plans = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ScanPlan> eldest) {
            return size() > KEPT_PLANS;
        }
    });

    public ScanPlanner(LocalFileIO files) {
        this.files = files;
    }

    /**
     * @param snapshot empty for a table that was never written: the relation then has its columns and no rows
     * @throws ProblemException {@link LakeProblem#UNREADABLE_DELETES}
     */
    public ScanPlan plan(Table table, OptionalLong snapshot, Optional<TimeSpan> span) {
        if (snapshot.isEmpty()) {
            return new ScanPlan(
                    new DuckDbRelation(files, table.schema()).of(List.of()),
                    ColumnTypes.columns(table.schema()),
                    0,
                    0,
                    0);
        }
        Key key = new Key(table.uuid(), snapshot.getAsLong(), span);
        ScanPlan known = plans.get(key);
        if (known == null) {
            known = plan(table, snapshot.getAsLong(), span);
            plans.put(key, known);
        }
        return known;
    }

    private ScanPlan plan(Table table, long snapshot, Optional<TimeSpan> span) {
        TableScan scan = table.newScan().useSnapshot(snapshot);
        Schema schema = scan.schema();
        Optional<Expression> filter = span.flatMap(within -> filter(schema, within));
        if (filter.isPresent()) {
            scan = scan.filter(filter.get());
        }
        List<FileScanTask> tasks = new ArrayList<>();
        try (CloseableIterable<FileScanTask> planned = scan.planFiles()) {
            planned.forEach(tasks::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot plan " + table.name(), e);
        }
        tasks.sort(Comparator.comparing(task -> task.file().location()));
        tasks.forEach(task -> task.deletes().forEach(delete -> checkReadable(table, delete)));
        return new ScanPlan(
                new DuckDbRelation(files, schema).of(tasks),
                ColumnTypes.columns(schema),
                tasks.size(),
                tasks.stream().mapToLong(task -> task.file().recordCount()).sum(),
                tasks.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum());
    }

    /** Files that certainly hold no row of the span are left out; a column that is no time leaves out none. */
    private static Optional<Expression> filter(Schema schema, TimeSpan span) {
        Types.NestedField column = schema.findField(span.column());
        if (column == null) {
            return Optional.empty();
        }
        return switch (column.type().typeId()) {
            case TIMESTAMP ->
                Optional.of(Expressions.and(
                        Expressions.greaterThanOrEqual(span.column(), micros(span.from())),
                        Expressions.lessThan(span.column(), micros(span.to()))));
            case DATE ->
                Optional.of(Expressions.and(
                        Expressions.greaterThanOrEqual(span.column(), day(span.from()) - 1),
                        Expressions.lessThanOrEqual(span.column(), day(span.to()) + 1)));
            default -> Optional.empty();
        };
    }

    /** The day of an instant in UTC; in other zones it may be the one before or after. */
    private static int day(Instant instant) {
        return (int)
                Math.floorDiv(micros(instant), ChronoUnit.DAYS.getDuration().toNanos() / 1_000);
    }

    /** Instants beyond what Iceberg's timestamps can say become the furthest they can. */
    private static long micros(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LATEST) ? Long.MAX_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static void checkReadable(Table table, DeleteFile delete) {
        if (delete.content() != FileContent.POSITION_DELETES || delete.format() != FileFormat.PARQUET) {
            throw new ProblemException(
                    LakeProblem.UNREADABLE_DELETES,
                    table.name(),
                    delete.content().name().toLowerCase(Locale.ROOT),
                    delete.location());
        }
    }
}
