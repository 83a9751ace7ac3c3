package dev.tidemark.sql;

/**
 * A table as definitions name it.
 *
 * @param namespace empty where the engine knows none, for example in Pinot
 */
public record SqlTable(String namespace, String name) {

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }
}
