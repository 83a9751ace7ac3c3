package dev.tidemark.quality;

/**
 * A dataset is a table in a store.
 *
 * @param store the store's word: {@code realtime}, {@code warehouse} or {@code lakehouse}
 * @param table as the store names it, for example {@code orders_rt} or {@code model.fact_orders}
 */
public record DatasetName(String store, String table) implements Comparable<DatasetName> {

    @Override
    public int compareTo(DatasetName other) {
        int byStore = store.compareTo(other.store);
        return byStore != 0 ? byStore : table.compareTo(other.table);
    }

    @Override
    public String toString() {
        return store + "/" + table;
    }
}
