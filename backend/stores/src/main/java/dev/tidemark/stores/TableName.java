package dev.tidemark.stores;

/**
 * A table in a store.
 *
 * @param namespace empty where the engine knows none
 */
public record TableName(String namespace, String name) {

    /** Reads {@code model.fact_orders} or {@code orders_rt}. */
    public static TableName parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new TableName("", text) : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }
}
