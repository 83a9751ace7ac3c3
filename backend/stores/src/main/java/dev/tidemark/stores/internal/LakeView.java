package dev.tidemark.stores.internal;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeTables;
import dev.tidemark.lake.LakeType;
import dev.tidemark.lake.ScanPlan;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.TableVersion;
import dev.tidemark.lake.Tide;
import dev.tidemark.lake.TimeSpan;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The lake's tables as one store sees them: only those of its namespaces, and why one cannot be seen. Thread-safe. */
public final class LakeView {

    /** As {@link dev.tidemark.stores.Store#state} promises, with room for the asking itself. */
    private static final Duration STATE_AGE = Duration.ofMillis(300);

    private final StoreName store;
    private final Set<String> namespaces;
    private final LakeTables tables;

    public LakeView(StoreName store, Set<String> namespaces, Lake lake) {
        this.store = store;
        this.namespaces = Set.copyOf(namespaces);
        this.tables = new LakeTables(lake, STATE_AGE);
    }

    public TableState state(TableName table) {
        TableVersion now = current(table);
        return new TableState(
                table,
                now.snapshot(),
                now.tide().map(Tide::offsets).orElse(Map.of()),
                now.tide().map(Tide::completeThrough).orElse(Instant.EPOCH),
                Instant.EPOCH,
                now.rows(),
                now.bytes(),
                now.columns().stream()
                        .filter(column -> column.type().kind() != LakeType.Kind.OTHER)
                        .map(column -> new Column(column.name(), type(column.type())))
                        .toList());
    }

    /** The version that is to be read: the pinned one, or the current one. */
    public TableVersion version(TableUse use) {
        TableVersion now = current(use.table());
        if (use.snapshot().isEmpty()) {
            return now;
        }
        long pinned = use.snapshot().getAsLong();
        return read(() -> tables.at(now.table(), pinned))
                .orElseThrow(() -> new ProblemException(StoreProblem.UNKNOWN_SNAPSHOT, use.table(), pinned));
    }

    /** The files of that version. */
    public ScanPlan plan(TableUse use) {
        TableVersion version = version(use);
        Optional<TimeSpan> span = use.prune().map(range -> new TimeSpan(range.column(), range.from(), range.to()));
        return read(() -> tables.plan(version, span));
    }

    private TableVersion current(TableName table) {
        if (!namespaces.contains(table.namespace())) {
            throw new ProblemException(StoreProblem.UNKNOWN_TABLE, store.word(), table);
        }
        return read(() -> tables.current(new TableRef(table.namespace(), table.name())))
                .orElseThrow(() -> new ProblemException(StoreProblem.UNKNOWN_TABLE, store.word(), table));
    }

    private <T> T read(Supplier<T> catalog) {
        try {
            return catalog.get();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            ProblemException problem = Thread.currentThread().isInterrupted()
                    ? new ProblemException(StoreProblem.STORE_CANCELLED, store.word())
                    : new ProblemException(
                            StoreProblem.UNAVAILABLE, store.word(), "the lake's catalog does not answer");
            throw problem.because(e);
        }
    }

    private static ColumnType type(LakeType type) {
        return switch (type.kind()) {
            case STRING, OTHER -> ColumnType.STRING;
            case INTEGER, LONG -> ColumnType.LONG;
            case DECIMAL -> ColumnType.DECIMAL;
            case DOUBLE -> ColumnType.DOUBLE;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case TIMESTAMP -> ColumnType.TIMESTAMP;
            case DATE -> ColumnType.DATE;
        };
    }
}
