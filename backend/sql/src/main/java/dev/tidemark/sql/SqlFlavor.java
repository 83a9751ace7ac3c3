package dev.tidemark.sql;

/** The dialects we write. */
public enum SqlFlavor {
    DUCKDB,
    TRINO,
    POSTGRESQL,
    PINOT
}
