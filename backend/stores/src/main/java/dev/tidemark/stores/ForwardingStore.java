package dev.tidemark.stores;

import dev.tidemark.sql.SqlFlavor;

/** A store that leaves to another one whatever its subclass does not do itself. Whoever opened the other store closes it. */
public abstract class ForwardingStore implements Store {

    private final Store store;

    protected ForwardingStore(Store store) {
        this.store = store;
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
        return store.state(table);
    }

    @Override
    public StoreAnswer query(StoreQuery query) {
        return store.query(query);
    }

    @Override
    public boolean streams() {
        return store.streams();
    }

    @Override
    public StoreAnswer stream(StoreQuery query, RowSink sink) {
        return store.stream(query, sink);
    }

    @Override
    public void close() {}
}
