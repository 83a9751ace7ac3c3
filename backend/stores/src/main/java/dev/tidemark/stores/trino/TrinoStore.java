package dev.tidemark.stores.trino;

import dev.tidemark.lake.Lake;
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
import dev.tidemark.stores.internal.LakeView;
import dev.tidemark.stores.trino.internal.PinnedSql;
import dev.tidemark.stores.trino.internal.TrinoRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lakehouse on Trino. SQL names a table by all its parts, {@code "lake"."model"."fact_orders"}, and reads the snapshot
 * that the query pins, or the current one as the catalog says; Trino never chooses one itself. What a table holds is read
 * from the catalog without asking Trino.
 */
public final class TrinoStore implements Store {

    private static final StoreName NAME = StoreName.LAKEHOUSE;

    private final TrinoSettings settings;
    private final LakeView tables;

    /** Connects with the first query; a Trino that is away is a problem of that query. */
    public TrinoStore(Lake lake, TrinoSettings settings) {
        this.settings = settings;
        this.tables = new LakeView(NAME, Set.of(Lake.MODEL, Lake.RAW), lake);
    }

    @Override
    public StoreName name() {
        return NAME;
    }

    @Override
    public String engine() {
        return "trino";
    }

    @Override
    public SqlFlavor flavor() {
        return SqlFlavor.TRINO;
    }

    @Override
    public TableState state(TableName table) {
        return tables.state(table);
    }

    /**
     * {@link StoreAnswer#rowsScanned} and {@link StoreAnswer#bytesScanned} are what Trino says it read: only the columns and
     * row groups that the query needs.
     */
    @Override
    public StoreAnswer query(StoreQuery query) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        return stream(query, rows::add).with(rows);
    }

    @Override
    public boolean streams() {
        return true;
    }

    /** A reader that is slow holds Trino's query back, which has slots of its own. */
    @Override
    public StoreAnswer stream(StoreQuery query, RowSink sink) {
        Map<TableName, OptionalLong> snapshots = new LinkedHashMap<>();
        for (TableUse use : query.tables()) {
            snapshots.put(use.table(), tables.version(use).snapshot());
        }
        return new TrinoRun(settings.jdbcUrl(), settings.user(), pinned(query.sql(), snapshots), query, sink).answer();
    }

    private static String pinned(String sql, Map<TableName, OptionalLong> snapshots) {
        try {
            return PinnedSql.of(sql, snapshots);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(StoreProblem.INVALID_STORE_QUERY, NAME.word(), e.getMessage());
        }
    }

    @Override
    public void close() {
        // Each query closes its own connection.
    }
}
