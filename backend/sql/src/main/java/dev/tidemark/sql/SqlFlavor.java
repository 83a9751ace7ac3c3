package dev.tidemark.sql;

/** The dialects we write. */
public enum SqlFlavor {
    /** DuckDB over files: a table is one name that its store defines, and times are instants. */
    DUCKDB,
    TRINO,
    POSTGRESQL,
    PINOT,
    /** A database of DuckDB: tables stand in schemas, and times may be without a zone. */
    DUCKDB_DATABASE
}
