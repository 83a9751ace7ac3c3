package dev.tidemark.stores.warehouse;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeTables;
import dev.tidemark.lake.LakeType;
import dev.tidemark.lake.ScanPlan;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.TableVersion;
import dev.tidemark.lake.Tide;
import dev.tidemark.lake.TimeSpan;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import dev.tidemark.stores.TimeRange;
import dev.tidemark.stores.warehouse.internal.Admission;
import dev.tidemark.stores.warehouse.internal.DuckDbRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DuckDB over the lake's files. SQL names a table as one quoted identifier, {@code "model.fact_orders"}; the files of the
 * pinned snapshot are put in front of it.
 */
public final class DuckDbStore implements Store {

    /** As {@link Store#state} promises, with room for the asking itself. */
    private static final Duration STATE_AGE = Duration.ofMillis(300);

    private final StoreName name;
    private final Set<String> namespaces;
    private final DuckDbSettings settings;
    private final LakeTables tables;
    private final DuckDb duckDb;
    private final Admission admission;

    private DuckDbStore(StoreName name, Set<String> namespaces, Lake lake, DuckDbSettings settings) {
        this.name = name;
        this.namespaces = Set.copyOf(namespaces);
        this.settings = settings;
        this.tables = new LakeTables(lake, STATE_AGE);
        List<Path> directories =
                this.namespaces.stream().map(lake.root()::resolve).toList();
        this.duckDb = DuckDb.open(settings, directories);
        this.admission = new Admission(name.word(), settings.slots(), settings.queueWait());
    }

    /** The store of modeled tables. */
    public static DuckDbStore warehouse(Lake lake, DuckDbSettings settings) {
        return new DuckDbStore(StoreName.WAREHOUSE, Set.of(Lake.MODEL), lake, settings);
    }

    /** The store of everything ever received, and the modeled tables. */
    public static DuckDbStore lakehouse(Lake lake, DuckDbSettings settings) {
        return new DuckDbStore(StoreName.LAKEHOUSE, Set.of(Lake.MODEL, Lake.RAW), lake, settings);
    }

    @Override
    public StoreName name() {
        return name;
    }

    @Override
    public String engine() {
        return "duckdb";
    }

    @Override
    public SqlFlavor flavor() {
        return SqlFlavor.DUCKDB;
    }

    @Override
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

    @Override
    public StoreAnswer query(StoreQuery query) {
        Map<String, ScanPlan> plans = new LinkedHashMap<>();
        for (TableUse use : query.tables()) {
            plans.put(
                    use.table().toString(),
                    tables.plan(version(use), use.prune().map(DuckDbStore::span)));
        }
        DuckDbRun run = new DuckDbRun(
                duckDb,
                name.word(),
                settings.memoryLimit(),
                planned(query.sql(), plans),
                query,
                plans.values().stream().mapToLong(ScanPlan::rows).sum(),
                plans.values().stream().mapToLong(ScanPlan::bytes).sum());
        return admission.run(run, query.timeout());
    }

    private String planned(String sql, Map<String, ScanPlan> plans) {
        try {
            return PlannedSql.of(sql, plans);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(StoreProblem.INVALID_STORE_QUERY, name.word(), e.getMessage());
        }
    }

    private TableVersion version(TableUse use) {
        TableVersion now = current(use.table());
        if (use.snapshot().isEmpty()) {
            return now;
        }
        return tables.at(now.table(), use.snapshot().getAsLong())
                .orElseThrow(() -> new ProblemException(
                        StoreProblem.UNKNOWN_SNAPSHOT,
                        use.table(),
                        use.snapshot().getAsLong()));
    }

    private TableVersion current(TableName table) {
        if (!namespaces.contains(table.namespace())) {
            throw new ProblemException(StoreProblem.UNKNOWN_TABLE, name.word(), table);
        }
        try {
            return tables.current(new TableRef(table.namespace(), table.name()))
                    .orElseThrow(() -> new ProblemException(StoreProblem.UNKNOWN_TABLE, name.word(), table));
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProblemException(StoreProblem.UNAVAILABLE, name.word(), "the lake's catalog does not answer")
                    .because(e);
        }
    }

    private static TimeSpan span(TimeRange range) {
        return new TimeSpan(range.column(), range.from(), range.to());
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

    @Override
    public void close() {
        admission.close();
        duckDb.close();
    }
}
