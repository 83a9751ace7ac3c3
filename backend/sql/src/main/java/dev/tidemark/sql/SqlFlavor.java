package dev.tidemark.sql;

/** The dialects we write. */
public enum SqlFlavor {
    /** DuckDB over files: a table is one name that its store defines, and times are instants. */
    DUCKDB,
    /** The catalog of the lake in Trino, where times are instants. */
    TRINO,
    POSTGRESQL,
    PINOT,
    /** A database of DuckDB: tables stand in schemas, and times may be without a zone. */
    DUCKDB_DATABASE,
    /** The catalog that a Trino of others is connected to: tables stand in schemas, and times may be without a zone. */
    TRINO_DATABASE,
    REDSHIFT,
    SNOWFLAKE,
    /** A {@code TIMESTAMP} of BigQuery is an instant; its {@code DATETIME} is not read. */
    BIGQUERY,
    /** A {@code DateTime} of ClickHouse is an instant, whatever zone it is shown in. */
    CLICKHOUSE;

    /** Whether a column may hold times without a zone, which are then those of the session, UTC. */
    public boolean hasTimesWithoutZone() {
        return switch (this) {
            case POSTGRESQL, DUCKDB_DATABASE, TRINO_DATABASE, REDSHIFT, SNOWFLAKE -> true;
            case DUCKDB, TRINO, PINOT, BIGQUERY, CLICKHOUSE -> false;
        };
    }

    /** Whether transforms can be written in it; the others only answer questions. */
    public boolean takesTransforms() {
        return this == DUCKDB || this == TRINO || this == POSTGRESQL;
    }
}
