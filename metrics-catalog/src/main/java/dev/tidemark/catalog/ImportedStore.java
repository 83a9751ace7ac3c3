package dev.tidemark.catalog;

/**
 * Where the tables are that imported semantic models name in {@code node_relation}. It stands in a file of its own beside them.
 *
 * @param store the id of a store
 */
public record ImportedStore(String store) {

    /** The file's path below {@code metrics/}. */
    public static final String FILE = "tidemark-import.yaml";

    /** The file that says so. */
    public String text() {
        return """
                # Semantic models without bindings of their own are read where node_relation says, in this store.
                tidemark:
                  store: %s
                """.formatted(store);
    }
}
