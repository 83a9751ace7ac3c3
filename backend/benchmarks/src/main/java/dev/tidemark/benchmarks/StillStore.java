package dev.tidemark.benchmarks;

import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A store that has every table and no rows, and answers at once: what is left is the router. */
record StillStore(StoreName name, Instant completeThrough, Instant keptFrom) implements Store {

    private static final List<Column> COLUMNS = List.of(
            new Column("row_id", ColumnType.STRING),
            new Column("at", ColumnType.TIMESTAMP),
            new Column("appended_at", ColumnType.TIMESTAMP),
            new Column("country", ColumnType.STRING),
            new Column("kind", ColumnType.STRING),
            new Column("amount", ColumnType.DECIMAL),
            new Column("units", ColumnType.LONG),
            new Column("customer_id", ColumnType.STRING),
            new Column("region_id", ColumnType.STRING),
            new Column("segment", ColumnType.STRING),
            new Column("language", ColumnType.STRING),
            new Column("region_name", ColumnType.STRING));

    private static final StoreAnswer NOTHING = new StoreAnswer(List.of(), List.of(), 0, 0, Duration.ZERO);

    @Override
    public String engine() {
        return "still";
    }

    @Override
    public SqlFlavor flavor() {
        return SqlFlavor.DUCKDB;
    }

    @Override
    public TableState state(TableName table) {
        boolean realtime = name.equals(StoreName.REALTIME);
        return new TableState(
                table,
                realtime ? OptionalLong.empty() : OptionalLong.of(1),
                Map.of("events-0", 1L),
                completeThrough,
                keptFrom,
                1_000,
                1L << 20,
                COLUMNS);
    }

    @Override
    public StoreAnswer query(StoreQuery query) {
        return NOTHING;
    }

    @Override
    public void close() {}
}
