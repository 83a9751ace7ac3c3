package dev.tidemark.stores.warehouse;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.ScanPlan;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import dev.tidemark.stores.internal.Admission;
import dev.tidemark.stores.internal.LakeView;
import dev.tidemark.stores.warehouse.internal.DuckDbRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * DuckDB over the lake's files. SQL names a table as one quoted identifier, {@code "model.fact_orders"}; the files of the
 * pinned snapshot are put in front of it.
 */
public final class DuckDbStore implements Store {

    private final StoreName name;
    private final DuckDbSettings settings;
    private final LakeView tables;
    private final DuckDb duckDb;
    private final Admission admission;

    private DuckDbStore(StoreName name, Set<String> namespaces, Lake lake, DuckDbSettings settings) {
        this.name = name;
        this.settings = settings;
        this.tables = new LakeView(name, namespaces, lake);
        this.duckDb = DuckDb.open(
                settings, namespaces.stream().map(lake.root()::resolve).toList());
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
        return tables.state(table);
    }

    @Override
    public StoreAnswer query(StoreQuery query) {
        Map<String, ScanPlan> plans = new LinkedHashMap<>();
        for (TableUse use : query.tables()) {
            plans.put(use.table().toString(), tables.plan(use));
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

    @Override
    public void close() {
        admission.close();
        duckDb.close();
    }
}
