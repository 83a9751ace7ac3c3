package dev.tidemark.lake;

import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/** A table of the lake by name, for example {@code model.fact_orders}. */
public record TableRef(String namespace, String name) {

    /** The identifier Iceberg's catalog knows it by. */
    public TableIdentifier identifier() {
        return TableIdentifier.of(Namespace.of(namespace), name);
    }

    @Override
    public String toString() {
        return namespace + "." + name;
    }
}
