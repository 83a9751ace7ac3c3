package dev.tidemark.stores.warehouse;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.ScanPlan;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.RowSink;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB over the lake's files. SQL names a table as one quoted identifier, {@code "model.fact_orders"}; the files of the
 * pinned snapshot are put in front of it.
 */
public final class DuckDbStore implements Store {

    /** They share the memory of the questions, and what does not fit spills. */
    private static final int STREAMS_AT_ONCE = 1;

    private final StoreName name;
    private final DuckDbSettings settings;
    private final LakeView tables;
    private final DuckDb duckDb;
    private final Admission admission;
    private final Admission streams;

    private DuckDbStore(StoreName name, Set<String> namespaces, Lake lake, DuckDbSettings settings) {
        this.name = name;
        this.settings = settings;
        this.tables = new LakeView(name, namespaces, lake);
        this.duckDb = DuckDb.open(
                settings, namespaces.stream().map(lake.root()::resolve).toList());
        this.admission = new Admission(name.word(), settings.slots(), settings.queueWait());
        this.streams = new Admission(name.word(), STREAMS_AT_ONCE, settings.queueWait());
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
    public boolean streams() {
        return true;
    }

    @Override
    public StoreAnswer query(StoreQuery query) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        return run(query, rows::add, admission).with(rows);
    }

    @Override
    public StoreAnswer stream(StoreQuery query, RowSink sink) {
        return run(query, sink, streams);
    }

    private StoreAnswer run(StoreQuery query, RowSink sink, Admission turns) {
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
                sink,
                plans.values().stream().mapToLong(ScanPlan::rows).sum(),
                plans.values().stream().mapToLong(ScanPlan::bytes).sum());
        return turns.run(run, query.timeout());
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
        streams.close();
        duckDb.close();
    }
}
