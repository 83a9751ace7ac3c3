package dev.tidemark.router.internal;

import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.util.Map;

/** A store that is supposed to have some more tables. It can be decided about, and not asked. */
record SupposedStore(Store store, Map<TableName, TableState> supposed) implements Store {

    SupposedStore {
        supposed = Map.copyOf(supposed);
    }

    @Override
    public StoreName name() {
        return store.name();
    }

    @Override
    public String engine() {
        return store.engine();
    }

    @Override
    public SqlFlavor flavor() {
        return store.flavor();
    }

    @Override
    public String vouchedBy() {
        return store.vouchedBy();
    }

    @Override
    public TableState state(TableName table) {
        TableState state = supposed.get(table);
        return state == null ? store.state(table) : state;
    }

    @Override
    public StoreAnswer query(StoreQuery query) {
        throw new UnsupportedOperationException("only supposed");
    }

    /** Whoever opened the store closes it. */
    @Override
    public void close() {}
}
