package dev.tidemark.cdc.internal.postgres;

/**
 * A column as the catalog knows it now.
 *
 * @param typeName with its modifiers, as PostgreSQL writes it: {@code numeric(10,2)}
 */
public record SourceColumn(String name, String typeName, ValueKind kind) {}
