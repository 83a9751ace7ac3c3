package dev.tidemark.router.internal;

import dev.tidemark.stores.ForwardingStore;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.util.Map;

/** A store that is supposed to have some more tables. It can be decided about, and not asked. */
final class SupposedStore extends ForwardingStore {

    private final Map<TableName, TableState> supposed;

    SupposedStore(Store store, Map<TableName, TableState> supposed) {
        super(store);
        this.supposed = Map.copyOf(supposed);
    }

    @Override
    public TableState state(TableName table) {
        TableState state = supposed.get(table);
        return state == null ? super.state(table) : state;
    }

    @Override
    public StoreAnswer query(StoreQuery query) {
        throw new UnsupportedOperationException("only supposed");
    }

    @Override
    public StoreAnswer stream(StoreQuery query, RowSink sink) {
        throw new UnsupportedOperationException("only supposed");
    }
}
